// `protocol.handle`: the scheme's requests come over loopback, because Chromium alone knows no `app:`. `app://bundle` is shown as
// `http://bundle.localhost:<port>`, which is a secure origin of its own.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequest, sendResponse } from '@remix-run/node-fetch-server'

type Handler = (request: Request) => Response | Promise<Response>

export interface SchemeServer {
  port: number
  /** `app://bundle/x` as Chromium is to open it. */
  toShown(address: string): string
  /** The other way; an address that is none of ours stays as it is. */
  toReal(address: string): string
}

const shownHost = /^http:\/\/([\w-]+)\.localhost:(\d+)(?=\/|$)/

export async function openSchemeServer(scheme: string, handler: () => Handler | undefined): Promise<SchemeServer> {
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const toReal = (shown: string) =>
    shown.replace(shownHost, (whole, host: string, shownPort) => (Number(shownPort) === port ? `${scheme}://${host}` : whole))

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const handle = handler()
    if (handle === undefined) {
      outgoing.writeHead(502).end('the scheme is not handled')
      return
    }
    try {
      const shown = createRequest(incoming, outgoing, { host: incoming.headers.host ?? '', protocol: 'http:' })
      // A request of our own is made without a signal, as Electron makes it.
      const init = { method: shown.method, headers: shown.headers, body: shown.body, duplex: 'half' } as const
      const request = new Request(toReal(shown.url), init)
      const initiator = initiatorOf(incoming)
      if (initiator !== undefined) Object.assign(request, { initiatorOrigin: toReal(initiator) })
      await sendResponse(outgoing, await handle(request))
    } catch {
      outgoing.destroy()
    }
  }
  return {
    port,
    toReal,
    toShown: (real) => real.replace(new RegExp(`^${scheme}://([\\w-]+)`), `http://$1.localhost:${port}`),
  }
}

/** Electron knows who caused a request; here the browser says it. */
function initiatorOf({ headers }: IncomingMessage): string | undefined {
  if (headers.origin !== undefined) return headers.origin
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'none') return undefined
  return site === 'same-origin' ? `http://${headers.host}` : 'null'
}
