import { Readable } from 'node:stream'
import { type ArtifactRecord } from '../../shared/artifact.ts'
import { VitrineError } from '../../shared/errors.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { contentHeaders } from './content-headers.ts'
import { heldContent } from './held-content.ts'

/** GET /artifact?uri=…: raw bytes, checked, with ranges and the checksum as ETag; `&unpacked`: what compressed ones hold, whole. */
export async function sendArtifact(store: ArtifactStore, request: Request, url: URL): Promise<Response> {
  const uri = url.searchParams.get('uri')
  if (uri === null) throw new VitrineError('request.invalid', { reason: 'the address has no uri' })
  const { record } = await store.get(uri)
  if (url.searchParams.has('unpacked')) return sendUnpacked(store, request, url, record)
  const { headers, etag } = contentHeaders(url, record)
  headers.set('accept-ranges', 'bytes')
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })

  const range = parseRange(request.headers.get('range'), record.originalSize)
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${record.originalSize}`)
    return new Response(null, { status: 416, headers })
  }
  const { start, end } = range ?? { start: 0, end: record.originalSize }
  headers.set('content-length', String(end - start))
  if (range !== undefined) headers.set('content-range', `bytes ${start}-${end - 1}/${record.originalSize}`)
  const status = range === undefined ? 200 : 206
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  return new Response(streamOf(await store.download(uri, { ...range, signal: request.signal })), { status, headers })
}

const streamOf = (content: AsyncIterable<Uint8Array>) =>
  Readable.toWeb(Readable.from(content, { objectMode: false, highWaterMark: 1024 * 1024 })) as ReadableStream

async function sendUnpacked(store: ArtifactStore, request: Request, url: URL, record: ArtifactRecord): Promise<Response> {
  const { headers, etag } = contentHeaders(url, { ...record, checksum: `${record.checksum} unpacked` })
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  if (request.method === 'HEAD') return new Response(null, { headers })
  return new Response(streamOf(await begun(heldContent(store, record.uri, { signal: request.signal }))), { headers })
}

/** So much is unpacked before an answer begins: what breaks off in it is answered with the reason. */
const checkedFirstBytes = 1024 * 1024

async function begun(content: AsyncGenerator<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const first: Uint8Array[] = []
  for (let length = 0; length < checkedFirstBytes;) {
    const next = await content.next()
    if (next.done === true) break
    first.push(next.value)
    length += next.value.length
  }
  return (async function* () {
    yield* first
    yield* content
  })()
}

/** One range of bytes, end exclusive; several, or other units, are as if none was asked (RFC 9110, 14.2). */
function parseRange(header: string | null, sizeBytes: number): { start: number; end: number } | 'unsatisfiable' | undefined {
  const match = header === null ? null : /^bytes=(\d*)-(\d*)$/.exec(header.trim())
  if (match === null) return undefined
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return undefined
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? sizeBytes : Math.min(sizeBytes, Number(last) + 1)
  return start >= end ? 'unsatisfiable' : { start, end }
}
