// Bringing the catalog to what the records say [S12].
import { setTimeout as sleep } from 'node:timers/promises'
import { type Progress } from '../../shared/progress.ts'
import { type LocalDatabases } from './catalog/local-databases.ts'
import { adoptPublished } from './catalog/published-catalog.ts'
import { taskFileName } from './key.ts'
import { listUnreadable } from './necrocode/necrocode.ts'
import { readTask, type StoreContext, syncTask } from './store-context.ts'
import { syncTrash } from './trash/trash-list.ts'

/** Record files read at the same time: a bucket far away answers late. */
const parallel = 32
const reportMs = 100
/** Holds the problems of the store that are no task's. */
const storeFolder = ''

/**
 * Reads record files into the catalog: those that changed since it last read them or, with `everything`, all; then what is kept for other
 * tools is written anew. Tasks that are gone are forgotten. Reports every task, with the number of those that are known of.
 */
export async function* reindex(context: StoreContext, { everything }: { everything: boolean }): AsyncGenerator<Progress> {
  await context.necrocode.scan({ everything })
  yield* readRecords(context, { everything })
  if (!everything || !context.writable) return
  if (context.necrocode.isMirrored) await repairMirror(context)
  await context.snapshot.write()
}

/** The second half of a reindex, after NecroCode's records were looked at. */
export async function* readRecords(context: StoreContext, { everything }: { everything: boolean }): AsyncGenerator<Progress> {
  const { backend, databases, catalogPath } = context
  if (!everything && catalogPath !== undefined && backend.capabilities.localPath === undefined && !(await databases.isFilled())) {
    const published = await context.published()
    if (published !== undefined) await adoptPublished(backend, published, catalogPath)
  }
  const known = new Map((await databases.listStamps()).map(({ folder, stamp }) => [folder, stamp]))
  const stale = new Set(await databases.listStale())
  for await (const { key, stamp } of backend.list('', { name: taskFileName, depth: 3 })) {
    const folder = key.slice(0, -taskFileName.length - 1)
    if (everything || known.get(folder) !== stamp) stale.add(folder)
    known.delete(folder)
  }
  for (const folder of [storeFolder, ...(await databases.listSidecarFolders())]) known.delete(folder)
  await databases.dropTasks([...known.keys()])
  const isFilled = await databases.isFilled()
  yield* syncTasks(context, stale)
  if (everything || !isFilled) await syncTrash(context, { everything })
  await databases.setFilled()
}

/** Reads what NecroCode was seen to have written. */
export async function* readNecrocode(context: StoreContext): AsyncGenerator<Progress> {
  if (context.necrocode.isPresent()) yield* syncTasks(context, new Set(await context.databases.listStale()))
}

async function* syncTasks(context: StoreContext, folders: Set<string>): AsyncGenerator<Progress> {
  if (folders.delete(storeFolder)) await syncStore(context)
  const putTask = groupPuts(context.databases)
  const waiting = folders.values()
  const total = folders.size
  let done = 0
  let current = ''
  const take = async () => {
    for (const folder of waiting) {
      await syncTask(context, folder, putTask)
      done++
      current = folder
    }
  }
  const readers = Array.from({ length: Math.min(parallel, total) }, take)
  const reading = Promise.all(readers)
  const over = reading.then(
    () => true,
    () => true,
  )
  try {
    for (let isOver = false; !isOver;) {
      isOver = await Promise.race([over, sleep(reportMs, false, { ref: false })])
      if (done > 0) yield { done, total, current }
    }
    await reading
  } finally {
    // The others end, too, whether one failed or nobody wants more.
    while (waiting.next().done !== true);
    await Promise.allSettled(readers)
  }
}

/** What is put while others are being put goes together: a flush takes longer than what it flushes. */
function groupPuts(databases: LocalDatabases): LocalDatabases['putTask'] {
  type Put = { task: Parameters<LocalDatabases['putTask']>; resolve: (isPut: boolean) => void; reject: (error: unknown) => void }
  let waiting: Put[] = []
  let isPutting = false
  const putAll = async () => {
    isPutting = true
    while (waiting.length > 0) {
      const puts = waiting
      waiting = []
      try {
        const answers = await databases.putTasks(puts.map(({ task }) => task))
        puts.forEach(({ resolve }, index) => resolve(answers[index] ?? false))
      } catch (error) {
        for (const { reject } of puts) reject(error)
      }
    }
    isPutting = false
  }
  return (...task) =>
    new Promise((resolve, reject) => {
      waiting.push({ task, resolve, reject })
      if (!isPutting) void putAll()
    })
}

async function syncStore({ databases }: StoreContext): Promise<void> {
  await databases.setFresh(storeFolder)
  const problems = await listUnreadable(databases)
  if (problems.length === 0) await databases.dropTasks([storeFolder])
  else await databases.putTask({ folder: storeFolder, specName: '', taskId: '', stamp: '' }, [], problems)
}

/** For artifacts from before the mirror was on, or from where the store was before. */
async function repairMirror(context: StoreContext): Promise<void> {
  for (const { folder } of await context.databases.listStamps()) {
    if (folder === storeFolder) continue
    await context.locks.withLock(folder, async () => context.necrocode.repair(folder, await readTask(context, folder)))
  }
}
