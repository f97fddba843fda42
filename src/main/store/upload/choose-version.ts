// Which version an upload is [S7], or which one it already was [S4].
import { type ArtifactRecord, type ArtifactType } from '../../../shared/artifact.ts'
import { VitrineError } from '../../../shared/errors.ts'
import { type TaskEntry, type TaskFile } from '../task-file.ts'

export interface VersionRequest {
  name: string
  type: ArtifactType
  checksum: string
  /** The version that is wanted; absent: the next one. */
  version?: number | undefined
  /** The latest version goes when the new one is there. */
  replaces?: boolean | undefined
}

export type VersionChoice = { same: ArtifactRecord } | { version: number; replaced: TaskEntry | undefined }

/** @throws artifact.exists (that version has other bytes), version.retired */
export function chooseVersion(
  { entries, retiredVersions }: Pick<TaskFile, 'entries' | 'retiredVersions'>,
  { name, type, checksum, version: wanted, replaces = false }: VersionRequest,
  { versioning }: { versioning: boolean },
): VersionChoice {
  const versions = entries.filter(({ record }) => record.name === name)
  const isSame = ({ record }: TaskEntry) => record.checksum === checksum && record.type === type
  const retired = retiredVersions.get(name) ?? []
  if (wanted !== undefined) {
    const existing = versions.find(({ record }) => record.version === wanted)
    if (existing !== undefined && isSame(existing)) return { same: existing.record }
    if (existing !== undefined && !versioning) return { version: wanted, replaced: existing }
    if (existing !== undefined) throw new VitrineError('artifact.exists', { uri: existing.record.uri })
    if (retired.includes(wanted)) throw new VitrineError('version.retired', { name, version: wanted })
    return { version: wanted, replaced: undefined }
  }
  const latest = versions.reduce<TaskEntry | undefined>(
    (best, entry) => (best === undefined || entry.record.version > best.record.version ? entry : best),
    undefined,
  )
  if (latest !== undefined && isSame(latest)) return { same: latest.record }
  if (versioning || replaces)
    return { version: Math.max(0, ...retired, latest?.record.version ?? 0) + 1, replaced: replaces ? latest : undefined }
  const first = versions.find(({ record }) => record.version === 1)
  return { version: 1, replaced: first }
}
