// Verify [S11]: reading everything and comparing it with the records. Changes nothing but what the catalog says, of the records and of damage.
import { isVitrineError } from '../../shared/errors.ts'
import { type Artifact, type ArtifactFilter } from '../../shared/artifact-list.ts'
import { type VerifyFinding, type VerifyReport } from '../../shared/verify.ts'
import { letGo } from '../let-go.ts'
import { noteDamage } from './damage.ts'
import { type Downloads } from './download.ts'
import { taskFileName, vitrineFolder } from './key.ts'
import { readSettled } from './following.ts'
import { readRecords } from './reindex.ts'
import { foundOr, readTask, type StoreContext } from './store-context.ts'

export interface VerifyProgress {
  done: number
  total: number
  /** Raw bytes of what was checked so far. */
  bytes?: number
  /** What was found since the last progress. */
  found: VerifyFinding[]
}

export interface VerifyOptions {
  /** Only these artifacts; then nothing is said about unrecorded content. */
  filter?: ArtifactFilter | undefined
  signal?: AbortSignal | undefined
}

const pageSize = 200
const parallel = 4
/** No write takes so long from its bytes to its record. */
const longestWriteMs = 15 * 60 * 1000

/** Checks artifacts of the catalog against their bytes; without a filter also looks for content that no record names. */
export async function* verifyStore(
  context: StoreContext,
  downloads: Downloads,
  { filter, signal }: VerifyOptions = {},
): AsyncGenerator<VerifyProgress, VerifyReport> {
  const { backend, databases } = context
  const report: VerifyReport = { valid: 0, corrupt: 0, missing: 0, unrecorded: 0, isComplete: false }
  // What is checked is what the records name now, whoever wrote them.
  if (filter === undefined) for await (const progress of readRecords(context, { everything: false })) void progress
  const { count } = await databases.sum(filter ?? {})
  let done = 0
  let bytes = 0
  let cursor: string | undefined
  do {
    const page = await databases.list(filter ?? {}, 'created', pageSize, cursor)
    for (let start = 0; start < page.artifacts.length; start += parallel) {
      if (signal?.aborted === true) return report
      const batch = page.artifacts.slice(start, start + parallel)
      const findings = await Promise.all(batch.map((artifact) => checkArtifact(context, downloads, artifact, signal)))
      const found = findings.filter((finding) => finding !== undefined)
      for (const { status } of found) report[status]++
      report.valid += batch.length - found.length
      done += batch.length
      for (const { record } of batch) bytes += record.originalSize
      yield { done, total: count, bytes, found }
    }
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  if (filter === undefined) {
    for (const { key, reason } of await databases.listProblems()) {
      report.corrupt++
      yield { done, total: count, bytes, found: [{ uri: `${backend.rootUri}/${key}`, status: 'corrupt', reason }] }
    }
    for await (const finding of findUnrecorded(context)) {
      if (signal?.aborted === true) return report
      report.unrecorded++
      yield { done, total: count, bytes, found: [finding] }
    }
  }
  return { ...report, isComplete: true }
}

async function checkArtifact(
  context: StoreContext,
  downloads: Downloads,
  artifact: Artifact,
  signal: AbortSignal | undefined,
): Promise<VerifyFinding | undefined> {
  const { backend, placeOf } = context
  const { record } = artifact
  const place = foundOr(await placeOf(record.uri), record.uri)
  const read = async ({ record: { uri }, record: current }: Artifact) => {
    for await (const chunk of await downloads.download(current, uri.slice(backend.rootUri.length + 1), { signal })) letGo(chunk)
    return nothing()
  }
  const readTwice = async () => {
    try {
      return await read(artifact)
    } catch (error) {
      if (!isVitrineError(error, 'artifact.corrupt')) throw error
      return readSettled(context, artifact, place, read)
    }
  }
  try {
    for await (const chunk of await noteDamage(context, artifact, true, readTwice)) letGo(chunk)
    return undefined
  } catch (error) {
    // Deleted while it was read: nothing is wrong with it.
    if (isVitrineError(error, 'artifact.not-found')) return undefined
    if (!isVitrineError(error, 'artifact.corrupt')) throw error
    const { uri, specName, taskId, name, version } = record
    return {
      uri,
      artifact: { specName, taskId, name, version },
      status: error.details.isMissing === true ? 'missing' : 'corrupt',
      reason: error.details.reason,
    }
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Content in task folders that their record files do not name. */
async function* findUnrecorded(context: StoreContext): AsyncGenerator<VerifyFinding> {
  const { backend, databases, locks, writable } = context
  let folder: string | undefined
  let recorded: ReadonlySet<string> | undefined
  for await (const { key, modifiedAt } of backend.list('')) {
    // A machine elsewhere may be between its bytes and its record.
    if (backend.capabilities.localPath === undefined && Date.now() - modifiedAt.getTime() < longestWriteMs) continue
    const segments = key.split('/')
    if (segments[0] === vitrineFolder || segments.length < 3 || segments.at(2) === taskFileName) continue
    const inFolder = segments.slice(0, 2).join('/')
    if (inFolder !== folder) {
      folder = inFolder
      recorded = await recordedFiles(context, inFolder)
    }
    const file = segments.slice(2).join('/')
    if (recorded === undefined || recorded.has(file)) continue
    // An upload between its bytes and its record holds the task's lock.
    recorded = writable ? await locks.withLock(inFolder, () => recordedFiles(context, inFolder)) : await recordedFiles(context, inFolder)
    const isUnrecorded = recorded?.has(file) === false && (await databases.findElsewhere([key])) === undefined
    if (isUnrecorded && (await backend.exists(key)))
      yield { uri: `${backend.rootUri}/${key}`, status: 'unrecorded', reason: 'no record names it' }
  }
}

/** Undefined when the record file cannot be read: nobody knows then what it names. Without one, nothing is. */
async function recordedFiles(context: StoreContext, folder: string): Promise<ReadonlySet<string> | undefined> {
  try {
    const task = await readTask(context, folder)
    return new Set(task?.entries.map(({ file }) => file))
  } catch (error) {
    if (isVitrineError(error)) return undefined
    throw error
  }
}
