// Which HTTP requests the loopback host listens to at all, before it asks who sends them.
import { type IncomingMessage } from 'node:http'
import { artifactPath, rpcPath } from '../../../shared/address.ts'
import { t } from '../../../shared/language/translate.ts'

/** Why a request is not answered: status, and words for the person who may see them, in English. */
export interface Refusal {
  status: 400 | 401 | 403 | 405 | 413 | 421
  what: string
  wayOut: string
}

const methods = new Set(['GET', 'HEAD', 'POST'])
/** Uses of an artifact's bytes that cannot run them: fetch, picture, sound, a page of their own (which is sandboxed). */
const harmlessUses = new Set(['empty', 'image', 'audio', 'video', 'document'])

/**
 * The first rule a request breaks. `authority` is the only `Host` answered to, which defeats DNS rebinding; `Origin` and
 * `Sec-Fetch-Site` are forbidden to scripts, so a foreign page cannot forge them.
 */
export function findRefusal({ headers, headersDistinct, method = '', url = '' }: IncomingMessage, authority: string): Refusal | undefined {
  const origin = `http://${authority}`
  // Node keeps the first of several, another reader the last.
  if (headers.host !== authority || headersDistinct['host']?.length !== 1) {
    return {
      status: 421,
      what: t('This address is not served here.'),
      wayOut: t('Open {origin}/ in this form, with the same port.', { origin }),
    }
  }
  if (headers.origin !== undefined && headers.origin !== origin) {
    return { status: 403, what: t('Another page asked for this.'), wayOut: t('Only pages of {origin} may.', { origin }) }
  }
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return { status: 403, what: t('Another page led here.'), wayOut: t('Copy the link and open it from the address bar.') }
  }
  if (!methods.has(method))
    return { status: 405, what: t('{method} is not a method used here.', { method }), wayOut: t('Use GET, HEAD or POST.') }
  if (!url.startsWith('/')) return { status: 400, what: t('The request names no path.'), wayOut: t('Start the path with a slash.') }
  const [pathname] = url.split('?', 1)
  if (isRpcPath(pathname ?? '') && method !== 'POST') {
    return { status: 405, what: t('Calls are made with POST.'), wayOut: t('Open the window instead.') }
  }
  const use = headers['sec-fetch-dest']
  if (pathname === artifactPath && typeof use === 'string' && !harmlessUses.has(use)) {
    return { status: 403, what: t('An artifact is not used as {use}.', { use }), wayOut: t('Download it instead.') }
  }
  return undefined
}

export function isRpcPath(pathname: string): boolean {
  return pathname === rpcPath || pathname.startsWith(`${rpcPath}/`)
}
