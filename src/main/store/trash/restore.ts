// Restore [S8]: what is wanted of one task at about the same time comes back together, with one intent and one record file.
import { type Artifact } from '../../../shared/artifact-list.ts'
import { isVitrineError, VitrineError } from '../../../shared/errors.ts'
import { type Place } from '../catalog/catalog.ts'
import { changeTask, WriteConflict } from '../change-task.ts'
import { type RestoreItem } from '../journal.ts'
import { artifactKey, taskFolder } from '../key.ts'
import { chooseFile } from '../places.ts'
import { checkWritable, emptyTask, foundOr, readTask, recordWrite, type StoreContext } from '../store-context.ts'
import { type TaskEntry, type TaskFile } from '../task-file.ts'
import { type Groups, openGroups, type Settled } from '../upload/groups.ts'
import { dropTrash, readTrash, trashContentKey, type TrashEntry } from './trash-entry.ts'

export interface RestoreOptions {
  /** Where a version is there again, what was trashed comes back as the next one. */
  asNewVersion?: boolean | undefined
}

interface WantedBack extends TaskEntry {
  trashId: string
  asNewVersion: boolean
  /** Files that it could not have; see `chooseFile`. */
  refused: string[]
}

export type Restores = Groups<WantedBack, Place>

const mostAtOnce = 500
/** Files that are moved or read at the same time. */
const movedAtOnce = 16

export function openRestores(context: () => StoreContext): Restores {
  return openGroups({
    mostAtOnce,
    serve: (folder, gather) => {
      let wanted: readonly WantedBack[] | undefined
      return changeTask(context(), folder, () => restoreGroup(context(), folder, (wanted ??= gather())))
    },
  })
}

/**
 * Puts trashed artifacts back exactly as they were. Their bytes are as checked when read as any other's. One that cannot come back does not
 * keep the others from it; what it failed with is thrown when they are there.
 * @throws artifact.not-found, artifact.exists (its version is there again), artifact.corrupt (its bytes are lost)
 */
export async function restoreArtifacts(
  context: StoreContext,
  trashIds: readonly string[],
  { asNewVersion = false }: RestoreOptions = {},
): Promise<Artifact[]> {
  checkWritable(context)
  const places: PromiseSettledResult<Place>[] = []
  for (let start = 0; start < trashIds.length; start += mostAtOnce) {
    const listed = await inBatches(trashIds.slice(start, start + mostAtOnce), (trashId) => readListed(context, trashId))
    const joined = listed.map(async (found) => {
      if (found.status === 'rejected') throw found.reason
      const { record, file, trashId } = found.value
      return context.groups.restores.join(taskFolder(record.specName, record.taskId), { record, file, trashId, asNewVersion, refused: [] })
    })
    places.push(...(await Promise.allSettled(joined)))
  }
  return Promise.all(
    places.map(async (outcome) => {
      if (outcome.status === 'rejected') throw outcome.reason
      return foundOr(await context.databases.find(outcome.value), artifactKey(outcome.value.folder, outcome.value.file))
    }),
  )
}

async function inBatches<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<PromiseSettledResult<R>[]> {
  const outcomes: PromiseSettledResult<R>[] = []
  for (let start = 0; start < all.length; start += movedAtOnce)
    outcomes.push(...(await Promise.allSettled(all.slice(start, start + movedAtOnce).map(work))))
  return outcomes
}

/** What is not there any more is taken off the catalog's list too. @throws artifact.not-found */
async function readListed({ backend, databases, settings }: StoreContext, trashId: string): Promise<TrashEntry> {
  try {
    return await readTrash(backend, trashId, settings.trashDays)
  } catch (error) {
    if (isVitrineError(error, 'artifact.not-found')) await databases.forgetTrash([trashId])
    throw error
  }
}

interface Planned {
  item: RestoreItem
  wanted: WantedBack
}

/** Restores into the task of that folder, whose lock must be held. Each has its own outcome; what fails all of them is thrown. */
async function restoreGroup(context: StoreContext, folder: string, all: readonly WantedBack[]): Promise<Settled<Place>[]> {
  const [first] = all
  if (first === undefined) return []
  const task = (await readTask(context, folder)) ?? emptyTask(first.record.specName, first.record.taskId)
  const checked = await inBatches(all, (wanted) => checkBytes(context, wanted))
  const outcomes: PromiseSettledResult<Place>[] = []
  const planned: Planned[] = []
  let after = task
  for (const [index, wanted] of all.entries()) {
    try {
      const check = checked[index]
      if (check?.status === 'rejected') throw check.reason
      if (planned.some(({ item }) => item.trashId === wanted.trashId)) throw new VitrineError('artifact.not-found', { uri: wanted.trashId })
      const item = await planItem(context, folder, after, wanted)
      after = { ...after, entries: [...after.entries, item.entry], retiredVersions: giveBack(after.retiredVersions, item.entry) }
      planned.push({ item, wanted })
      outcomes.push({ status: 'fulfilled', value: { folder, file: item.entry.file } })
    } catch (reason) {
      outcomes.push({ status: 'rejected', reason })
    }
  }
  if (planned.length === 0) return outcomes
  const failures = new Map<string, { reason: unknown }>()
  try {
    await commitGroup(context, folder, task, planned, failures)
  } catch (reason) {
    if (reason instanceof WriteConflict) throw reason
    for (const { item } of planned) if (!failures.has(item.entry.file)) failures.set(item.entry.file, { reason })
  }
  return outcomes.map((outcome) => {
    const failure = outcome.status === 'fulfilled' ? failures.get(outcome.value.file) : undefined
    return failure === undefined ? outcome : { status: 'rejected', reason: failure.reason }
  })
}

async function checkBytes({ backend, settings }: StoreContext, { trashId, record }: WantedBack): Promise<void> {
  if ((await backend.stat(trashContentKey(trashId))) !== undefined) return
  // Another process may have been quicker.
  await readTrash(backend, trashId, settings.trashDays)
  throw new VitrineError('artifact.corrupt', { uri: record.uri, reason: 'its bytes are gone' })
}

async function planItem(context: StoreContext, folder: string, task: TaskFile, wanted: WantedBack): Promise<RestoreItem> {
  const { backend } = context
  const { name, version } = wanted.record
  const existing = task.entries.find(({ record }) => record.name === name && record.version === version)
  if (existing !== undefined && !wanted.asNewVersion) throw new VitrineError('artifact.exists', { uri: existing.record.uri })
  const record = existing === undefined ? wanted.record : { ...wanted.record, version: nextVersion(task, name) }
  const preferred = existing === undefined ? wanted.file : undefined
  const taken = task.entries.map((entry) => entry.file)
  const file = await chooseFile(context, folder, { place: record, taken, preferred, refused: wanted.refused })
  const entry: TaskEntry = { file, record: { ...record, uri: `${backend.rootUri}/${artifactKey(folder, file)}` } }
  return { entry, trashId: wanted.trashId, mark: backend.capabilities.conditionalWrites ? context.newStageId() : undefined }
}

/** Its number is that of an artifact again. */
function giveBack(retired: TaskFile['retiredVersions'], { record: { name, version } }: TaskEntry): Map<string, readonly number[]> {
  const after = new Map(retired)
  const left = (after.get(name) ?? []).filter((number) => number !== version)
  if (left.length === 0) after.delete(name)
  else after.set(name, left)
  return after
}

/** Those whose bytes cannot be moved are added to `failures` by their files; the others are there when this answers. What fails all is thrown. */
async function commitGroup(
  context: StoreContext,
  folder: string,
  task: TaskFile,
  planned: readonly Planned[],
  failures: Map<string, { reason: unknown }>,
): Promise<void> {
  const intentOf = (plans: readonly Planned[]) => ({ verb: 'restore' as const, folder, items: plans.map(({ item }) => item) })
  await context.journal.run(intentOf(planned), async (undoPart) => {
    const moved = await inBatches(planned, (plan) => moveBack(context, folder, plan))
    for (const [index, outcome] of moved.entries()) {
      const file = planned[index]?.item.entry.file
      if (outcome.status === 'fulfilled' || file === undefined) continue
      if (outcome.reason instanceof WriteConflict) throw outcome.reason
      failures.set(file, { reason: outcome.reason })
    }
    const failed = planned.filter(({ item }) => failures.has(item.entry.file))
    const restored = planned.filter(({ item }) => !failures.has(item.entry.file))
    if (restored.length === 0) return undoPart(intentOf(failed))
    const put = restored.map(({ item }) => item.entry)
    const retiredVersions = put.reduce(giveBack, new Map(task.retiredVersions))
    const after: TaskFile = { ...task, entries: [...task.entries, ...put], retiredVersions }
    const bytes = put.map(({ file }) => artifactKey(folder, file))
    await recordWrite(context, { verb: 'restore', folder, task: after, put, removed: [] }, bytes)
    const dropped = await inBatches(restored, ({ item }) => dropTrash(context.backend, item.trashId))
    const undropped = dropped.find((outcome) => outcome.status === 'rejected')
    if (undropped !== undefined) throw undropped.reason
    await context.databases.forgetTrash(restored.map(({ item }) => item.trashId))
    if (failed.length > 0) undoPart(intentOf(failed))
  })
}

async function moveBack({ backend }: StoreContext, folder: string, { item: { entry, trashId, mark }, wanted }: Planned): Promise<void> {
  const bytes = artifactKey(folder, entry.file)
  if (mark === undefined) return backend.move(trashContentKey(trashId), bytes)
  if (await backend.copy(trashContentKey(trashId), bytes, { ifAbsent: mark })) return
  wanted.refused.push(entry.file)
  throw new WriteConflict()
}

function nextVersion(task: TaskFile, name: string): number {
  const versions = task.entries.flatMap(({ record }) => (record.name === name ? [record.version] : []))
  return Math.max(0, ...versions, ...(task.retiredVersions.get(name) ?? [])) + 1
}
