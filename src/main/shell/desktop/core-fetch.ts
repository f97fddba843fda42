// Main's side of the socket between it and the core.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type CoreAddress } from './core-messages.ts'

/** A new address that nobody else knows. */
export async function createCoreAddress(platform: NodeJS.Platform = process.platform): Promise<CoreAddress> {
  const secret = randomBytes(16).toString('base64url')
  if (platform === 'win32') return { secret, socketPath: `\\\\.\\pipe\\vitrine-${randomBytes(16).toString('hex')}` }
  return { secret, socketPath: join(await mkdtemp(join(tmpdir(), 'vitrine-core-')), 'core') }
}

/** Takes away what was made for the address; nobody listens there any more. */
export async function removeCoreAddress({ socketPath }: CoreAddress): Promise<void> {
  if (process.platform !== 'win32') await rm(dirname(socketPath), { recursive: true, force: true })
}

/** Headers of one connection, which say nothing to the next. */
const ownHeaders = new Set(['host', 'connection', 'authorization', 'transfer-encoding'])
const bodyless = new Set([204, 205, 304])

/** Asks the core, streaming both ways; whoever drops the answer, or aborts, ends the work behind it. */
export function fetchFromCore({ socketPath, secret }: CoreAddress, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const headers = Object.fromEntries([...request.headers].filter(([name]) => !ownHeaders.has(name)))
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({
      socketPath,
      path: `${pathname}${search}`,
      method: request.method,
      headers: { ...headers, host: 'bundle', authorization: `Bearer ${secret}` },
    })
    outgoing.once('error', reject)
    outgoing.once('response', (incoming) => {
      const status = incoming.statusCode ?? 500
      const hasBody = request.method !== 'HEAD' && !bodyless.has(status)
      const fields = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
        ownHeaders.has(name) ? [] : values.map((value): [string, string] => [name, value]),
      )
      if (!hasBody) incoming.resume()
      resolve(new Response(hasBody ? (Readable.toWeb(incoming) as ReadableStream) : null, { status, headers: fields }))
    })
    request.signal.addEventListener('abort', () => outgoing.destroy())
    if (request.body === null) outgoing.end()
    else pipeline(Readable.fromWeb(request.body), outgoing).catch(reject)
  })
}
