// Looks everything through that an archive would hold, contents and records, before it is written.
import { createHash } from 'node:crypto'
import { type ArtifactRecord, formatRecord } from '../../shared/artifact.ts'
import { isVitrineError } from '../../shared/errors.ts'
import { type ContentSecrets, type ExportScan } from '../../shared/export-scan.ts'
import { type Progress } from '../../shared/progress.ts'
import { type FactsPool } from '../facts/facts-pool.ts'
import { maskSecret } from '../facts/secrets/find-secrets.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { type ExportFilter, filtersOf, listRecords } from '../store/export/list-records.ts'

export type SecretReaders = Pick<FactsPool, 'findSecrets' | 'scanContent'>

const scannedAtOnce = 16
const listedSecrets = 500

/** Reports artifacts and raw bytes looked through. @throws artifact.corrupt never: what is damaged is counted, and not exported either */
export async function* scanExport(
  store: ArtifactStore,
  readers: SecretReaders,
  filter: ExportFilter,
  { signal }: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Progress, ExportScan> {
  let total = 0
  for (const one of filtersOf(filter)) total += (await store.sum(one)).count
  const scan: ExportScan = { artifacts: 0, sizeBytes: 0, secrets: [], secretCount: 0, notText: 0, damaged: 0, fingerprint: '' }
  const print = createFingerprint()
  const whereOf = describeWith(filter)
  const take = (where: string, { secrets, secretCount }: Pick<ContentSecrets, 'secrets' | 'secretCount'>) => {
    scan.secretCount += secretCount
    scan.secrets.push(...secrets.slice(0, listedSecrets - scan.secrets.length).map((secret) => ({ ...secret, where })))
  }
  let bytes = 0
  yield { done: 0, total, bytes }
  for await (const batch of inBatches(listRecords(store, filter), scannedAtOnce)) {
    signal?.throwIfAborted()
    const scans = await Promise.all(batch.map((record) => scanOf(store, readers, record)))
    const inRecords = await scanRecords(readers, batch)
    for (const [index, record] of batch.entries()) {
      const where = whereOf(record)
      const found = scans[index]
      print.add(record)
      bytes += record.originalSize
      if (found === undefined) scan.damaged++
      else {
        scan.artifacts++
        scan.sizeBytes += record.originalSize
        if (!found.isText) scan.notText++
        take(where, found)
      }
      take(`the record of ${where}`, inRecords[index] ?? { secrets: [], secretCount: 0 })
    }
    yield { done: scan.artifacts + scan.damaged, total, bytes, current: batch.at(-1)?.uri ?? '' }
  }
  return { ...scan, fingerprint: print.end() }
}

/** Of everything that an archive of these would hold. */
export async function fingerprintOf(store: ArtifactStore, filter: ExportFilter): Promise<string> {
  const print = createFingerprint()
  for await (const record of listRecords(store, filter)) print.add(record)
  return print.end()
}

function createFingerprint(): { add: (record: ArtifactRecord) => void; end: () => string } {
  const hash = createHash('sha256')
  return { add: (record) => hash.update(`${JSON.stringify(formatRecord(record))}\n`), end: () => hash.digest('hex') }
}

/** Undefined for content that is damaged. */
async function scanOf(store: ArtifactStore, { scanContent }: SecretReaders, record: ArtifactRecord): Promise<ContentSecrets | undefined> {
  try {
    return await scanContent(record, () => store.download(record.uri))
  } catch (error) {
    if (isVitrineError(error, 'artifact.corrupt')) return undefined
    throw error
  }
}

/** Tags, metadata and verdicts leave with the contents. */
async function scanRecords(
  { findSecrets }: SecretReaders,
  records: readonly ArtifactRecord[],
): Promise<Pick<ContentSecrets, 'secrets' | 'secretCount'>[]> {
  const lines = records.map((record) => JSON.stringify(formatRecord(record)))
  const text = lines.join('\n')
  const found = await findSecrets(text)
  let from = 0
  return lines.map((line) => {
    const to = from + line.length
    const inside = found.filter(({ start }) => start >= from && start < to)
    from = to + 1
    return {
      secrets: inside.map(({ what, start, end }) => ({ what, line: 1, masked: maskSecret(text.slice(start, end)) })),
      secretCount: inside.length,
    }
  })
}

/** As a page says it, with the task where there may be several. */
function describeWith(filter: ExportFilter): (record: ArtifactRecord) => string {
  const tasks = new Set(filtersOf(filter).map(({ specName, taskId }) => (taskId === undefined ? undefined : `${specName}/${taskId}`)))
  const isOneTask = tasks.size === 1 && !tasks.has(undefined)
  return ({ specName, taskId, name, version }) => `${isOneTask ? '' : `${specName} › ${taskId}: `}${name}, attempt ${version}`
}

async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
