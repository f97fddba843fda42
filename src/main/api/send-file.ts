import { basename } from 'node:path/posix'
import { VitrineError } from '../../shared/errors.ts'
import { valueOf } from '../ports/port-result.ts'
import { shownTypes } from './send-artifact.ts'
import { type Workspaces } from './workspaces.ts'

/** GET /workspace-file?scope=…&path=…: the bytes of an agent's file as they are now, saved or not. */
export async function sendFile(workspaces: Workspaces, request: Request, url: URL): Promise<Response> {
  const [scopeKey, path] = [url.searchParams.get('scope'), url.searchParams.get('path')]
  if (scopeKey === null || path === null) throw new VitrineError('request.invalid', { reason: 'the address has no scope or path' })
  const files = await workspaces.files(scopeKey)
  const content = valueOf(await files.readBytes(path))
  const { checksum, mimeType } = valueOf(await files.getEntry(path))
  const isDownload = url.searchParams.has('download')
  const etag = `"${checksum ?? ''}"`
  const headers = {
    'content-type': !isDownload && shownTypes.has(mimeType) ? mimeType : 'application/octet-stream',
    'content-disposition': isDownload ? `attachment; filename*=UTF-8''${encodeURIComponent(basename(path))}` : 'inline',
    'content-security-policy': "sandbox; default-src 'none'",
    'content-length': String(content.length),
    'cache-control': 'private, no-cache',
    etag,
  }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers: { etag } })
  return new Response(request.method === 'HEAD' ? null : Buffer.from(content), { headers })
}
