// The trash as the catalog knows it [S8] [S12]: brought to what lies there where that may differ, read by pages.
import { type ArtifactRecord, formatRecord, parseRecord } from '../../../shared/artifact.ts'
import { isVitrineError } from '../../../shared/errors.ts'
import { type TrashChoice, type Trashed, type TrashPage } from '../../../shared/trash.ts'
import { type TrashRow, type TrashWanted } from '../catalog/trash-table.ts'
import { artifactKey, taskFolder } from '../key.ts'
import { type StoreContext } from '../store-context.ts'
import { openTrashFolder, type TrashFolder } from './trash-folder.ts'
import { readTrash, type TrashEntry, trashPrefix, trashRecordKey } from './trash-entry.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Files that are open at the same time; a process may only have so many. */
const readAtOnce = 64
const rowsAtOnce = 5000

export interface TrashPageOptions {
  choice?: TrashChoice | undefined
  /** Default 500. */
  limit?: number | undefined
  cursor?: string | undefined
}

type Entry = Pick<TrashEntry, 'trashId' | 'record' | 'file' | 'deletedBy' | 'deletedAt'>

/** Entries that were put into the trash, or whose fate is not known: the trash itself is asked. */
export async function noteTrash(context: StoreContext, trashIds: readonly string[]): Promise<void> {
  for (let start = 0; start < trashIds.length; start += readAtOnce) {
    const batch = trashIds.slice(start, start + readAtOnce)
    const rows = await Promise.all(batch.map((trashId) => readRow(context, trashId)))
    await context.databases.putTrash(rows.filter((row) => row !== undefined))
    await context.databases.forgetTrash(batch.filter((_, index) => rows[index] === undefined))
  }
}

/** Makes the catalog's trash what lies there: what it does not know yet or, with `everything`, all is read. */
export async function syncTrash(context: StoreContext, { everything }: { everything: boolean }): Promise<void> {
  const { backend, databases } = context
  // First what is known: what is deleted between the two is looked at once more, and none of it is forgotten.
  const known = new Set(await databases.listTrashIds())
  const there = new Set(await folderOf(context)?.listIds())
  if (backend.capabilities.localPath === undefined)
    for await (const { key } of backend.list(trashPrefix)) there.add(key.slice(trashPrefix.length).split('/')[0] ?? '')
  await databases.forgetTrash([...known].filter((trashId) => !there.has(trashId)))
  await noteTrash(context, everything ? [...there] : [...there].filter((trashId) => !known.has(trashId)))
}

/** What is in the trash of a choice, what was deleted last comes first. */
export async function pageTrash(context: StoreContext, { choice = {}, limit = 500, cursor }: TrashPageOptions): Promise<TrashPage> {
  await freshenTrash(context)
  const { databases } = context
  const wanted = wantedOf(context, choice)
  const rows = await listRows(context, wanted, cursor, limit + 1)
  const [chosen, expired, all, damaged] = await Promise.all([
    databases.sumTrash(wanted),
    databases.sumTrash({ ...wanted, ...wantedOf(context, { ...choice, isExpired: true }) }),
    databases.sumTrash({}),
    databases.listDamagedTrash(),
  ])
  const trashed = rows.slice(0, limit).map((row) => trashedOf(context, row))
  return { trashed, nextCursor: rows.length > limit ? (trashed.at(-1)?.trashId ?? null) : null, chosen, expired, all, damaged }
}

/** Everything of a choice, what was deleted first comes first. */
export async function listTrash(context: StoreContext, choice: TrashChoice = {}): Promise<Trashed[]> {
  await freshenTrash(context)
  const wanted = wantedOf(context, choice)
  const all: Trashed[] = []
  for (let after: string | undefined; ;) {
    const rows = await listRows(context, wanted, after, rowsAtOnce)
    all.push(...rows.map((row) => trashedOf(context, row)))
    if (rows.length < rowsAtOnce) return all.toReversed()
    after = rows.at(-1)?.id
  }
}

/** Rows of which each is as it lies there now: what was damaged or taken away since the catalog was told of it is looked at again. */
async function listRows(context: StoreContext, wanted: TrashWanted, after: string | undefined, limit: number): Promise<TrashRow[]> {
  const rows = await context.databases.listTrash(wanted, after, limit)
  const changed: string[] = []
  for (let start = 0; start < rows.length; start += readAtOnce) {
    const batch = rows.slice(start, start + readAtOnce)
    const stamps = await Promise.all(batch.map(({ id }) => stampOf(context, id)))
    changed.push(...batch.flatMap(({ id, stamp }, index) => (stamps[index] === stamp ? [] : [id])))
  }
  if (changed.length === 0) return rows
  await noteTrash(context, changed)
  return context.databases.listTrash(wanted, after, limit)
}

const stampOf = async ({ backend }: StoreContext, trashId: string) => (await backend.stat(trashRecordKey(trashId)))?.stamp ?? ''

/** What the trash holds, in stored bytes. */
export async function sumTrash(context: StoreContext): Promise<{ artifacts: number; sizeBytes: number }> {
  await freshenTrash(context)
  return context.databases.sumTrash({})
}

/** The catalog is told of every deletion, but not of what other hands do, nor other machines. */
async function freshenTrash(context: StoreContext): Promise<void> {
  if ((await folderOf(context)?.hasChanged()) !== false) await syncTrash(context, { everything: false })
}

const folders = new WeakMap<StoreContext, TrashFolder>()

function folderOf(context: StoreContext): TrashFolder | undefined {
  const root = context.backend.capabilities.localPath
  if (root === undefined) return undefined
  const folder = folders.get(context) ?? openTrashFolder(root)
  folders.set(context, folder)
  return folder
}

function wantedOf({ settings, now }: StoreContext, { isExpired = false, ...choice }: TrashChoice): TrashWanted {
  return { ...choice, deletedBefore: isExpired ? new Date(now().getTime() - settings.trashDays * dayMs).toISOString() : undefined }
}

async function readRow(context: StoreContext, trashId: string): Promise<TrashRow | undefined> {
  const { backend, settings } = context
  const stamp = await stampOf(context, trashId)
  try {
    return rowOf(await readTrash(backend, trashId, settings.trashDays), stamp)
  } catch (error) {
    if (isVitrineError(error, 'record.unreadable')) return damagedRow(trashId, error.details.reason, stamp)
    if (!isVitrineError(error, 'artifact.not-found')) throw error
    // Content without a record comes of damage alone, and hides nowhere; what is purged just now is nothing.
    for await (const found of backend.list(`${trashPrefix}${trashId}/`))
      return damagedRow(trashId, `it holds only ${found.key.split('/').at(-1)}`, stamp)
    return undefined
  }
}

function rowOf({ trashId, record, file, deletedBy, deletedAt }: Entry, stamp: string): TrashRow {
  const { uri, specName, taskId, name } = record
  return {
    id: trashId,
    deletedAt,
    deletedBy,
    file,
    stamp,
    size: record.size,
    record: JSON.stringify(formatRecord(record)),
    problem: null,
    search: [uri, specName, taskId, name, deletedBy ?? ''].join('\n').toLowerCase(),
  }
}

const damagedRow = (trashId: string, problem: string, stamp: string): TrashRow => ({
  id: trashId,
  deletedAt: '',
  deletedBy: null,
  file: '',
  stamp,
  size: 0,
  record: '',
  problem,
  search: '',
})

function trashedOf({ backend, settings }: StoreContext, { id, deletedAt, deletedBy, file, record }: TrashRow): Trashed {
  const parsed: ArtifactRecord = parseRecord(JSON.parse(record))
  return {
    trashId: id,
    deletedAt,
    deletedBy,
    expiresAt: new Date(Date.parse(deletedAt) + settings.trashDays * dayMs).toISOString(),
    record: { ...parsed, uri: `${backend.rootUri}/${artifactKey(taskFolder(parsed.specName, parsed.taskId), file)}` },
  }
}
