// The core's side of the socket between it and Electron's main process: bytes go by URL here, as everywhere.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequest } from '@remix-run/node-fetch-server'
import { formatErrorJson } from '../../../shared/error-words.ts'
import { toVitrineError } from '../../../shared/errors.ts'
import { isSameSecret } from '../loopback/same-secret.ts'
import { sendResponse } from '../loopback/send-response.ts'
import { type CoreAddress } from './core-messages.ts'

export interface CoreSocket {
  close(): Promise<void>
}

export async function openCoreSocket(
  { socketPath, secret }: CoreAddress,
  handle: (request: Request) => Promise<Response>,
): Promise<CoreSocket> {
  const server = createServer((incoming, outgoing) => {
    void (async () => sendResponse(incoming, outgoing, await respond(incoming, outgoing, secret, handle)))()
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

async function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  secret: string,
  handle: (request: Request) => Promise<Response>,
): Promise<Response> {
  if (!isSameSecret(incoming.headers.authorization ?? '', `Bearer ${secret}`)) return new Response(null, { status: 401 })
  try {
    return await handle(createRequest(incoming, outgoing, { host: 'bundle', protocol: 'http:' }))
  } catch (error) {
    return Response.json(formatErrorJson(toVitrineError(error)), { status: 500 })
  }
}
