// The core as the shells see it: requests in, answers out.
import { type Job } from '../../shared/job.ts'
import { openFactsPool } from '../facts/facts-pool.ts'
import { type StoreSettings } from '../store/store-settings.ts'
import { scheduleCleanups } from './cleanup-schedule.ts'
import { createJobs, type Jobs } from './jobs.ts'
import { createNotes } from './notes.ts'
import { createPages } from './page/pages.ts'
import { createComparer } from './comparer.ts'
import { createReportReader } from './report-reader.ts'
import { createSessions } from './sessions.ts'
import { createRequestHandler } from './request-handler.ts'
import { openRpcServer, type RpcServer } from './router.ts'
import { sampleDirectory } from './sample-directory.ts'
import { openStoreSession, type StoreSession } from './store-session.ts'
import { createTestHistoryReader } from './test-history-reader.ts'
import { createTriageReader } from './triage-reader.ts'
import { createWorkspaces } from './workspaces.ts'

export interface App {
  /** Asset, artifact and upload requests of either shell; unknown GET paths answer the window's page. */
  handle(request: Request): Promise<Response>
  /** RPC over fetch (loopback shell only): POST /rpc/… */
  handleRpc(request: Request): Promise<Response>
  /** RPC over a MessagePort (Electron only). */
  connect: RpcServer['connect']
  /** The long work, now and after every change of it, until `signal` fires. */
  watchJobs(signal: AbortSignal): AsyncGenerator<Job[]>
  /** The store that is open now, or that could not be opened. */
  storeUri(): string
  close(): Promise<void>
}

export interface AppOptions {
  storeUri: string
  settings?: Partial<StoreSettings>
  /** The renderer's build. */
  assetsDirectory: string
}

/** Opens the core on a store. A store that cannot be opened does not throw here: the window says so and offers others. */
export async function openApp({ storeUri, settings = {}, assetsDirectory }: AppOptions): Promise<App> {
  const session = await openStoreSession(storeUri, settings)
  const pool = openFactsPool({ threads: 1 })
  const jobs = createJobs()
  const stopTelling = new AbortController()
  void tellOfJobs(jobs, session, stopTelling.signal)
  const stopCleanups = scheduleCleanups(session, jobs, settings.cleanupScheduleHours ?? 0)
  const workspaces = createWorkspaces(session)
  const sessions = createSessions(session)
  const reports = createReportReader(pool)
  const notes = createNotes({ store: () => session.store(), files: (scopeKey) => workspaces.files(scopeKey), pool, reports })
  const comparer = createComparer(pool)
  const pages = createPages({ ...pool, notes })
  const readers = { reports, triages: createTriageReader(pool), histories: createTestHistoryReader(pool), comparer, pages, secrets: pool }
  const rpc = openRpcServer({ ...readers, session, jobs, workspaces, notes, sessions, sampleDirectory: sampleDirectory() })
  return {
    handle: createRequestHandler({ session, workspaces, pages, comparer }, assetsDirectory),
    handleRpc: (request) => rpc.handle(request),
    connect: (port) => rpc.connect(port),
    watchJobs: (signal) => jobs.watch(signal),
    storeUri: () => session.uri(),
    close: async () => {
      await workspaces.close()
      await sessions.close()
      stopCleanups()
      await jobs.close()
      stopTelling.abort()
      await session.close()
      await pool.close()
    },
  }
}

/** Windows have one stream to listen to, since a browser opens few connections to one host; jobs are looked at when it says so. */
async function tellOfJobs(jobs: Jobs, session: StoreSession, signal: AbortSignal): Promise<void> {
  let over: ReadonlySet<string> = new Set()
  for await (const list of jobs.watch(signal)) {
    const before = over
    over = new Set(list.flatMap(({ jobId, state }) => (state === 'running' ? [] : [jobId])))
    const isNewlyOver = [...over].some((jobId) => !before.has(jobId))
    session.tell([{ verb: isNewlyOver ? 'job-end' : 'job', uri: '', specName: '', taskId: '' }])
  }
}
