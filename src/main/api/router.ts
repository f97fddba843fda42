// The contract's handlers: request -> store call. The only importer of oRPC in main.
import { implement, ORPCError, ValidationError } from '@orpc/server'
import { RPCHandler as FetchRpcHandler } from '@orpc/server/fetch'
import { RPCHandler as PortRpcHandler } from '@orpc/server/message-port'
import { contract } from '../../shared/contract.ts'
import { toVitrineError, VitrineError } from '../../shared/errors.ts'
import { rpcPath } from '../../shared/address.ts'
import { applyImport } from '../store/import/apply-import.ts'
import { planImport } from '../store/import/plan-import.ts'
import { listRecentStores } from './recent-stores.ts'
import { type ReportReader } from './report-reader.ts'
import { type StoreSession } from './store-session.ts'

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
  /** A tree `<agent run>/<spec>/<task>/…` to load as the sample store. */
  sampleDirectory: string
}

export function openRpcServer({ session, reports, sampleDirectory }: RpcParts): RpcServer {
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
      open: os.store.open.handler(async ({ input }) => (await session.open(input.uri)).info()),
      recent: os.store.recent.handler(listRecentStores),
      loadSample: os.store.loadSample.handler(async function* ({ signal }) {
        const store = session.store()
        yield* applyImport(store, await planImport(store, sampleDirectory), { signal })
      }),
      reindex: os.store.reindex.handler(async function* () {
        yield* session.store().reindex({ everything: true })
      }),
      changes: os.store.changes.handler(({ signal }) => session.changes(signal)),
    },
    spec: { list: os.spec.list.handler(() => session.store().listSpecs()) },
    task: { get: os.task.get.handler(({ input }) => session.store().getTask(input.specName, input.taskId)) },
    artifact: {
      get: os.artifact.get.handler(({ input }) => session.store().get(input.uri)),
      list: os.artifact.list.handler(({ input }) => session.store().list(input)),
      delete: os.artifact.delete.handler(async ({ input }) => ({
        trashIds: (await session.store().delete(input.uris)).map(({ trashId }) => trashId),
      })),
    },
    trash: {
      list: os.trash.list.handler(() => session.store().listTrash()),
      restore: os.trash.restore.handler(({ input }) => session.store().restore(input.trashIds)),
    },
    report: { get: os.report.get.handler(({ input }) => reports.read(session.store(), input.uri)) },
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

/** Typed errors travel as themselves; input that does not fit the contract is `request.invalid`; the rest is `internal`. */
function toRpcError(error: unknown): unknown {
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) {
    const reason = error.cause.issues.map((issue) => `${issue.path?.map(String).join('.') ?? ''} ${issue.message}`.trim()).join('; ')
    return toRpcError(new VitrineError('request.invalid', { reason }))
  }
  if (error instanceof ORPCError) return error
  const { code, details } = toVitrineError(error)
  return new ORPCError(code, { defined: true, status: 422, data: details })
}
