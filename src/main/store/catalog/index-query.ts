import { type Database } from 'better-sqlite3'
import { artifactKey } from '../key.ts'
import { type Indexed } from '../necrocode/index-file.ts'
import { type ArtifactRow } from './artifact-row.ts'

/** A row of the snapshot for other tools; `created_at` is in UTC. */
export interface IndexedRow {
  rowId: number
  createdAt: string
  indexed: Indexed
}

type Columns = 'id' | 'folder' | 'file' | 'spec' | 'task' | 'type' | 'size' | 'created_at' | 'tags' | 'version'

/** Rows of the index file after one of them, oldest first. */
export function listIndexed(database: Database, rootUri: string, after: { createdAt: string; rowId: number }, limit: number): IndexedRow[] {
  const rows = database
    .prepare<[string, number, number], Pick<ArtifactRow, Columns>>(
      `SELECT artifact.id, folder, file, artifact.spec, artifact.task, type, size, created_at, tags, version
       FROM artifact JOIN task ON task.id = task_id
       WHERE (created_at, artifact.id) > (?, ?) ORDER BY created_at, artifact.id LIMIT ?`,
    )
    .all(after.createdAt, after.rowId, limit)
  return rows.map((row) => ({
    rowId: row.id,
    createdAt: row.created_at,
    indexed: {
      uri: `${rootUri}/${artifactKey(row.folder, row.file)}`,
      task_id: row.task,
      spec_name: row.spec,
      type: row.type,
      size: row.size,
      created_at: row.created_at,
      tags: JSON.parse(row.tags) as string[],
      version: row.version,
    },
  }))
}
