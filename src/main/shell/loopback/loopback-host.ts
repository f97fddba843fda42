// The HTTP host of the browser shell: 127.0.0.1 only, and only for whoever opened its one-shot link.
import { type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequest } from '@remix-run/node-fetch-server'
import { formatErrorJson } from '../../../shared/error-words.ts'
import { t } from '../../../shared/language/translate.ts'
import { toVitrineError, VitrineError } from '../../../shared/errors.ts'
import { type LaunchSession, openLaunchSession } from './launch-session.ts'
import { answerInstanceCall, instancePath } from './instance-call.ts'
import { answerPlainly, type WindowFile } from './plain-answer.ts'
import { formatRefusal } from './refusal-page.ts'
import { findRefusal, isRpcPath, type Refusal } from './request-guard.ts'
import { secureResponse } from '../security-headers.ts'
import { sendResponse } from './send-response.ts'

export interface LoopbackHost {
  /** `http://127.0.0.1:<port>` */
  origin: string
  /** A link that opens the window once. */
  createLaunchUrl(): string
  /** Ends open connections too: windows that listen for changes would keep it alive for ever. */
  close(): Promise<void>
}

export interface LoopbackLimits {
  port: number
  /** How long a client may take over the request's head. */
  headersTimeoutMs: number
  /** In each such span an upload brings at least the least bytes, or it is dropped. */
  bodyStallMs: number
  leastBodyBytes: number
  /** Calls are small, bytes go by their own addresses; and a call's body is there at once. */
  maxRpcBytes: number
  callBodyMs: number
  /** How long a client may go on sending what was answered already. */
  lingerMs: number
  /** More than all windows of a person need. */
  maxConnections: number
}

const defaultLimits: LoopbackLimits = {
  port: 0,
  headersTimeoutMs: 10_000,
  bodyStallMs: 60_000,
  leastBodyBytes: 16 * 1024,
  maxRpcBytes: 4 * 1024 * 1024,
  callBodyMs: 30_000,
  lingerMs: 2_000,
  maxConnections: 256,
}
const address = '127.0.0.1'

// Imported, it would look at each of its exports, and one of them loads the whole of fetch.
const { createServer } = process.getBuiltinModule('node:http')

/** What the host asks of the app behind it. */
export interface Answers {
  /** Assets, artifacts, uploads. */
  handle(request: Request): Promise<Response>
  handleRpc(request: Request): Promise<Response>
  /** The window's own files, sooner than by `handle`. */
  readWindowFile?: (pathname: string) => Promise<WindowFile>
  /** With it, whoever knows the key gets links for as long as this store is shown. */
  instance?: { key: string; storeUri: () => string }
}

/** @throws request.invalid when the port is taken or not allowed */
export async function openLoopbackHost(app: Answers, options: Partial<LoopbackLimits> = {}): Promise<LoopbackHost> {
  const limits = { ...defaultLimits, ...options }
  const server = createServer({
    headersTimeout: limits.headersTimeoutMs,
    // A long upload is welcome as long as it moves; see `bodyStallMs`.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(limits.headersTimeoutMs, 5_000),
  })
  server.maxConnections = limits.maxConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const reason = t('port {port} cannot be used ({reason})', { port: limits.port, reason: error.message })
      reject(new VitrineError('request.invalid', { reason }, { cause: error }))
    })
    server.listen({ host: address, port: limits.port, exclusive: true }, resolve)
  })

  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : limits.port
  const { origin, host: authority } = new URL(`http://${address}:${port}`)
  const session = openLaunchSession(port)
  const createLaunchUrl = () => `${origin}/launch?token=${session.createLaunchToken()}`
  server.on('request', (incoming, outgoing) => {
    void answer(incoming, outgoing, { app, session, authority, limits, createLaunchUrl })
  })

  return {
    origin,
    createLaunchUrl,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Host {
  app: Answers
  session: LaunchSession
  authority: string
  limits: LoopbackLimits
  createLaunchUrl: () => string
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, host: Host): Promise<void> {
  const refusal = findRefusal(incoming, host.authority)
  const { session, authority } = host
  const isAnswered =
    refusal === undefined && (await answerPlainly(incoming, outgoing, { readWindowFile: host.app.readWindowFile, session, authority }))
  if (!isAnswered) await answerInFull(incoming, outgoing, host, refusal)
  // Whoever sends on after the answer holds the connection, and needs no session for it.
  if (!incoming.complete) setTimeout(() => incoming.complete || incoming.destroy(), host.limits.lingerMs).unref()
}

async function answerInFull(incoming: IncomingMessage, outgoing: ServerResponse, host: Host, refusal: Refusal | undefined): Promise<void> {
  let response: Response
  let pathname = '/'
  try {
    if (refusal) {
      response = await formatRefusal(refusal, incoming.headers)
    } else {
      const request = createRequest(incoming, outgoing, { host: host.authority, protocol: 'http:' })
      pathname = new URL(request.url).pathname
      if (incoming.method === 'POST') endWhenSlow(incoming, host.limits)
      response = await route(request, pathname, incoming, host)
    }
  } catch (error) {
    response = Response.json(formatErrorJson(toVitrineError(error)), { status: 500 })
  }
  await sendResponse(incoming, outgoing, secureResponse(response, pathname))
}

async function route(request: Request, pathname: string, incoming: IncomingMessage, host: Host): Promise<Response> {
  const { app, session, limits, createLaunchUrl } = host
  // A link that was not used yet was answered plainly.
  if (pathname === '/launch' && request.method === 'GET') return formatRefusal(usedLink, incoming.headers)
  if (pathname === instancePath && request.method === 'POST' && app.instance !== undefined) {
    const body = await readBody(request, incoming, { ...limits, maxRpcBytes: maxInstanceCallBytes })
    return body === undefined
      ? formatRefusal(tooLarge, incoming.headers)
      : answerInstanceCall(new TextDecoder().decode(body), { ...app.instance, createLaunchUrl })
  }
  if (!session.isCarriedBy(incoming.headers)) return formatRefusal(noSession, incoming.headers)
  if (!isRpcPath(pathname)) return app.handle(request)
  const body = await readBody(request, incoming, limits)
  if (body === undefined) return formatRefusal(tooLarge, incoming.headers)
  return app.handleRpc(new Request(request.url, { method: 'POST', headers: request.headers, signal: request.signal, body }))
}

const wayIn = t(
  'Open the link that Vitrine printed when it started. Each link works once: press Enter in its terminal for another, or start it again.',
)
const noSession: Refusal = { status: 401, what: t('This window is not signed in.'), wayOut: wayIn }
const usedLink: Refusal = { status: 401, what: t('This link was used already.'), wayOut: wayIn }
const tooLarge: Refusal = { status: 413, what: t('The call is too large.'), wayOut: t('Send bytes to the upload address instead.') }

const maxInstanceCallBytes = 64 * 1024

/** The whole body, or `undefined` as soon as it passes the limit. */
async function readBody(
  request: Request,
  incoming: IncomingMessage,
  { maxRpcBytes: maxBytes, callBodyMs }: LoopbackLimits,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return undefined
  const limit = setTimeout(() => incoming.destroy(), callBodyMs)
  try {
    const chunks: Uint8Array[] = []
    let sizeBytes = 0
    for await (const chunk of request.body ?? []) {
      sizeBytes += chunk.byteLength
      if (sizeBytes > maxBytes) return undefined
      chunks.push(chunk)
    }
    return new Uint8Array(Buffer.concat(chunks))
  } finally {
    clearTimeout(limit)
  }
}

/** A body that hardly moves is dropped, unless it is the reader that holds it back. */
function endWhenSlow(incoming: IncomingMessage, { bodyStallMs, leastBodyBytes }: LoopbackLimits): void {
  let before = incoming.socket.bytesRead
  let wasHeldBack = false
  incoming.on('pause', () => {
    wasHeldBack = true
  })
  const judge = () => {
    const now = incoming.socket.bytesRead
    if (incoming.complete || incoming.destroyed) clearInterval(timer)
    else if (now - before < leastBodyBytes && !wasHeldBack && !incoming.isPaused()) incoming.destroy()
    wasHeldBack = incoming.isPaused()
    before = now
  }
  // What came while this process was held up is read first.
  const timer = setInterval(() => setImmediate(judge), bodyStallMs)
  incoming.once('close', () => clearInterval(timer))
}
