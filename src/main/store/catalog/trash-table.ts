// What lies in the trash, so that it is shown, counted and chosen from without opening its folders. Like the rest of the catalog it can be
// thrown away: the trash itself says what is in it.
import { type Database } from 'better-sqlite3'
import { type TrashChoice } from '../../../shared/trash.ts'

export const trashTables = `
CREATE TABLE trash (
  -- Ids sort by when they were made.
  id TEXT PRIMARY KEY,
  deleted_at TEXT NOT NULL,
  deleted_by TEXT,
  file TEXT NOT NULL,
  -- Of its record as it was read.
  stamp TEXT NOT NULL,
  size INTEGER NOT NULL,
  -- JSON of the record as it lies there; empty when it cannot be read, and then \`problem\` says why.
  record TEXT NOT NULL,
  problem TEXT,
  -- What a text is looked for in, in lower case.
  search TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX trash_deleted_by ON trash (deleted_by, id) WHERE deleted_by IS NOT NULL;
CREATE INDEX trash_deleted_at ON trash (deleted_at, size);
CREATE INDEX trash_problem ON trash (id) WHERE problem IS NOT NULL;

-- Kept with every change, never counted.
CREATE TABLE trash_sum (artifacts INTEGER NOT NULL, size INTEGER NOT NULL);
INSERT INTO trash_sum VALUES (0, 0);
CREATE TRIGGER trash_insert AFTER INSERT ON trash BEGIN
  UPDATE trash_sum SET artifacts = artifacts + (new.problem IS NULL), size = size + new.size;
END;
CREATE TRIGGER trash_delete AFTER DELETE ON trash BEGIN
  UPDATE trash_sum SET artifacts = artifacts - (old.problem IS NULL), size = size - old.size;
END;
`

export interface TrashRow {
  id: string
  deletedAt: string
  deletedBy: string | null
  file: string
  /** Of its record as it was read; empty when it has none. */
  stamp: string
  /** Stored bytes of what can be restored. */
  size: number
  record: string
  problem: string | null
  search: string
}

/** A choice with its moments worked out. */
export type TrashWanted = Omit<TrashChoice, 'isExpired'> & { deletedBefore?: string | undefined }

export interface TrashSum {
  artifacts: number
  sizeBytes: number
}

const columns = 'id, deleted_at AS deletedAt, deleted_by AS deletedBy, file, stamp, size, record, problem, search'

export function openTrashTable(database: Database) {
  const drop = database.prepare<[string]>('DELETE FROM trash WHERE id = ?')
  const insert = database.prepare<[TrashRow]>(
    `INSERT INTO trash (id, deleted_at, deleted_by, file, stamp, size, record, problem, search)
     VALUES (@id, @deletedAt, @deletedBy, @file, @stamp, @size, @record, @problem, @search)`,
  )
  const total = database.prepare<[], TrashSum>('SELECT artifacts, size AS sizeBytes FROM trash_sum')
  const nothing: TrashSum = { artifacts: 0, sizeBytes: 0 }

  return {
    putTrash: database.transaction((rows: readonly TrashRow[]): void => {
      for (const row of rows) {
        drop.run(row.id)
        insert.run(row)
      }
    }).immediate,
    forgetTrash: database.transaction((ids: readonly string[]): void => ids.forEach((id) => drop.run(id))).immediate,
    listTrashIds: (): string[] => database.prepare<[], string>('SELECT id FROM trash').pluck().all(),
    /** The latest first; `after` is the last one's id. */
    listTrash: (wanted: TrashWanted, after: string | undefined, limit: number): TrashRow[] => {
      const { where, values } = conditionsOf(wanted, after)
      return database
        .prepare<unknown[], TrashRow>(`SELECT ${columns} FROM trash WHERE ${where} ORDER BY id DESC LIMIT ?`)
        .all(...values, limit)
    },
    sumTrash: (wanted: TrashWanted): TrashSum => {
      if (Object.values(wanted).every((value) => value === undefined || value === '')) return total.get() ?? nothing
      const { where, values } = conditionsOf(wanted, undefined)
      const sum = database.prepare<unknown[], TrashSum>(
        `SELECT count(*) AS artifacts, coalesce(sum(size), 0) AS sizeBytes FROM trash WHERE ${where}`,
      )
      return sum.get(...values) ?? nothing
    },
    /** Entries that cannot be read, with the reason. */
    listDamagedTrash: (): { trashId: string; reason: string }[] =>
      database
        .prepare<[], { trashId: string; reason: string }>(
          'SELECT id AS trashId, problem AS reason FROM trash WHERE problem IS NOT NULL ORDER BY id LIMIT 100',
        )
        .all(),
  }
}

function conditionsOf({ text = '', deletedBy, artifact, deletedBefore, upTo }: TrashWanted, after: string | undefined) {
  const conditions: [string, string | number | undefined][] = [
    ['instr(search, ?) > 0', text.trim() === '' ? undefined : text.trim().toLowerCase()],
    ['deleted_by = ?', deletedBy],
    ['instr(search, ?) > 0', artifact?.name.toLowerCase()],
    ["json_extract(record, '$.name') = ?", artifact?.name],
    ["json_extract(record, '$.task_id') = ?", artifact?.taskId],
    ["json_extract(record, '$.spec_name') = ?", artifact?.specName],
    ["json_extract(record, '$.version') = ?", artifact?.version],
    ['deleted_at < ?', deletedBefore],
    ['id <= ?', upTo],
    ['id < ?', after],
  ]
  const given = conditions.filter(([, value]) => value !== undefined)
  return { where: ['problem IS NULL', ...given.map(([condition]) => condition)].join(' AND '), values: given.map(([, value]) => value) }
}
