// The contract's handlers: request -> store call. The only importer of oRPC in main.
import { implement, ORPCError, ValidationError } from '@orpc/server'
import { RPCHandler as FetchRpcHandler } from '@orpc/server/fetch'
import { RPCHandler as PortRpcHandler } from '@orpc/server/message-port'
import { contract } from '../../shared/contract.ts'
import { toVitrineError, VitrineError } from '../../shared/errors.ts'
import { type Progress } from '../../shared/progress.ts'
import { isReservedSpec } from '../../shared/reserved-spec.ts'
import { soonDays, summarizeReceipt } from '../../shared/retention.ts'
import { rpcPath } from '../../shared/address.ts'
import { openStoreBlobs } from '../ports/blobs/store-blobs.ts'
import { valueOf } from '../ports/port-result.ts'
import { applyImport } from '../store/import/apply-import.ts'
import { planImport } from '../store/import/plan-import.ts'
import { cleanupActor } from '../store/retention/apply-retention.ts'
import { type Jobs } from './jobs.ts'
import { type Notes } from './notes.ts'
import { type Pages } from './page/pages.ts'
import { type SecretReaders } from './scan-export.ts'
import { scanArchive } from './send-export.ts'
import { createPlans } from './plans.ts'
import { forgetRecentStore, listRecentStores } from './recent-stores.ts'
import { type Comparer } from './comparer.ts'
import { type ReportReader } from './report-reader.ts'
import { startCleanup, startPurge, startReindex, startRestore, startVerify } from './start-jobs.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { type Sessions } from './sessions.ts'
import { type StoreSession } from './store-session.ts'
import { type TestHistoryReader } from './test-history-reader.ts'
import { type TriageReader } from './triage-reader.ts'
import { createFileCalls } from './workspace-calls.ts'
import { type Workspaces } from './workspaces.ts'
import { describeIssues } from '../../shared/schema-words.ts'

const dayMs = 24 * 60 * 60 * 1000

type Port = Parameters<PortRpcHandler<object>['upgrade']>[0]

export interface RpcServer {
  /** POST /rpc/… of the loopback shell. */
  handle(request: Request): Promise<Response>
  /** A window's port in Electron. */
  connect(port: Port): void
}

export interface RpcParts {
  session: StoreSession
  reports: ReportReader
  comparer: Comparer
  triages: TriageReader
  histories: TestHistoryReader
  pages: Pages
  secrets: SecretReaders
  jobs: Jobs
  workspaces: Workspaces
  notes: Notes
  sessions: Sessions
  /** A tree `<agent run>/<spec>/<task>/…` to load as the sample store. */
  sampleDirectory: string
}

export function openRpcServer(parts: RpcParts): RpcServer {
  const { session, reports, comparer, triages, histories, pages, secrets, jobs, workspaces, notes, sessions, sampleDirectory } = parts
  const plans = createPlans()
  const files = createFileCalls(workspaces)
  const os = implement(contract).use(async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      throw toRpcError(error)
    }
  })

  const router = os.router({
    store: {
      info: os.store.info.handler(() => session.store().info()),
      open: os.store.open.handler(async ({ input }) => {
        const unsaved = await workspaces.saveAll()
        if (unsaved.length > 0 && !input.leaveUnsaved) throw new VitrineError('file.unsaved', { paths: unsaved.map(({ path }) => path) })
        const store = await session.open(input, async () => {
          await workspaces.close({ isAgreed: input.leaveUnsaved })
          await jobs.close()
        })
        return store.info()
      }),
      recent: os.store.recent.handler(listRecentStores),
      forget: os.store.forget.handler(({ input }) => forgetRecentStore(input.uri)),
      test: os.store.test.handler(({ input, signal }) => stream(session.test(input, signal))),
      sync: os.store.sync.handler(() => session.sync.start()),
      syncState: os.store.syncState.handler(() => session.sync.state()),
      loadSample: os.store.loadSample.handler(({ signal }) => stream(loadSample(session.store(), sampleDirectory, signal))),
      reindex: os.store.reindex.handler(() => ({ jobId: startReindex(jobs, session.store()) })),
      usage: os.store.usage.handler(() => session.store().usage()),
      specUsage: os.store.specUsage.handler(({ input }) => session.store().specUsage(input.specName)),
      verify: os.store.verify.handler(({ input }) => ({ jobId: startVerify(jobs, session.store(), input.filter) })),
      changes: os.store.changes.handler(({ signal }) => stream(session.changes(signal))),
    },
    spec: {
      list: os.spec.list.handler(async () => (await session.store().listSpecs()).filter(({ specName }) => !isReservedSpec(specName))),
    },
    task: { get: os.task.get.handler(({ input }) => session.store().getTask(input.specName, input.taskId)) },
    queue: { list: os.queue.list.handler(({ input }) => session.store().listQueue(input)) },
    verdict: {
      give: os.verdict.give.handler(({ input: { verdict, by, seen, ...attempt } }) =>
        session.store().giveVerdict(attempt, verdict, { by, seen }),
      ),
      takeBack: os.verdict.takeBack.handler(({ input: { id, by, ...attempt } }) => session.store().takeBackVerdict(attempt, { id, by })),
    },
    viewed: {
      list: os.viewed.list.handler(({ input }) => session.store().listViewed(input)),
      change: os.viewed.change.handler(({ input }) => session.store().changeViewed(input)),
    },
    savedSearch: {
      list: os.savedSearch.list.handler(() => session.store().listSavedSearches()),
      change: os.savedSearch.change.handler(({ input }) => session.store().changeSavedSearches(input)),
    },
    artifact: {
      get: os.artifact.get.handler(({ input }) => session.store().get(input.uri)),
      list: os.artifact.list.handler(({ input }) => session.store().list(input)),
      delete: os.artifact.delete.handler(async ({ input }) => ({
        trashIds: (await session.store().delete(input.uris)).map(({ trashId }) => trashId),
      })),
    },
    trash: {
      page: os.trash.page.handler(({ input }) => session.store().pageTrash(input)),
      restore: os.trash.restore.handler(({ input }) => session.store().restore(input.trashIds, input)),
      restoreAll: os.trash.restoreAll.handler(({ input }) => ({ jobId: startRestore(jobs, session.store(), input) })),
      purge: os.trash.purge.handler(({ input }) => ({ jobId: startPurge(jobs, session.store(), input.selection) })),
    },
    cleanup: {
      policy: os.cleanup.policy.handler(() => session.store().retentionPolicy),
      plan: os.cleanup.plan.handler(async ({ input: { policy, excludedUris }, signal }) => {
        const wanted = { policy, excluded: new Set(excludedUris), signal }
        const plan = await session.store().planCleanup(wanted)
        const since = new Date(plan.now)
        const soon = await session.store().planCleanup({ ...wanted, now: new Date(since.getTime() + soonDays * dayMs), since })
        return plans.add(plan, soon.due)
      }),
      planPage: os.cleanup.planPage.handler(({ input }) => plans.page(input)),
      apply: os.cleanup.apply.handler(({ input }) => ({ jobId: startCleanup(jobs, session.store(), plans.get(input.planId)) })),
      receipts: os.cleanup.receipts.handler(() => session.store().listReceipts()),
      receipt: os.cleanup.receipt.handler(async ({ input }) => summarizeReceipt(await session.store().getReceipt(input.planId))),
      receiptPage: os.cleanup.receiptPage.handler(async ({ input: { planId, list, offset, limit } }) => {
        const { [list]: items } = await session.store().getReceipt(planId)
        return { items: items.slice(offset, offset + limit), total: items.length }
      }),
      undo: os.cleanup.undo.handler(({ input }) => {
        const selection = { choice: { deletedBy: cleanupActor(input.planId) } }
        return { jobId: startRestore(jobs, session.store(), { selection, asNewVersion: false }) }
      }),
    },
    job: {
      list: os.job.list.handler(() => jobs.list()),
      watch: os.job.watch.handler(({ signal }) => stream(jobs.watch(signal))),
      cancel: os.job.cancel.handler(({ input }) => jobs.cancel(input.jobId)),
      dismiss: os.job.dismiss.handler(({ input }) => jobs.dismiss(input.jobId)),
    },
    blob: {
      get: os.blob.get.handler(async ({ input }) => {
        const found = valueOf(await openStoreBlobs(session.store()).find(input.key))
        if (found === undefined) throw new VitrineError('artifact.not-found', { uri: input.key })
        return found.artifact
      }),
    },
    session: {
      list: os.session.list.handler(({ input }) => sessions.list(input)),
      get: os.session.get.handler(({ input }) => sessions.get(input.sessionId)),
      events: os.session.events.handler(({ input: { sessionId, ...options } }) => sessions.events(sessionId, options)),
      ofAttempt: os.session.ofAttempt.handler(({ input }) => sessions.ofAttempt(input)),
    },
    note: {
      list: os.note.list.handler(({ input }) => notes.list(input)),
      quote: os.note.quote.handler(({ input }) => notes.quote(input)),
      add: os.note.add.handler(({ input }) => notes.add(input)),
      change: os.note.change.handler(({ input }) => notes.change(input)),
      delete: os.note.delete.handler(({ input }) => notes.delete(input)),
      take: os.note.take.handler(({ input }) => notes.take(input)),
    },
    workspace: {
      list: os.workspace.list.handler(() => workspaces.list()),
      get: os.workspace.get.handler(({ input }) => workspaces.get(input.scopeKey)),
      mount: os.workspace.mount.handler(({ input }) => workspaces.mount(input)),
      unmount: os.workspace.unmount.handler(({ input }) => workspaces.unmount(input)),
      flush: os.workspace.flush.handler(({ input }) => files.flush(input)),
    },
    file: {
      get: os.file.get.handler(({ input }) => files.get(input)),
      read: os.file.read.handler(({ input }) => files.read(input)),
      write: os.file.write.handler(({ input }) => files.write(input)),
      makeDirectory: os.file.makeDirectory.handler(({ input }) => files.makeDirectory(input)),
      describe: os.file.describe.handler(({ input }) => files.describe(input)),
      move: os.file.move.handler(({ input }) => files.move(input)),
      delete: os.file.delete.handler(({ input }) => files.delete(input)),
    },
    search: os.search.handler(({ input: { query, limit, cursor }, signal }) => session.store().search(query, { limit, cursor, signal })),
    compare: {
      tests: os.compare.tests.handler(({ input, signal }) => stream(comparer.watchTests(session.store(), input, signal))),
      diffs: os.compare.diffs.handler(({ input, signal }) => stream(comparer.watchDiffs(session.store(), input, signal))),
      logs: os.compare.logs.handler(({ input, signal }) => stream(comparer.watchLogs(session.store(), input, signal))),
    },
    report: {
      get: os.report.get.handler(({ input }) => reports.readPage(session.store(), input.uri, input.from)),
      history: os.report.history.handler(({ input }) => histories.read(session.store(), input)),
    },
    triage: {
      get: os.triage.get.handler(({ input }) => triages.triage(session.store(), input)),
      mention: os.triage.mention.handler(({ input: { uri, ...test } }) => triages.mention(session.store(), uri, test)),
    },
    archive: {
      scan: os.archive.scan.handler(({ input, signal }) => stream(scanArchive(session.store(), secrets, input, signal))),
    },
    page: { make: os.page.make.handler(({ input }) => pages.make(session.store(), input)) },
  })

  const fetchHandler = new FetchRpcHandler(router)
  const portHandler = new PortRpcHandler(router)
  return {
    handle: async (request) => {
      const { matched, response } = await fetchHandler.handle(request, { prefix: rpcPath })
      return matched ? response : new Response('Not found', { status: 404 })
    },
    connect: (port) => portHandler.upgrade(port),
  }
}

async function* loadSample(store: ArtifactStore, sampleDirectory: string, signal: AbortSignal | undefined): AsyncGenerator<Progress> {
  yield* applyImport(store, await planImport(store, sampleDirectory), { signal })
}

/** What fails inside a stream is past the handlers' own mapping of errors. */
async function* stream<T>(events: AsyncGenerator<T>): AsyncGenerator<T, void> {
  try {
    for await (const event of events) yield event
  } catch (error) {
    throw toRpcError(error)
  }
}

/** Typed errors travel as themselves; input that does not fit the contract is `request.invalid`; the rest is `internal`. */
function toRpcError(error: unknown): unknown {
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) {
    return toRpcError(new VitrineError('request.invalid', { reason: describeIssues(error.cause.issues) }))
  }
  if (error instanceof ORPCError) return error
  const { code, details } = toVitrineError(error)
  return new ORPCError(code, { defined: true, status: 422, data: details })
}
