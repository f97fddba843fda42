import { VitrineError } from '../../shared/errors.ts'
import { valueOf } from '../ports/port-result.ts'
import { contentHeaders } from './content-headers.ts'
import { type Workspaces } from './workspaces.ts'

/** GET /workspace-file?scope=…&path=…: the bytes of an agent's file as they are now, saved or not. */
export async function sendFile(workspaces: Workspaces, request: Request, url: URL): Promise<Response> {
  const [scopeKey, path] = [url.searchParams.get('scope'), url.searchParams.get('path')]
  if (scopeKey === null || path === null) throw new VitrineError('request.invalid', { reason: 'the address has no scope or path' })
  const files = await workspaces.files(scopeKey)
  const content = valueOf(await files.readBytes(path))
  const { checksum, mimeType } = valueOf(await files.getEntry(path))
  const { headers, etag } = contentHeaders(url, { name: path, mimeType, checksum })
  headers.set('content-length', String(content.length))
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers: { etag } })
  return new Response(request.method === 'HEAD' ? null : Buffer.from(content), { headers })
}
