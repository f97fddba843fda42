// The loopback host as its tests see it.
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach } from 'vitest'
import { type Answers, type LoopbackHost, type LoopbackLimits, openLoopbackHost } from './loopback-host.ts'

type Handler = (request: Request) => Response | Promise<Response>

const opened: LoopbackHost[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((host) => host.close()))
})

/** A host around handlers given by the test, a session on it, and a list of what reached the handlers. Closed after the test. */
export async function openTestHost(
  handlers: { handle?: Handler; handleRpc?: Handler } & Pick<Answers, 'readWindowFile'> = {},
  limits: Partial<LoopbackLimits> = {},
  instance?: Answers['instance'],
) {
  const asked: string[] = []
  const say = (name: string, handler: Handler | undefined) => async (request: Request) => {
    asked.push(`${name} ${request.method} ${request.url.slice(host.origin.length)}`)
    return (await handler?.(request)) ?? new Response('ok')
  }
  const { handle, handleRpc, ...others } = handlers
  const answers = { ...others, handle: say('handle', handle), handleRpc: say('rpc', handleRpc) }
  const host = await openLoopbackHost(instance === undefined ? answers : { ...answers, instance }, limits)
  opened.push(host)
  const launched = await fetch(host.createLaunchUrl(), { redirect: 'manual' })
  const cookie = launched.headers.get('set-cookie')?.split(';')[0] ?? ''
  return { host, asked, cookie, origin: host.origin, signedIn: { headers: { cookie } } }
}

/** Plain node:http, which sends any head: `fetch` forbids to set `Host` and normalises paths. */
export async function sendRaw(
  origin: string,
  options: RequestOptions,
  body?: string,
): Promise<{ status: number; body: string; headers: IncomingMessage['headers'] }> {
  const { hostname, port } = new URL(origin)
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest({ hostname, port, path: '/', ...options }, resolve)
      .on('error', reject)
      .end(body)
  })
  return { status: answer.statusCode ?? 0, body: await text(answer), headers: answer.headers }
}

/** What the host answers to bytes that no HTTP client would send; ends when the host ends the connection. */
export function sendBytes(origin: string, bytes: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(origin).port) })
  socket.write(bytes, 'latin1')
  return text(socket)
}
