// The way in and the window's own files, answered without the classes of fetch: Node takes its time to load those, and a window that has its
// files reads them meanwhile.
import { type IncomingMessage, type ServerResponse } from 'node:http'
import { bytePaths } from '../../../shared/address.ts'
import { secureHeaders } from '../security-headers.ts'
import { type LaunchSession } from './launch-session.ts'
import { isRpcPath } from './request-guard.ts'

/** One of the window's own files. */
export interface WindowFile {
  status: number
  headers: Readonly<Record<string, string>>
  content: Uint8Array
}

interface Host {
  readWindowFile: ((pathname: string) => Promise<WindowFile>) | undefined
  session: LaunchSession
  authority: string
}

/** Answers a request that no rule refuses; false for what is left to the other way, which also says what is wrong. */
export async function answerPlainly(incoming: IncomingMessage, outgoing: ServerResponse, host: Host): Promise<boolean> {
  const { method, url = '', headers } = incoming
  const address = method === 'GET' && !url.startsWith('//') ? URL.parse(`http://${host.authority}${url}`) : null
  if (address === null) return false
  const { pathname, searchParams } = address
  const answer = (status: number, own: WindowFile['headers'], content: Uint8Array = new Uint8Array()) => {
    outgoing.writeHead(status, { ...secureHeaders(pathname), ...own, 'content-length': content.byteLength })
    outgoing.end(content)
    return true
  }
  if (pathname === '/launch') {
    const cookie = host.session.redeem(searchParams.get('token') ?? '')
    return cookie !== undefined && answer(303, { location: '/', 'set-cookie': cookie })
  }
  if (host.readWindowFile === undefined || isRpcPath(pathname) || bytePaths.has(pathname) || !host.session.isCarriedBy(headers))
    return false
  try {
    const file = await host.readWindowFile(pathname)
    return answer(file.status, file.headers, file.content)
  } catch {
    // Nothing is sent yet; why it cannot be read is said by the other way.
    return false
  }
}
