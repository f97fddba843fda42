// The core's side of the socket between it and Electron's main process: bytes go by URL here, as everywhere.
import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequest, sendResponse } from '@remix-run/node-fetch-server'
import { formatErrorJson } from '../../../shared/error-words.ts'
import { toVitrineError } from '../../../shared/errors.ts'
import { type CoreAddress } from './core-messages.ts'

export interface CoreSocket {
  close(): Promise<void>
}

export async function openCoreSocket(
  { socketPath, secret }: CoreAddress,
  handle: (request: Request) => Promise<Response>,
): Promise<CoreSocket> {
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing, secret, handle)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(socketPath, resolve)
  })
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  secret: string,
  handle: (request: Request) => Promise<Response>,
): Promise<void> {
  const response = await respond(incoming, outgoing, secret, handle)
  try {
    // Nobody reads this body; a dropped stream would keep its file open.
    if (outgoing.destroyed || incoming.method === 'HEAD') await response.body?.cancel()
    if (!outgoing.destroyed) await sendResponse(outgoing, response)
  } catch {
    // Cut short, so that half a body is not taken for the whole.
    outgoing.destroy()
  }
}

async function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  secret: string,
  handle: (request: Request) => Promise<Response>,
): Promise<Response> {
  if (!isSame(incoming.headers.authorization ?? '', `Bearer ${secret}`)) return new Response(null, { status: 401 })
  try {
    return await handle(createRequest(incoming, outgoing, { host: 'bundle', protocol: 'http:' }))
  } catch (error) {
    return Response.json(formatErrorJson(toVitrineError(error)), { status: 500 })
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
