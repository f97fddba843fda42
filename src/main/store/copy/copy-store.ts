// Copying artifacts from one store to another, whatever lies under them. What is there already is left as it is, so a copy that was stopped
// goes on where it ended.
import { type Artifact, type ArtifactFilter } from '../../../shared/artifact-list.ts'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { toVitrineError, type VitrineError } from '../../../shared/errors.ts'
import { type Progress } from '../../../shared/progress.ts'
import { type ArtifactStore } from '../artifact-store.ts'

export interface CopySummary {
  copied: number
  /** They were there already, byte for byte. */
  unchanged: number
  /** Raw bytes of what was copied. */
  sizeBytes: number
  failed: { uri: string; error: VitrineError }[]
}

export interface CopyOptions {
  filter?: ArtifactFilter | undefined
  /** Read each copy back from where it is now. */
  verify?: boolean | undefined
  signal?: AbortSignal | undefined
}

const parallel = 8
const pageSize = 200

/**
 * Copies what a filter lets through, the oldest first, with versions, times, tags and metadata as they are. Bytes are checked where they
 * are read and where they arrive. What fails is named and does not stop the others.
 */
export async function* copyStore(
  from: ArtifactStore,
  to: ArtifactStore,
  { filter = {}, verify = false, signal }: CopyOptions = {},
): AsyncGenerator<Progress, CopySummary> {
  const summary: CopySummary = { copied: 0, unchanged: 0, sizeBytes: 0, failed: [] }
  const { count } = await from.sum(filter)
  let done = 0
  let cursor: string | undefined
  do {
    const page = await from.list({ filter, sort: 'created', limit: pageSize, cursor })
    for (let start = 0; start < page.artifacts.length; start += parallel) {
      signal?.throwIfAborted()
      const batch = page.artifacts.slice(start, start + parallel)
      await Promise.all(batch.map((artifact) => copyOne(from, to, artifact, { summary, verify, signal })))
      done += batch.length
      yield { done, total: Math.max(count, done), current: batch.at(-1)?.record.uri ?? '' }
    }
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return summary
}

interface CopyOne {
  summary: CopySummary
  verify: boolean
  signal: AbortSignal | undefined
}

async function copyOne(from: ArtifactStore, to: ArtifactStore, { record }: Artifact, { summary, verify, signal }: CopyOne): Promise<void> {
  try {
    const there = await findCopy(to, record)
    if (there === undefined) {
      const { specName, taskId, type, name, tags, metadata, mimeType, version, createdAt, checksum } = record
      const options = { specName, taskId, type, name, tags, metadata, mimeType, version, createdAt, checksum, signal }
      await to.upload(await from.download(record.uri, { signal }), options)
      summary.copied++
      summary.sizeBytes += record.originalSize
    } else summary.unchanged++
    if (verify) await readBack(to, record, signal)
  } catch (error) {
    signal?.throwIfAborted()
    summary.failed.push({ uri: record.uri, error: toVitrineError(error) })
  }
}

/** The same version of the same artifact with the same bytes; asking costs less than carrying the bytes there to find out. */
async function findCopy(
  to: ArtifactStore,
  { specName, taskId, name, version, type, checksum }: ArtifactRecord,
): Promise<ArtifactRecord | undefined> {
  const { artifacts } = await to.list({ filter: { specName, taskId, name, version } })
  return artifacts.map(({ record }) => record).find((record) => record.checksum === checksum && record.type === type)
}

async function readBack(to: ArtifactStore, record: ArtifactRecord, signal: AbortSignal | undefined): Promise<void> {
  const copy = await findCopy(to, record)
  for await (const chunk of await to.download(copy?.uri ?? record.uri, { verify: true, signal })) void chunk
}
