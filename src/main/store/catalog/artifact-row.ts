import { type ArtifactRecord, type ArtifactType, type Encoding, type Json } from '../../../shared/artifact.ts'
import { type Artifact, type Damage } from '../../../shared/artifact-list.ts'
import { type Facts } from '../../../shared/facts.ts'
import { artifactKey } from '../key.ts'
import { type TaskEntry } from '../task-file.ts'

/** A row of the table `artifact`, with the folder of its task. What is in it was checked before it was written. */
export interface ArtifactRow {
  id: number
  task_id: number
  folder: string
  file: string
  spec: string
  task: string
  name: string
  version: number
  type: ArtifactType
  size: number
  original_size: number
  checksum: string
  created_at: string
  encoding: Encoding
  mime_type: string
  tags: string
  metadata: string
  facts: string | null
  facts_version: number
  damage: string | null
}

/** The artifact of a row; its URI is computed from the root. */
export function toArtifact(row: ArtifactRow, rootUri: string): Artifact {
  const record: ArtifactRecord = {
    uri: `${rootUri}/${artifactKey(row.folder, row.file)}`,
    taskId: row.task,
    specName: row.spec,
    type: row.type,
    name: row.name,
    size: row.size,
    originalSize: row.original_size,
    checksum: row.checksum,
    createdAt: row.created_at,
    compressed: row.encoding !== 'identity',
    encoding: row.encoding,
    mimeType: row.mime_type,
    tags: JSON.parse(row.tags) as string[],
    version: row.version,
    metadata: JSON.parse(row.metadata) as Record<string, Json>,
  }
  return {
    record,
    facts: row.facts === null ? null : (JSON.parse(row.facts) as Facts),
    ...(row.damage === null ? {} : { damage: JSON.parse(row.damage) as Damage }),
  }
}

/** A record as its row; the caller knows the number of its task. */
export function toRow({ record, file }: TaskEntry): Omit<ArtifactRow, 'id' | 'folder' | 'facts' | 'facts_version' | 'damage'> {
  return {
    task_id: 0,
    file,
    spec: record.specName,
    task: record.taskId,
    name: record.name,
    version: record.version,
    type: record.type,
    size: record.size,
    original_size: record.originalSize,
    checksum: record.checksum,
    created_at: record.createdAt,
    encoding: record.encoding,
    mime_type: record.mimeType,
    tags: JSON.stringify(record.tags),
    metadata: JSON.stringify(record.metadata),
  }
}
