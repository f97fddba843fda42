// A store whose process dies at a chosen call, within a process that lives on to look at what is left.
import { createOwner } from '../../process-owner.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { openTestStore, type TestStoreOptions } from '../test-store.ts'
import { faultyBackend, faultyDatabases, Faults } from './faults.ts'

/** Opens the store as a process that dies at that call, of the work when there is any, else of opening. Gives the call it died before. */
export async function dieAt(
  root: string,
  settings: TestStoreOptions['settings'] & {},
  step: number | RegExp,
  work?: (store: ArtifactStore) => Promise<unknown>,
): Promise<string | undefined> {
  const faults = new Faults()
  let end = async () => undefined as void
  held.push(() => faults.closeStages())
  if (work === undefined) faults.arm(step, 'die', 'EIO')
  try {
    const store = await openTestStore({
      root,
      settings,
      parts: { owner: deadOwner() },
      wrap: ({ backend, databases }) => {
        end = () => databases.close()
        return { backend: faultyBackend(backend, faults), databases: faultyDatabases(databases, faults) }
      },
    })
    if (work !== undefined) faults.arm(step, 'die', 'EIO')
    await work?.(store)
    await store.settled()
    if (faults.hit === undefined) {
      faults.disarm()
      await store.close()
      return undefined
    }
  } catch (error) {
    if (faults.hit === undefined) throw error
  }
  await end()
  return faults.hit
}

const held: (() => Promise<void>)[] = []
let deaths = 0

/** An owner like ours whose process is gone. */
function deadOwner(): string {
  const [host = '', , ...rest] = createOwner().split('~')
  deaths++
  return [host, impossiblePid, ...rest.slice(0, -1), `dead${deaths}`].join('~')
}

/** Above the largest number that Linux gives to a process. */
const impossiblePid = 2 ** 22 + 1

/** Closes what the dead held open, once nobody looks any more: their own process would have taken it with it. */
export async function bury(): Promise<void> {
  for (const close of held.splice(0)) await close()
}
