// The app:// scheme: which of its requests are answered, and with which headers.
import { handedPath, uploadPath } from '../../../shared/address.ts'
import { formatErrorJson } from '../../../shared/error-words.ts'
import { toVitrineError } from '../../../shared/errors.ts'
import { secureResponse } from '../security-headers.ts'

export const appScheme = 'app'
const appHost = 'bundle'
/** Where the window lives. Node gives custom schemes the origin `null`, so scheme and host are compared by hand. */
export const appOrigin = `${appScheme}://${appHost}`

export function isAppUrl(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.protocol === `${appScheme}:` && url.host === appHost
}

/** Electron adds to the standard fields who caused a request, out of the page's reach. */
interface AppRequest extends Request {
  initiatorOrigin?: string
}

/** Who answers: the core, and main itself for files of the disk that it handed to the window. */
export interface AppAnswers {
  handle(request: Request): Promise<Response>
  sendHanded(pathname: string): Promise<Response>
}

/** Calls go over the message port, so here nothing but uploads may be posted. */
export async function answerAppRequest(request: AppRequest, answers: AppAnswers): Promise<Response> {
  const { pathname } = new URL(request.url)
  const respond = async () => {
    if (!isAppUrl(request.url)) return new Response(null, { status: 404 })
    if (request.initiatorOrigin !== undefined && request.initiatorOrigin !== appOrigin) return new Response(null, { status: 403 })
    const allowed = pathname === uploadPath ? ['POST'] : ['GET', 'HEAD']
    if (!allowed.includes(request.method)) return new Response(null, { status: 405 })
    try {
      return await (pathname.startsWith(`${handedPath}/`) ? answers.sendHanded(pathname) : answers.handle(request))
    } catch (error) {
      return Response.json(formatErrorJson(toVitrineError(error)), { status: 500 })
    }
  }
  return secureResponse(await respond(), pathname)
}
