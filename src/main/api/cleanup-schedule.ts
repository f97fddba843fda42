// Cleanups that nobody asked for by hand: off unless configured, and otherwise like any other, as a job and with a receipt.
import { type ArtifactStore } from '../store/artifact-store.ts'
import { type Jobs } from './jobs.ts'
import { startCleanup } from './start-jobs.ts'
import { type StoreSession } from './store-session.ts'

const hourMs = 60 * 60 * 1000
const lookMs = 5 * 60 * 1000

/** Cleans up by the store's own policy when its last cleanup, by anyone, is so many hours ago. Gives the job's id when one was started. */
export async function cleanUpWhenDue(store: ArtifactStore, jobs: Jobs, hours: number, now: Date): Promise<string | undefined> {
  const isBusy = jobs.list().some(({ verb, state }) => verb === 'cleanup' && state === 'running')
  if (hours <= 0 || isBusy) return undefined
  const [last] = await store.listReceipts()
  if (last !== undefined && now.getTime() - Date.parse(last.startedAt) < hours * hourMs) return undefined
  const plan = await store.planCleanup({ now })
  return plan.due.length === 0 ? undefined : startCleanup(jobs, store, plan)
}

/** Looks now and then whether a cleanup is due. Returns the function that stops it. */
export function scheduleCleanups(session: StoreSession, jobs: Jobs, hours: number): () => void {
  if (hours <= 0) return () => undefined
  const look = async () => {
    try {
      const store = session.store()
      if ((await store.info()).writable) await cleanUpWhenDue(store, jobs, hours, new Date())
    } catch {
      // A store that is away now is looked at again; whoever asks it meanwhile is told what is wrong.
    }
  }
  void look()
  const timer = setInterval(() => void look(), lookMs)
  return () => clearInterval(timer)
}
