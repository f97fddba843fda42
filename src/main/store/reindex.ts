// Bringing the catalog to what the records say [S12].
import { type Progress } from '../../shared/progress.ts'
import { taskFileName } from './key.ts'
import { type StoreContext, syncTask } from './store-context.ts'

const parallel = 16

/**
 * Reads record files into the catalog: those that changed since it last read them or, with `everything`, all. Tasks that are gone are
 * forgotten. Reports every task, with the number of those that are known of.
 */
export async function* reindex(context: StoreContext, { everything }: { everything: boolean }): AsyncGenerator<Progress> {
  const { backend, databases } = context
  const known = new Map((await databases.listStamps()).map(({ folder, stamp }) => [folder, stamp]))
  const stale: string[] = []
  for await (const { key, stamp } of backend.list('', { name: taskFileName, depth: 3 })) {
    const folder = key.slice(0, -taskFileName.length - 1)
    if (everything || known.get(folder) !== stamp) stale.push(folder)
    known.delete(folder)
  }
  await databases.dropTasks([...known.keys()])
  let done = 0
  for (let start = 0; start < stale.length; start += parallel) {
    const batch = stale.slice(start, start + parallel)
    await Promise.all(batch.map((folder) => syncTask(context, folder)))
    done += batch.length
    yield { done, total: stale.length, current: batch.at(-1) ?? '' }
  }
  await databases.setFilled()
}
