// The one handler that carries bytes for both shells: the window's own files, artifacts out, uploads in.
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import mime from 'mime'
import { artifactPath, exportPath, filePath, interdiffPath, manifestPath, pagePath, receiptPath, uploadPath } from '../../shared/address.ts'
import { formatErrorJson } from '../../shared/error-words.ts'
import { type ErrorCode, toVitrineError, VitrineError } from '../../shared/errors.ts'
import { type Comparer } from './comparer.ts'
import { sendInterdiff } from './send-interdiff.ts'
import { sendExport, sendManifest } from './send-export.ts'
import { sendArtifact } from './send-artifact.ts'
import { sendFile } from './send-file.ts'
import { sendPage } from './send-page.ts'
import { sendReceipt } from './send-receipt.ts'
import { type Pages } from './page/pages.ts'
import { type StoreSession } from './store-session.ts'
import { receiveUpload } from './receive-upload.ts'
import { type Workspaces } from './workspaces.ts'

const decompress = promisify(brotliDecompress)

const statuses: Partial<Record<ErrorCode, number>> = {
  'artifact.not-found': 404,
  'file.not-found': 404,
  'artifact.exists': 409,
  'version.retired': 409,
  'store.denied': 403,
  'store.full': 507,
  'store.locked': 423,
  'store.unreachable': 503,
  internal: 500,
}

/** Answers every request but RPC; failures have an `ErrorJson` body. */
export function createRequestHandler(
  { session, workspaces, pages, comparer }: { session: StoreSession; workspaces: Workspaces; pages: Pages; comparer: Comparer },
  assetsDirectory: string,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url)
    try {
      if (url.pathname === uploadPath) return await receiveUpload(session.store(), request, url)
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return new Response('Method not allowed', { status: 405, headers: { allow: 'GET, HEAD' } })
      if (url.pathname === artifactPath) return await sendArtifact(session.store(), request, url)
      if (url.pathname === filePath) return await sendFile(workspaces, request, url)
      if (url.pathname === exportPath) return await sendExport(session.store(), request, url)
      if (url.pathname === manifestPath) return await sendManifest(session.store(), request, url)
      if (url.pathname === pagePath) return sendPage(pages, request, url)
      if (url.pathname === receiptPath) return await sendReceipt(session.store(), request, url)
      if (url.pathname === interdiffPath) return await sendInterdiff(session.store(), comparer, request, url)
      return await sendAsset(assetsDirectory, url.pathname)
    } catch (error) {
      const known = toVitrineError(error)
      return Response.json(formatErrorJson(known), { status: statuses[known.code] ?? 422, headers: { 'cache-control': 'no-store' } })
    }
  }
}

/** A file of the renderer's build; addresses of the window's own (its routes have no extension that the build knows) get its page. */
async function sendAsset(directory: string, pathname: string): Promise<Response> {
  const isFile = pathname.startsWith('/assets/')
  const path = normalize(join(directory, isFile ? decodePath(pathname) : 'index.html'))
  if (!path.startsWith(directory + sep)) throw new VitrineError('request.invalid', { reason: 'the path leads outside' })
  try {
    const content = await readAsset(path)
    const headers = {
      'content-type': mime.getType(extname(path)) ?? 'application/octet-stream',
      'cache-control': isFile ? 'max-age=31536000, immutable' : 'no-store',
    }
    return new Response(new Uint8Array(content), { headers })
  } catch (error) {
    if (isFile) return new Response('Not found', { status: 404 })
    throw error
  }
}

/** A package keeps what it can compressed. */
async function readAsset(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!isMissing) throw error
    return decompress(await readFile(`${path}.br`))
  }
}

/** @throws request.invalid when its percent signs encode nothing */
function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch (error) {
    throw new VitrineError('request.invalid', { reason: `the path ${pathname} is not encoded as one` }, { cause: error })
  }
}
