// The header set of every answer, the same from app:// and from the loopback host.
import { artifactPath } from '../../shared/address.ts'

const appPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** An artifact opened on its own is a stranger: an opaque origin without scripts, whatever its type says. */
const artifactPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"

const fixedHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
}

/** The headers that keep the content of an answer to a request for `pathname` harmless; kept by nobody unless it says so itself. */
export function secureHeaders(pathname: string): Record<string, string> {
  return {
    'cache-control': 'no-store',
    ...fixedHeaders,
    'content-security-policy': pathname === artifactPath ? artifactPolicy : appPolicy,
  }
}

/** The response to a request for `pathname`, with `secureHeaders`. */
export function secureResponse(response: Response, pathname: string): Response {
  const { 'cache-control': cacheControl = '', ...secure } = secureHeaders(pathname)
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(secure)) headers.set(name, value)
  if (!headers.has('cache-control')) headers.set('cache-control', cacheControl)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
