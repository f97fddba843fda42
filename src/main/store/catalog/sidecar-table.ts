// What NecroCode's own records say [S13], so that looking whether any changed takes their stamps alone. Like the rest of the catalog it can
// be thrown away.
import { type Database } from 'better-sqlite3'
import { type Place } from './catalog.ts'

export const sidecarTables = `
CREATE TABLE sidecar (
  id INTEGER PRIMARY KEY,
  -- The object it was read from; a \`#\` and a URI follow when that holds several.
  key TEXT NOT NULL UNIQUE,
  stamp TEXT NOT NULL,
  -- The place of its artifact; an empty folder when it could not be read.
  folder TEXT NOT NULL,
  file TEXT NOT NULL,
  -- JSON: the record as NecroCode wrote it, or {reason}.
  content TEXT NOT NULL
);
CREATE INDEX sidecar_place ON sidecar (folder, file);

-- Tasks whose rows above changed since the catalog was told of them.
CREATE TABLE stale_folder (folder TEXT PRIMARY KEY) WITHOUT ROWID;

-- Artifacts that do not lie in their task's folder.
CREATE INDEX artifact_elsewhere ON artifact (file) WHERE substr(file, 1, 1) = '/';
`

export interface SidecarRow extends Place {
  key: string
  stamp: string
  content: string
}

export function openSidecarTable(database: Database) {
  const find = database.prepare<[string], SidecarRow>('SELECT key, stamp, folder, file, content FROM sidecar WHERE key = ?')
  const put = database.prepare<[SidecarRow]>(
    `INSERT INTO sidecar (key, stamp, folder, file, content) VALUES (@key, @stamp, @folder, @file, @content)
     ON CONFLICT (key) DO UPDATE SET stamp = excluded.stamp, folder = excluded.folder, file = excluded.file, content = excluded.content`,
  )
  const drop = database.prepare<[string]>('DELETE FROM sidecar WHERE key = ?')
  const putStale = database.prepare<[string]>('INSERT OR IGNORE INTO stale_folder (folder) VALUES (?)')
  const dropStale = database.prepare<[string]>('DELETE FROM stale_folder WHERE folder = ?')
  const hasStale = database.prepare<[string]>('SELECT 1 FROM stale_folder WHERE folder = ?')
  const ofFolder = database.prepare<[string], SidecarRow>(
    'SELECT key, stamp, folder, file, content FROM sidecar WHERE folder = ? ORDER BY id',
  )
  const page = database.prepare<[number, number], SidecarRow & { id: number }>('SELECT * FROM sidecar WHERE id > ? ORDER BY id LIMIT ?')
  const elsewhere = database.prepare<[string], Place>(
    `SELECT task.folder, file FROM artifact JOIN task ON task.id = task_id WHERE substr(file, 1, 1) = '/' AND file = ?`,
  )
  const exists = (sql: string) => {
    const statement = database.prepare<[]>(sql)
    return () => statement.get() !== undefined
  }
  const hasSidecar = exists('SELECT 1 FROM sidecar LIMIT 1')
  const hasElsewhere = exists(`SELECT 1 FROM artifact WHERE substr(file, 1, 1) = '/' LIMIT 1`)

  return {
    /** True when NecroCode wrote in this store, as far as was seen. */
    hasNecrocode: (): boolean => hasSidecar() || hasElsewhere(),
    /**
     * Follows NecroCode's records; `gone` are keys. Their tasks are stale until `setFresh`, unless this store wrote the records itself and
     * says so by `isOwn`.
     */
    updateSidecars: database.transaction((rows: readonly SidecarRow[], gone: readonly string[], isOwn = false): void => {
      const mark = (folder: string | undefined) => {
        if (folder !== undefined && !isOwn) putStale.run(folder)
      }
      for (const row of rows) {
        mark(find.get(row.key)?.folder)
        put.run(row)
        mark(row.folder)
      }
      for (const key of gone) {
        mark(find.get(key)?.folder)
        drop.run(key)
      }
    }).immediate,
    findSidecar: (key: string): SidecarRow | undefined => find.get(key),
    /** Records of the artifacts of a task, or with `''` what could not be read as a record. */
    listSidecars: (folder: string): SidecarRow[] => ofFolder.all(folder),
    /** All, in the order they were first seen; `after` is the last one's `id`. */
    listAllSidecars: (after: number, limit: number): (SidecarRow & { id: number })[] => page.all(after, limit),
    listSidecarStamps: (): { key: string; stamp: string; folder: string; file: string }[] =>
      database.prepare<[], SidecarRow>('SELECT key, stamp, folder, file FROM sidecar').all(),
    /** Tasks that NecroCode has records of. */
    listSidecarFolders: (): string[] =>
      database
        .prepare<[], { folder: string }>("SELECT DISTINCT folder FROM sidecar WHERE folder <> ''")
        .all()
        .map(({ folder }) => folder),
    listStale: (): string[] =>
      database
        .prepare<[], { folder: string }>('SELECT folder FROM stale_folder')
        .all()
        .map(({ folder }) => folder),
    isStale: (folder: string): boolean => hasStale.get(folder) !== undefined,
    /** The catalog was told of this task. */
    setFresh: (folder: string): void => void dropStale.run(folder),
    /** The place of the first of these keys under which an artifact lies that is not in its task's folder. */
    findElsewhere: (keys: readonly string[]): Place | undefined => {
      for (const key of keys) {
        const place = elsewhere.get(`/${key}`)
        if (place !== undefined) return place
      }
      return undefined
    },
  }
}
