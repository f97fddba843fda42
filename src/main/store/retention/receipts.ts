// Receipts of cleanups: `.vitrine/reports/cleanup-<plan id>.json`.
import { camelCase, renameKeys, snakeCase } from '../../../shared/json-names.ts'
import { type CleanupReceipt, cleanupReceiptSchema } from '../../../shared/retention.ts'
import { type StorageBackend } from '../backend.ts'
import { vitrineFolder } from '../key.ts'
import { readWhole } from '../task-file.ts'

const prefix = `${vitrineFolder}/reports/cleanup-`

export async function writeReceipt(backend: StorageBackend, receipt: CleanupReceipt): Promise<void> {
  const key = `${prefix}${receipt.planId}.json`
  await backend.upload(key, Buffer.from(`${JSON.stringify(renameKeys(receipt, snakeCase), undefined, 1)}\n`))
  await backend.flush([key])
}

/** What was read of each file, by its stamp: a receipt of a large cleanup takes long to read, and never changes once it is finished. */
const known = new WeakMap<StorageBackend, Map<string, { stamp: string; receipt: CleanupReceipt | undefined }>>()

/** Receipts that can be read, the latest first. */
export async function listReceipts(backend: StorageBackend): Promise<CleanupReceipt[]> {
  const before = known.get(backend)
  const now: typeof before = new Map()
  for await (const { key, stamp } of backend.list(prefix)) {
    const read = before?.get(key)
    now.set(key, read?.stamp === stamp ? read : { stamp, receipt: await readReceipt(backend, key) })
  }
  known.set(backend, now)
  const receipts = [...now.values()].flatMap(({ receipt }) => receipt ?? [])
  return receipts.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
}

async function readReceipt(backend: StorageBackend, key: string): Promise<CleanupReceipt | undefined> {
  return cleanupReceiptSchema.safeParse(renameKeys(await readJson(backend, key), camelCase)).data
}

async function readJson(backend: StorageBackend, key: string): Promise<unknown> {
  try {
    return JSON.parse(Buffer.from(await readWhole(await backend.download(key))).toString('utf8'))
  } catch {
    // Not JSON is no receipt.
    return undefined
  }
}
