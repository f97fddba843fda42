// What the catalog is told of writes: those that are done while it follows others are followed together.
import { type Groups, openGroups, type Settled } from '../upload/groups.ts'
import { type TaskChange } from './catalog.ts'
import { type LocalDatabases } from './local-databases.ts'

/** Says of each change whether the catalog could follow it; see `applyChanges`. */
export type ChangeGroups = Groups<TaskChange, boolean>

/** Of tasks at once, so that whoever asks the catalog meanwhile does not wait for long. */
const mostAtOnce = 16

export function openChangeGroups(databases: () => Pick<LocalDatabases, 'applyChanges'>): ChangeGroups {
  const apply = async (changes: readonly TaskChange[]): Promise<Settled<boolean>[]> => {
    try {
      const areApplied = await databases().applyChanges(changes)
      return areApplied.map((value) => ({ status: 'fulfilled', value }))
    } catch (reason) {
      if (changes.length === 1) return [{ status: 'rejected', reason }]
      // One that fails must not fail the others.
      const alone: Settled<boolean>[] = []
      for (const change of changes) alone.push(...(await apply([change])))
      return alone
    }
  }
  return openGroups({ mostAtOnce, serve: (_name, gather) => apply(gather()) })
}
