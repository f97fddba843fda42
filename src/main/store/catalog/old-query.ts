// What a cleanup asks: what is old enough, with as little of each artifact as a plan tells.
import { type Database } from 'better-sqlite3'
import { type ArtifactRecord, type ArtifactType, type Json } from '../../../shared/artifact.ts'
import { artifactKey } from '../key.ts'

/** Of an artifact, what a plan is made of. */
export type OldRecord = Pick<
  ArtifactRecord,
  'uri' | 'specName' | 'taskId' | 'name' | 'version' | 'type' | 'size' | 'createdAt' | 'checksum' | 'tags' | 'metadata'
>

export interface OldRequest {
  type: ArtifactType
  /** A moment; what was created then is not among it. */
  before: string
  /** The last one of the page before. */
  after: { createdAt: string; rowId: number }
  limit: number
  /** Versions of a task, of which it is wanted that they are told apart. */
  ranked: number
  /** Empty otherwise. */
  hasMetadata: boolean
}

/** Without the names of its columns: a plan reads many, and they come from another thread. */
export type OldRow = [
  rowId: number,
  folder: string,
  file: string,
  spec: string,
  task: string,
  name: string,
  version: number,
  size: number,
  createdAt: string,
  checksum: string,
  tags: string,
  metadata: string | null,
  rank: number,
]

/** The oldest first. A plan asks page after page, so what it asks is prepared once. */
export function openOldQuery(database: Database) {
  const ranked = `(SELECT count(*) FROM (SELECT 1 FROM attempt
    WHERE attempt.task_id = artifact.task_id AND version > artifact.version LIMIT @ranked))`
  const prepare = (metadata: string, rank: string) =>
    database
      .prepare<[{ type: ArtifactType; before: string; createdAt: string; rowId: number; limit: number; ranked: number }], OldRow>(
        `SELECT artifact.id, task.folder, file, artifact.spec, artifact.task, name, version, size, created_at, checksum, tags, ${metadata}, ${rank}
         FROM artifact INDEXED BY artifact_type_created CROSS JOIN task ON task.id = task_id
         WHERE type = @type AND created_at < @before AND (created_at, artifact.id) > (@createdAt, @rowId) ORDER BY created_at, artifact.id LIMIT @limit`,
      )
      .raw()
  const prepared = new Map<string, ReturnType<typeof prepare>>()
  const find = (metadata: string, rank: string) => {
    const found = prepared.get(metadata + rank) ?? prepare(metadata, rank)
    prepared.set(metadata + rank, found)
    return found
  }
  return {
    /** What of a type was created before a moment; see `toRanked`. */
    listOld: ({ type, before, after, limit, ranked: most, hasMetadata }: OldRequest): OldRow[] =>
      find(hasMetadata ? 'metadata' : 'NULL', most === 0 ? '0' : ranked).all({ type, before, ...after, limit, ranked: most }),
  }
}

/** As a plan reads it, with the place of its version among those of its task: 0 for the newest, counted up to `ranked`. */
export function toRanked(row: OldRow, type: ArtifactType, rootUri: string): { rowId: number; record: OldRecord; versionRank: number } {
  const [rowId, folder, file, specName, taskId, name, version, size, createdAt, checksum, tags, metadata, versionRank] = row
  return {
    rowId,
    versionRank,
    record: {
      uri: `${rootUri}/${artifactKey(folder, file)}`,
      specName,
      taskId,
      name,
      version,
      type,
      size,
      createdAt,
      checksum,
      tags: tags === '[]' ? [] : (JSON.parse(tags) as string[]),
      metadata: metadata === null ? {} : (JSON.parse(metadata) as Record<string, Json>),
    },
  }
}
