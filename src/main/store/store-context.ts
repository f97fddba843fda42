// What every operation of an open store works with.
import { type Artifact } from '../../shared/artifact-list.ts'
import { type ArtifactType } from '../../shared/artifact.ts'
import { type StoreChange } from '../../shared/change.ts'
import { VitrineError } from '../../shared/errors.ts'
import { type Facts } from '../../shared/facts.ts'
import { type StorageBackend } from './backend.ts'
import { type Place } from './catalog/catalog.ts'
import { type LocalDatabases } from './catalog/local-databases.ts'
import { type PublishedCatalog } from './catalog/published-catalog.ts'
import { type Journal } from './journal.ts'
import { type Leases } from './leases.ts'
import { type Locks } from './locks.ts'
import { type IndexSnapshot } from './necrocode/index-snapshot.ts'
import { type Necrocode } from './necrocode/necrocode.ts'
import { type StoreSettings } from './store-settings.ts'
import { decodeSegment } from './key.ts'
import { type WriteGroups } from './write-groups.ts'
import { readTaskFile, type TaskEntry, type TaskFile, taskFileKey, writeTaskFile } from './task-file.ts'

type Subject = { name: string; type: ArtifactType }
type Open = () => Promise<AsyncIterable<Uint8Array>>

/** What the store needs to understand content; `facts/` provides it. */
export interface Understanding {
  recogniseType: (name: string, head: Uint8Array) => Promise<ArtifactType>
  guessMimeType: (name: string, head: Uint8Array) => Promise<string>
  /** Never throws for bad content: its facts say so. */
  readFacts: (artifact: Subject, content: Open) => Promise<Facts>
  /** The same of several small ones at once, in their order. */
  readAllFacts: (parts: readonly { subject: Subject; open: Open }[]) => Promise<Facts[]>
  close: () => Promise<void>
}

export interface StoreContext {
  backend: StorageBackend
  databases: LocalDatabases
  locks: Locks
  /** Only where nothing else keeps writers on several machines apart. */
  leases: Leases | undefined
  journal: Journal
  groups: WriteGroups
  understanding: Understanding
  settings: StoreSettings
  writable: boolean
  /** What NecroCode wrote here, and what is written for it. */
  necrocode: Necrocode
  snapshot: IndexSnapshot
  /** The copy of a catalog that lies in the store, for one that is not filled yet. */
  published: () => Promise<PublishedCatalog | undefined>
  /** The catalog's file; undefined where it has none. */
  catalogPath: string | undefined
  /** A name no other stage of any process has. */
  newStageId: () => string
  now: () => Date
  /** Where the artifact of a URI lies, or would lie; undefined for what is no URI of a store. */
  placeOf: (uri: string) => Promise<Place | undefined>
  /** Called after every write that succeeded, with what is new and may need facts. */
  changed: (put: readonly TaskEntry[]) => void
}

const [firstMoment, lastMoment] = ['0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'].map((text) => Date.parse(text)) as [
  number,
  number,
]

/** The moment nearest to what a clock says that a record can hold [S3]: a wrong clock must not make a record that nobody can read. */
export function clampMoment(said: Date): Date {
  const at = said.getTime()
  return Number.isNaN(at) ? new Date(0) : new Date(Math.min(Math.max(at, firstMoment), lastMoment))
}

/** @throws store.denied for a store that can only be read */
export function checkWritable({ writable, backend }: StoreContext): void {
  if (!writable) throw new VitrineError('store.denied', { path: backend.rootUri, operation: 'write' })
}

export const emptyTask = (specName: string, taskId: string): TaskFile => ({
  specName,
  taskId,
  entries: [],
  retiredVersions: new Map(),
  unreadable: [],
  stamp: null,
})

/** What a write makes of a task. */
export interface TaskWrite {
  verb: StoreChange['verb']
  folder: string
  task: TaskFile
  put: readonly TaskEntry[]
  removed: readonly string[]
}

/** The second half of every write [S5]: the record file, then the flush of everything touched, then the catalog. */
export async function recordWrite(
  context: StoreContext,
  { verb, folder, task, put, removed }: TaskWrite,
  touchedKeys: readonly string[],
): Promise<void> {
  const { backend, databases, groups, necrocode, snapshot } = context
  const followed = await necrocode.follow({ folder, task, put, removed })
  const stamp = await writeTaskFile(backend, folder, followed.task)
  // The bytes before the names of their records.
  await backend.flush([...touchedKeys, taskFileKey(folder)])
  await followed.finish()
  const row = { folder, specName: task.specName, taskId: task.taskId, stamp }
  const isFollowed = await groups.changes.join('catalog', { ...row, before: task.stamp, verb, put, removed })
  // Others wrote to the task since the catalog was told of it.
  if (!isFollowed) await databases.putTask(row, task.entries, problemsOf(folder, task))
  // NecroCode wrote something of this task since the catalog was told of it.
  if (necrocode.isPresent() && (await databases.isStale(folder))) await syncTask(context, folder)
  snapshot.changed()
  context.changed(put)
}

/** What a task's records say, or undefined when it has none. @throws record.unreadable, store.too-new */
export async function readTask({ backend, necrocode }: StoreContext, folder: string): Promise<TaskFile | undefined> {
  return necrocode.complete(folder, await readTaskFile(backend, folder))
}

const problemsOf = (folder: string, { unreadable }: Pick<TaskFile, 'unreadable'>) =>
  unreadable.map(({ reason }) => ({ key: taskFileKey(folder), reason }))

/**
 * Reads a task's record file into the catalog, as often as the catalog is told of a write meanwhile. Gives what was read. `putTask` puts it
 * there.
 */
export async function syncTask(
  context: StoreContext,
  folder: string,
  putTask: LocalDatabases['putTask'] = (...task) => context.databases.putTask(...task),
): Promise<TaskFile | undefined> {
  const { backend, databases } = context
  const key = taskFileKey(folder)
  for (;;) {
    const known = await databases.stampOf(folder)
    let task: TaskFile | undefined
    let problem: { key: string; reason: string } | undefined
    try {
      task = await readTask(context, folder)
    } catch (error) {
      if (!(error instanceof VitrineError)) throw error
      if (error.code !== 'record.unreadable' && error.code !== 'store.too-new') throw error
      problem = { key, reason: 'reason' in error.details ? String(error.details.reason) : error.message }
    }
    if (task === undefined && problem === undefined) {
      if (await databases.dropTask(folder, known)) return undefined
      continue
    }
    const [spec = '', taskName = ''] = folder.split('/')
    const names = task ?? { specName: decodeSegment(spec), taskId: decodeSegment(taskName), entries: [], unreadable: [] }
    const problems = problem === undefined ? problemsOf(folder, names) : [problem]
    const stamp = task === undefined ? (await backend.stat(key))?.stamp : task.stamp
    const row = { folder, specName: names.specName, taskId: names.taskId, stamp: stamp ?? '' }
    if (await putTask(row, names.entries, problems, known)) return task
  }
}

/** @throws artifact.not-found */
export function foundOr<T extends Artifact | Place>(found: T | undefined, uri: string): T {
  if (found === undefined) throw new VitrineError('artifact.not-found', { uri })
  return found
}
