// The catalog of a store [S12]: an index over records and facts, synchronous, for one thread. Everyone else talks to it through
// local-databases.ts.
import { type Artifact, type ArtifactFilter, type ArtifactPage, type ArtifactSort, type Damage } from '../../../shared/artifact-list.ts'
import { type StoreChange } from '../../../shared/change.ts'
import { factsVersion } from '../../../shared/facts.ts'
import { type SearchFacets } from '../../../shared/search.ts'
import { type SpecSummary } from '../../../shared/spec.ts'
import { type QueuePage, type QueueRequest } from '../../../shared/review/queue.ts'
import { searchedMetadata } from '../../../shared/review/verdict.ts'
import { type TaskEntry } from '../task-file.ts'
import { type ArtifactRow, toArtifact, toRow } from './artifact-row.ts'
import { openAttemptTable } from './attempt-table.ts'
import { listArtifacts, sumArtifacts } from './artifact-query.ts'
import { countFacets } from './facet-table.ts'
import { openTables } from './schema.ts'
import { listSpecs } from './spec-query.ts'
import { openUsageTable } from './usage-table.ts'
import { openChangeLog } from './change-log.ts'
import { listIndexed } from './index-query.ts'
import { openOldQuery } from './old-query.ts'
import { openReadTable } from './read-table.ts'
import { openSidecarTable } from './sidecar-table.ts'
import { type ArtifactNames, openTextIndex, textVersion } from './text-index.ts'
import { openTrashTable } from './trash-table.ts'

export interface Problem {
  key: string
  reason: string
}

/** A task as the catalog is told of it; `stamp` is that of the record file it was read from or written to. */
export interface CatalogTask {
  folder: string
  specName: string
  taskId: string
  stamp: string
}

/** What one write did to one task. */
export interface TaskChange extends CatalogTask {
  /** The stamp of the record file that the write was made of; null when there was none. */
  before: string | null
  verb: StoreChange['verb']
  put: readonly TaskEntry[]
  /** Files of artifacts that are gone. */
  removed: readonly string[]
}

/** Artifacts that one statement forgets: what it may have to take back is held in memory. */
const droppedAtOnce = 500

/** Of an `ArtifactRow`. A join with the table `task` would be compiled anew by SQLite for each value that is looked up: many times the work. */
const rowColumns = 'artifact.*, (SELECT folder FROM task WHERE task.id = artifact.task_id) AS folder'

/** An artifact's place: its task's folder and its file in it. */
export interface Place {
  folder: string
  file: string
}

/**
 * Opens the catalog file at `path`, making it when absent (`:memory:` for one that is gone with the process).
 * @throws when the file is damaged or of another format: delete it and open again
 */
export function openCatalogFile(path: string, rootUri: string) {
  const database = openTables(path)

  const findTask = database.prepare<[string], { id: number; stamp: string }>('SELECT id, stamp FROM task WHERE folder = ?')
  const putTaskRow = database.prepare<[string, string, string, string, string], { id: number }>(
    `INSERT INTO task (folder, spec, task, stamp, problems) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (folder) DO UPDATE SET spec = excluded.spec, task = excluded.task, stamp = excluded.stamp, problems = excluded.problems
     RETURNING id`,
  )
  const stampTask = database.prepare<[string, string, string, string], { id: number }>(
    `INSERT INTO task (folder, spec, task, stamp) VALUES (?, ?, ?, ?)
     ON CONFLICT (folder) DO UPDATE SET stamp = excluded.stamp RETURNING id`,
  )
  const findRow = database.prepare<[string, string], ArtifactRow>(
    `SELECT ${rowColumns} FROM artifact WHERE task_id = (SELECT id FROM task WHERE folder = ?) AND file = ?`,
  )
  const taskRows = database.prepare<[number], ArtifactRow>(`SELECT ${rowColumns} FROM artifact WHERE task_id = ?`)
  const attemptRows = database.prepare<[number, number], ArtifactRow>(
    `SELECT ${rowColumns} FROM artifact WHERE task_id = ? AND version = ?`,
  )
  const deleteRow = database.prepare<[number, string], { version: number }>(
    'DELETE FROM artifact WHERE task_id = ? AND file = ? RETURNING version',
  )
  const insertRow = database.prepare<[ReturnType<typeof toRow>]>(
    `INSERT INTO artifact (task_id, file, spec, task, name, version, type, size, original_size, checksum, created_at, encoding, mime_type, tags, metadata)
     VALUES (@task_id, @file, @spec, @task, @name, @version, @type, @size, @original_size, @checksum, @created_at, @encoding, @mime_type, @tags, @metadata)`,
  )
  const updateRow = database.prepare<[ReturnType<typeof toRow> & { id: number }]>(
    `UPDATE artifact SET name = @name, version = @version, original_size = @original_size, encoding = @encoding, mime_type = @mime_type,
       tags = @tags, metadata = @metadata WHERE id = @id`,
  )
  const deleteTags = database.prepare<[number]>('DELETE FROM tag WHERE artifact_id = ?')
  const insertTag = database.prepare<[string, number, string, string, number, string, string]>(
    'INSERT OR IGNORE INTO tag (tag, artifact_id, spec, created_at, size, name, type) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const setDamage = database.prepare<[string | null, number]>('UPDATE artifact SET damage = ? WHERE id = ?')
  const changeLog = openChangeLog(database, rootUri)
  const behind = database.prepare<[number, number, number, number], ArtifactRow>(
    `SELECT artifact.*, task.folder FROM artifact JOIN task ON task.id = task_id
     WHERE artifact.id > ? AND (facts_version <> ? OR text_version <> ?) ORDER BY artifact.id LIMIT ?`,
  )
  const artifactOf = (row: ArtifactRow): Artifact => toArtifact(row, rootUri)

  const attempts = openAttemptTable(database, (taskId, version) => attemptRows.all(taskId, version).map(artifactOf))

  const sidecars = openSidecarTable(database)
  // A task that NecroCode alone wrote has no record file, and so an empty stamp.
  const stampOf = (folder: string): string | null => findTask.get(folder)?.stamp || null
  const dropArtifacts = database.prepare<[string, number]>(
    'DELETE FROM artifact WHERE id IN (SELECT id FROM artifact WHERE task_id = (SELECT id FROM task WHERE folder = ?) LIMIT ?)',
  )
  const dropTaskRow = database.prepare<[string], { spec: string; task: string }>('DELETE FROM task WHERE folder = ? RETURNING spec, task')
  const dropTask = (folder: string): void => {
    sidecars.setFresh(folder)
    while (dropArtifacts.run(folder, droppedAtOnce).changes > 0);
    const dropped = dropTaskRow.get(folder)
    if (dropped !== undefined) changeLog.add('reindex', { folder, file: '' }, dropped)
  }

  const text = openTextIndex(database)
  const usageTable = openUsageTable(database)

  /** Facts and full text belong to content: they outlive a change of everything else. */
  const putEntry = (taskId: number, folder: string, entry: TaskEntry, versions: number[]): ArtifactNames => {
    const { record } = entry
    const before = findRow.get(folder, entry.file)
    const isSameContent =
      before?.checksum === record.checksum &&
      before.type === record.type &&
      before.size === record.size &&
      before.name === record.name &&
      before.spec === record.specName &&
      before.task === record.taskId &&
      before.created_at === record.createdAt
    let id: number
    if (before !== undefined && isSameContent) {
      id = before.id
      updateRow.run({ ...toRow(entry), id })
      deleteTags.run(id)
    } else {
      if (before !== undefined) versions.push(...deleteRow.all(taskId, entry.file).map(({ version }) => version))
      id = Number(insertRow.run({ ...toRow(entry), task_id: taskId }).lastInsertRowid)
    }
    const { specName, taskId: task, createdAt, size, name, type } = record
    for (const tag of record.tags) insertTag.run(tag, id, specName, createdAt, size, name, type)
    versions.push(record.version)
    const names = [specName, task, name, ...record.tags, searchedMetadata(record)].join('\n')
    return { id, createdAt, type, specName, taskId: task, size, name, names }
  }

  type PutTask = [task: CatalogTask, entries: readonly TaskEntry[], problems: readonly Problem[], expected?: string | null | undefined]
  const putTask = ([task, entries, problems, expected]: PutTask, names: ArtifactNames[]): boolean => {
    if (expected !== undefined && stampOf(task.folder) !== expected) return false
    sidecars.setFresh(task.folder)
    const known = findTask.get(task.folder)
    const versions: number[] = []
    const id = putTaskRow.get(task.folder, task.specName, task.taskId, task.stamp, JSON.stringify(problems))?.id ?? 0
    if (known !== undefined) {
      const files = new Set(entries.map(({ file }) => file))
      for (const { file, version } of taskRows.all(id)) {
        if (files.has(file)) continue
        deleteRow.run(id, file)
        versions.push(version)
      }
    }
    for (const entry of entries) names.push(putEntry(id, task.folder, entry, versions))
    attempts.refresh(id, versions)
    changeLog.add('reindex', { folder: task.folder, file: '' }, { spec: task.specName, task: task.taskId })
    return true
  }

  const putTasks = (all: readonly PutTask[]): boolean[] => {
    const names: ArtifactNames[] = []
    const arePut = all.map((task) => putTask(task, names))
    text.putNames(names)
    return arePut
  }

  const applyChange = (change: TaskChange, names: ArtifactNames[]): boolean => {
    const { folder, specName, taskId, put, removed } = change
    if (stampOf(folder) !== change.before) return false
    const versions: number[] = []
    const id = stampTask.get(folder, specName, taskId, change.stamp)?.id ?? 0
    for (const file of removed) versions.push(...deleteRow.all(id, file).map(({ version }) => version))
    for (const entry of put) names.push(putEntry(id, folder, entry, versions))
    attempts.refresh(id, versions)
    for (const file of [...put.map((entry) => entry.file), ...removed])
      changeLog.add(change.verb, { folder, file }, { spec: specName, task: taskId })
    return true
  }

  const catalog = {
    ...sidecars,
    ...openTrashTable(database),
    ...openOldQuery(database),
    ...openReadTable(database, { findRow, attempts, changeLog, text }),
    ...usageTable,
    /** True when it holds every task; false for a new one, which has to be filled from the records. */
    isFilled: (): boolean => database.prepare('SELECT 1 FROM filled').get() !== undefined,
    setFilled: (): void =>
      void database.prepare("INSERT INTO filled SELECT strftime('%Y-%m-%dT%H:%M:%fZ') WHERE NOT EXISTS (SELECT 1 FROM filled)").run(),

    /** The stamp of a task's record file as it was last read; null for a task that is not here, or has none. */
    stampOf,

    /**
     * Makes a task's rows what its record file says. Facts of unchanged content stay. With `expected` it does so only when that is its stamp
     * still; says whether it did.
     */
    putTask: database.transaction((...task: PutTask): boolean => putTasks([task])[0] === true).immediate,

    /** Several of them, flushed once. Gives for each whether it was put. */
    putTasks: database.transaction(putTasks).immediate,

    /** Forgets tasks whose record files are gone. */
    dropTasks: database.transaction((folders: readonly string[]): void => folders.forEach(dropTask)).immediate,
    /** Forgets a task that has this stamp still, or was not here before either; false when it has another. */
    dropTask: database.transaction((folder: string, expected: string | null): boolean => {
      if (stampOf(folder) !== expected) return false
      dropTask(folder)
      return true
    }).immediate,

    /**
     * Follows writes to several tasks, flushed once. Gives for each false when the task here is not the one that was written to: then it has
     * to be put whole.
     */
    applyChanges: database.transaction((changes: readonly TaskChange[]): boolean[] => {
      const names: ArtifactNames[] = []
      const areApplied = changes.map((change) => applyChange(change, names))
      text.putNames(names)
      changeLog.trim()
      return areApplied
    }).immediate,

    /** Tells every window of a change of a task that its records do not show. */
    noteChange: (verb: StoreChange['verb'], folder: string, { specName, taskId }: { specName: string; taskId: string }): void =>
      changeLog.add(verb, { folder, file: '' }, { spec: specName, task: taskId }),

    find: (place: Place): Artifact | undefined => {
      const row = findRow.get(place.folder, place.file)
      return row && artifactOf(row)
    },
    list: (
      filter: ArtifactFilter,
      sort: ArtifactSort,
      limit: number,
      cursor: string | undefined,
      texts: readonly string[] = [],
    ): ArtifactPage => listArtifacts(database, rootUri, { filter, texts, sort, limit, cursor }),
    /** Notes what reading an artifact's bytes found, unless its content changed since. True when that is news. */
    setDamage: database.transaction((place: Place, checksum: string, damage: Damage | undefined): boolean => {
      const row = findRow.get(place.folder, place.file)
      const next = damage === undefined ? null : JSON.stringify(damage)
      if (row === undefined || row.checksum !== checksum || row.damage === next) return false
      setDamage.run(next, row.id)
      attempts.refreshQueue(row.task_id)
      changeLog.add('facts', place, row)
      return true
    }).immediate,
    facets: (filter: ArtifactFilter, texts: readonly string[]): SearchFacets => countFacets(database, filter, texts),
    sum: (filter: ArtifactFilter): { count: number; sizeBytes: number } => usageTable.keptSum(filter) ?? sumArtifacts(database, filter),
    /** A page of the reviewer's queue. */
    listQueue: (request: QueueRequest): QueuePage => attempts.listQueue(request),
    listSpecs: (): SpecSummary[] => listSpecs(database),
    /** All artifacts of a task, in no stated order. */
    listTask: (folder: string): Artifact[] => {
      const task = findTask.get(folder)
      return task === undefined ? [] : taskRows.all(task.id).map(artifactOf)
    },
    /** Stamp of each task's record file as it was last read. */
    listStamps: (): { folder: string; stamp: string }[] =>
      database.prepare<[], { folder: string; stamp: string }>('SELECT folder, stamp FROM task').all(),
    listProblems: (): Problem[] =>
      database
        .prepare<[], { problems: string }>("SELECT problems FROM task WHERE problems <> '[]' LIMIT 1000")
        .all()
        .flatMap(({ problems }) => JSON.parse(problems) as Problem[]),
    /** Artifacts whose facts or full text are missing, or those of an older Vitrine; `after` is the last one's `rowId`. */
    listBehind: (after: number, limit: number): { rowId: number; artifact: Artifact }[] =>
      behind.all(after, factsVersion, textVersion, limit).map((row) => ({ rowId: row.id, artifact: artifactOf(row) })),
    /** What the snapshot for other tools says of each artifact, the oldest first; `after` is the last one. */
    listIndexed: (after: { createdAt: string; rowId: number }, limit: number) => listIndexed(database, rootUri, after, limit),
    lastChange: changeLog.lastChange,
    listChanges: changeLog.listChanges,

    /** Writes all of it to a new file. */
    copyTo: (file: string): void => void database.prepare('VACUUM INTO ?').run(file),

    close: (): void => void database.close(),
  }
  return catalog
}

export type CatalogFile = ReturnType<typeof openCatalogFile>
