// The window's own files. They need no store, so the shells can send them while it is being opened.
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import { bytePaths } from '../../shared/address.ts'
import { VitrineError } from '../../shared/errors.ts'
import { answerFailure } from './failure-answer.ts'

const decompress = promisify(brotliDecompress)

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** Whether a request is for one of them. */
export function isAssetRequest({ method, url }: Request): boolean {
  return (method === 'GET' || method === 'HEAD') && !bytePaths.has(new URL(url).pathname)
}

/** A file of the renderer's build; addresses of the window's own (its routes have no extension that the build knows) get its page. */
export async function sendAsset(directory: string, request: Request): Promise<Response> {
  try {
    const { status, headers, content } = await readWindowFile(directory, new URL(request.url).pathname)
    return new Response(content, { status, headers })
  } catch (error) {
    return answerFailure(error)
  }
}

/**
 * The file at a path of the window's own, for whoever sends it without a `Response`.
 * @throws request.invalid for a path that leads outside; whatever keeps the window's page from being read
 */
export async function readWindowFile(directory: string, pathname: string) {
  const isFile = pathname.startsWith('/assets/')
  const path = normalize(join(directory, isFile ? decodePath(pathname) : 'index.html'))
  if (!path.startsWith(directory + sep)) throw new VitrineError('request.invalid', { reason: 'the path leads outside' })
  try {
    const content = new Uint8Array(await readAsset(path))
    const headers = {
      'content-type': mimeTypes[extname(path)] ?? 'application/octet-stream',
      'cache-control': isFile ? 'max-age=31536000, immutable' : 'no-store',
    }
    return { status: 200, headers, content }
  } catch (error) {
    if (isFile)
      return { status: 404, headers: { 'content-type': 'text/plain;charset=UTF-8' }, content: new TextEncoder().encode('Not found') }
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
