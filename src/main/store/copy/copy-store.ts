// Copying artifacts from one store to another, whatever lies under them. What is there already is left as it is, so a copy that was stopped
// goes on where it ended.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Artifact, type ArtifactFilter } from '../../../shared/artifact-list.ts'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { isVitrineError, toVitrineError, type VitrineError } from '../../../shared/errors.ts'
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
const reportMs = 250

/**
 * Copies what a filter lets through, the oldest first, with versions, times, tags and metadata as they are. Bytes are checked where they
 * are read and where they arrive. What fails is named and does not stop the others, unless all others would fail alike.
 * @throws store.unreachable, store.full, store.denied
 */
export async function* copyStore(
  from: ArtifactStore,
  to: ArtifactStore,
  { filter = {}, verify = false, signal }: CopyOptions = {},
): AsyncGenerator<Progress, CopySummary> {
  const summary: CopySummary = { copied: 0, unchanged: 0, sizeBytes: 0, failed: [] }
  const { count } = await from.sum(filter)
  const stop = new AbortController()
  const work: CopyWork = {
    from,
    to,
    summary,
    verify,
    signal: signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]),
    state: { done: 0, bytes: 0, current: '' },
  }
  const artifacts = listAll(from, filter)
  const workers = Array.from({ length: parallel }, () => copyFrom(artifacts, work))
  const copying = Promise.all(workers)
  const over = copying.then(
    () => true,
    () => true,
  )
  try {
    for (let isOver = false; !isOver;) {
      isOver = await Promise.race([over, sleep(reportMs, false, { ref: false })])
      const { done } = work.state
      yield { ...work.state, total: Math.max(count, done) }
      signal?.throwIfAborted()
    }
    await copying
    return summary
  } finally {
    // The others end before this does: the stores may be closed after it.
    stop.abort()
    await Promise.allSettled(workers)
  }
}

async function* listAll(from: ArtifactStore, filter: ArtifactFilter): AsyncGenerator<Artifact> {
  let cursor: string | undefined
  do {
    const page = await from.list({ filter, sort: 'created', limit: pageSize, cursor })
    yield* page.artifacts
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

interface CopyWork {
  from: ArtifactStore
  to: ArtifactStore
  summary: CopySummary
  verify: boolean
  signal: AbortSignal
  state: { done: number; bytes: number; current: string }
}

/** One of several that take from the same artifacts. */
async function copyFrom(artifacts: AsyncGenerator<Artifact>, work: CopyWork): Promise<void> {
  const { state, signal } = work
  try {
    for (let next = await artifacts.next(); next.done !== true; next = await artifacts.next()) {
      signal.throwIfAborted()
      state.current = next.value.record.uri
      await copyOne(next.value, work)
      state.done++
    }
  } catch (error) {
    // The others end, too.
    await artifacts.return(undefined)
    throw error
  }
}

async function copyOne({ record }: Artifact, { from, to, summary, verify, signal, state }: CopyWork): Promise<void> {
  try {
    const there = await findCopy(to, record)
    if (there === undefined) {
      const { specName, taskId, type, name, tags, metadata, mimeType, version, createdAt, checksum } = record
      let before = 0
      const onProgress = (bytes: number) => {
        state.bytes += bytes - before
        before = bytes
      }
      const options = { specName, taskId, type, name, tags, metadata, mimeType, version, createdAt, checksum, signal, onProgress }
      await to.upload(await from.download(record.uri, { signal }), options)
      summary.copied++
      summary.sizeBytes += record.originalSize
    } else summary.unchanged++
    if (verify) await readBack(to, record, signal)
  } catch (error) {
    signal.throwIfAborted()
    const failure = toVitrineError(error)
    if (isEveryones(failure)) throw failure
    summary.failed.push({ uri: record.uri, error: failure })
  }
}

/** A store that is away, full or not ours to write fails every other artifact as well. */
const isEveryones = (error: VitrineError): boolean =>
  isVitrineError(error, 'store.unreachable') ||
  isVitrineError(error, 'store.full') ||
  (isVitrineError(error, 'store.denied') && error.details.operation === 'write')

/** The same version of the same artifact with the same bytes; asking costs less than carrying the bytes there to find out. */
async function findCopy(
  to: ArtifactStore,
  { specName, taskId, name, version, type, checksum }: ArtifactRecord,
): Promise<ArtifactRecord | undefined> {
  const { artifacts } = await to.list({ filter: { specName, taskId, name, version } })
  return artifacts.map(({ record }) => record).find((record) => record.checksum === checksum && record.type === type)
}

async function readBack(to: ArtifactStore, record: ArtifactRecord, signal: AbortSignal): Promise<void> {
  const copy = await findCopy(to, record)
  for await (const chunk of await to.download(copy?.uri ?? record.uri, { verify: true, signal })) void chunk
}
