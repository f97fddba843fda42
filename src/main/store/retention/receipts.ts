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

/** Receipts that can be read, the latest first. */
export async function listReceipts(backend: StorageBackend): Promise<CleanupReceipt[]> {
  const receipts: CleanupReceipt[] = []
  for await (const { key } of backend.list(prefix)) {
    const parsed = cleanupReceiptSchema.safeParse(renameKeys(await readJson(backend, key), camelCase))
    if (parsed.success) receipts.push(parsed.data)
  }
  return receipts.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
}

async function readJson(backend: StorageBackend, key: string): Promise<unknown> {
  try {
    return JSON.parse(Buffer.from(await readWhole(await backend.download(key))).toString('utf8'))
  } catch {
    // Not JSON is no receipt.
    return undefined
  }
}
