// Verify [S11]: reading everything and comparing it with the records. Changes nothing but what
// the catalog says about damage.
import { isVitrineError } from '../../shared/errors.ts'
import { type Artifact, type ArtifactFilter } from '../../shared/artifact-list.ts'
import { type VerifyFinding, type VerifyReport } from '../../shared/verify.ts'
import { noteDamage } from './damage.ts'
import { type Downloads } from './download.ts'
import { taskFileName, vitrineFolder } from './key.ts'
import { readTask, type StoreContext } from './store-context.ts'

export interface VerifyProgress {
  done: number
  total: number
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

/** Checks artifacts of the catalog against their bytes; without a filter also looks for content that no record names. */
export async function* verifyStore(
  context: StoreContext,
  downloads: Downloads,
  { filter, signal }: VerifyOptions = {},
): AsyncGenerator<VerifyProgress, VerifyReport> {
  const { databases } = context
  const report: VerifyReport = { valid: 0, corrupt: 0, missing: 0, unrecorded: 0, isComplete: false }
  const { count } = await databases.sum(filter ?? {})
  let done = 0
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
      yield { done, total: count, found }
    }
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  if (filter === undefined) {
    for await (const finding of findUnrecorded(context)) {
      if (signal?.aborted === true) return report
      report.unrecorded++
      yield { done, total: count, found: [finding] }
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
  const { backend, databases, placeOf } = context
  const { record } = artifact
  const key = record.uri.slice(backend.rootUri.length + 1)
  const read = () => downloads.download(record, key, { verify: true, signal })
  try {
    for await (const chunk of await noteDamage(context, artifact, true, read)) void chunk
    return undefined
  } catch (error) {
    if (!isVitrineError(error, 'artifact.corrupt')) throw error
    // Deleted or replaced while it was read: nothing is wrong with it.
    const place = await placeOf(record.uri)
    const now = place && (await databases.find(place))
    if (now?.record.checksum !== record.checksum) return undefined
    const { uri, specName, taskId, name, version } = record
    return {
      uri,
      artifact: { specName, taskId, name, version },
      status: error.details.isMissing === true ? 'missing' : 'corrupt',
      reason: error.details.reason,
    }
  }
}

/** Content in task folders that their record files do not name. */
async function* findUnrecorded(context: StoreContext): AsyncGenerator<VerifyFinding> {
  const { backend, databases, locks, writable } = context
  let folder: string | undefined
  let recorded: ReadonlySet<string> | undefined
  for await (const { key } of backend.list('')) {
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

/** Undefined when the record file cannot be read: nobody knows then what it names. */
async function recordedFiles(context: StoreContext, folder: string): Promise<ReadonlySet<string> | undefined> {
  try {
    const task = await readTask(context, folder)
    return task === undefined ? undefined : new Set(task.entries.map(({ file }) => file))
  } catch (error) {
    if (isVitrineError(error)) return undefined
    throw error
  }
}
