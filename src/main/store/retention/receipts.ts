// Receipts of cleanups: `.vitrine/reports/cleanup-<plan id>.json`, JSON with each artifact on a line of its own.
import { setImmediate } from 'node:timers/promises'
import { type ZodType } from 'zod'
import { VitrineError } from '../../../shared/errors.ts'
import { camelCase, renameKeys, snakeCase } from '../../../shared/json-names.ts'
import { type CleanupReceipt, cleanupReceiptSchema, type ReceiptSummary, summarizeReceipt } from '../../../shared/retention.ts'
import { type StorageBackend } from '../backend.ts'
import { vitrineFolder } from '../key.ts'
import { readWhole } from '../../read-whole.ts'

const prefix = `${vitrineFolder}/reports/cleanup-`
const keyOf = (planId: string) => `${prefix}${planId}.json`

/** Others have their turn after so many lines. */
const linesAtOnce = 2000

/** Replaces what this plan's receipt said before. Durable when it resolves. */
export async function writeReceipt(backend: StorageBackend, receipt: CleanupReceipt): Promise<void> {
  const key = keyOf(receipt.planId)
  const pieces: Buffer[] = []
  for await (const piece of formatReceipt(receipt)) pieces.push(Buffer.from(piece))
  await backend.upload(key, Buffer.concat(pieces))
  await backend.flush([key])
}

/** The file in pieces. */
export async function* formatReceipt({ deleted, skipped, ...head }: CleanupReceipt): AsyncGenerator<string> {
  const named = JSON.stringify(renameKeys(head, snakeCase), undefined, 1)
  yield named.slice(0, named.lastIndexOf('\n}'))
  for (const [list, items] of [
    ['deleted', deleted],
    ['skipped', skipped],
  ] as const) {
    yield `,\n "${list}": [`
    for (let from = 0; from < items.length; from += linesAtOnce) {
      const lines = items.slice(from, from + linesAtOnce).map((item) => `\n${JSON.stringify(renameKeys(item, snakeCase))}`)
      yield `${from === 0 ? '' : ','}${lines.join(',')}`
      await setImmediate()
    }
    yield items.length === 0 ? ']' : '\n ]'
  }
  yield '\n}\n'
}

interface Known {
  stamp: string
  summary: ReceiptSummary | undefined
}

/** What was read of each file, by its stamp: a receipt of a large cleanup takes long to read, and never changes once it is finished. */
const known = new WeakMap<StorageBackend, Map<string, Known>>()
/** The one that was read last, whole: its pages are asked for one after another. */
const latest = new WeakMap<StorageBackend, { key: string; stamp: string; receipt: CleanupReceipt }>()

/** Receipts that can be read, the latest first. */
export async function listReceipts(backend: StorageBackend): Promise<ReceiptSummary[]> {
  const before = known.get(backend)
  const now = new Map<string, Known>()
  for await (const { key, stamp } of backend.list(prefix)) {
    const read = before?.get(key)
    now.set(key, read?.stamp === stamp ? read : { stamp, summary: await readSummary(backend, key) })
  }
  known.set(backend, now)
  const summaries = [...now.values()].flatMap(({ summary }) => summary ?? [])
  return summaries.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
}

async function readSummary(backend: StorageBackend, key: string): Promise<ReceiptSummary | undefined> {
  const receipt = await readReceipt(backend, key)
  return receipt && summarizeReceipt(receipt)
}

/** Undefined for a plan that was never applied, any other text, and a receipt that cannot be read. */
export async function findReceipt(backend: StorageBackend, planId: string): Promise<CleanupReceipt | undefined> {
  const key = keyOf(planId)
  const stamp = /^[\w-]+$/.test(planId) ? (await backend.stat(key))?.stamp : undefined
  if (stamp === undefined) return undefined
  const held = latest.get(backend)
  if (held?.key === key && held.stamp === stamp) return held.receipt
  const receipt = await readReceipt(backend, key)
  if (receipt !== undefined) latest.set(backend, { key, stamp, receipt })
  return receipt
}

/** @throws artifact.not-found */
export async function getReceipt(backend: StorageBackend, planId: string): Promise<CleanupReceipt> {
  const receipt = await findReceipt(backend, planId)
  if (receipt === undefined) throw new VitrineError('artifact.not-found', { uri: `the receipt ${planId}` })
  return receipt
}

async function readReceipt(backend: StorageBackend, key: string): Promise<CleanupReceipt | undefined> {
  try {
    return await parseReceipt(Buffer.from(await readWhole(await backend.download(key))).toString('utf8'))
  } catch (error) {
    // Not JSON is no receipt.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const itemSchemas = { deleted: cleanupReceiptSchema.shape.deleted.element, skipped: cleanupReceiptSchema.shape.skipped.element }
const parseWhole = (text: string) => cleanupReceiptSchema.safeParse(renameKeys(JSON.parse(text), camelCase)).data

/** What was written as above is read line by line, so that nobody waits for a long one; any other JSON at once. */
async function parseReceipt(text: string): Promise<CleanupReceipt | undefined> {
  const deleted = await readItems(text, 'deleted', itemSchemas.deleted)
  const skipped = await readItems(text, 'skipped', itemSchemas.skipped)
  if (deleted === undefined || skipped === undefined) return parseWhole(text)
  const head = `${text.slice(0, deleted.from)}[],\n "skipped": []${text.slice(skipped.to)}`
  const receipt = parseWhole(head)
  return receipt && { ...receipt, deleted: deleted.items, skipped: skipped.items }
}

interface Items<T> {
  items: T[]
  /** Where the list stands in the text. */
  from: number
  to: number
}

/** Undefined for a list that is written in another way, or holds anything else. */
async function readItems<T>(text: string, list: string, schema: ZodType<T>): Promise<Items<T> | undefined> {
  const opening = `\n "${list}": `
  const start = text.indexOf(opening)
  if (start === -1) return undefined
  const from = start + opening.length
  const items: T[] = []
  let at = from + 1
  for (let count = 1; text.startsWith('\n{', at); count++) {
    const end = text.indexOf('\n', at + 1)
    const line = text.slice(at + 1, end)
    if (!/\},?$/.test(line)) return undefined
    const item = schema.safeParse(renameKeys(JSON.parse(line.replace(/,$/, '')), camelCase))
    if (!item.success) return undefined
    items.push(item.data)
    at = end
    if (count % linesAtOnce === 0) await setImmediate()
  }
  const to = text.indexOf(']', at) + 1
  return /^\s*\]$/.test(text.slice(at, to)) ? { items, from, to } : undefined
}
