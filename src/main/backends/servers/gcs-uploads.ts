// The three ways in: bytes alone, metadata and bytes in one request, and a session of chunks that survives broken connections.
import { randomUUID } from 'node:crypto'
import { buffer, text } from 'node:stream/consumers'
import { checkConditions, type GcsMetadata, type GcsObject, putObject } from './gcs-bucket.ts'
import { GcsRefusal } from './gcs-refusal.ts'
import { type GcsAnswer, type GcsCall } from './gcs-server.ts'
import { type ByteKeeper, cutBytes, joinBytes } from './stored-bytes.ts'

export async function upload(call: GcsCall): Promise<GcsAnswer> {
  const { query } = call
  const id = query.get('upload_id')
  if (id !== null) return continueSession(call, id)
  if (query.get('uploadType') === 'resumable') return beginSession(call)
  if (query.get('uploadType') === 'multipart') return putMultipart(call)
  const metadata = { contentType: call.headers['content-type'] ?? 'application/octet-stream' }
  return answerObject(putObject(call.bucket, query, metadata, await call.keeper.keep(call.body)))
}

const answerObject = ({ resource }: GcsObject): GcsAnswer => ({ status: 200, body: JSON.stringify(resource) })

const parseMetadata = (json: string): GcsMetadata => (json === '' ? {} : (JSON.parse(json) as GcsMetadata))

export const readMetadata = async (body: AsyncIterable<Uint8Array>) => parseMetadata(await text(body))

async function beginSession({ bucket, query, headers, body, origin }: GcsCall): Promise<GcsAnswer> {
  const metadata = await readMetadata(body)
  const name = query.get('name') ?? metadata.name ?? ''
  const type = headers['x-upload-content-type']
  if (typeof type === 'string') metadata.contentType ??= type
  checkConditions(query, bucket.objects.get(name))
  const id = randomUUID()
  bucket.sessions.set(id, { name, query, metadata, chunks: [] })
  const location = `${origin}/upload/storage/v1/b/${bucket.name}/o?uploadType=resumable&upload_id=${id}`
  return { status: 200, headers: { location, 'x-guploader-uploadid': id } }
}

/** A chunk, the question how much has arrived, or the end of the session. */
async function continueSession({ bucket, method, headers, body, keeper }: GcsCall, id: string): Promise<GcsAnswer> {
  const session = bucket.sessions.get(id)
  if (session === undefined) throw new GcsRefusal(404, 'notFound')
  if (method === 'DELETE') {
    bucket.sessions.delete(id)
    return { status: 499 }
  }
  const arrived = () => session.chunks.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const range = /^bytes (?:(\d+)-(\d+|\*)|\*)\/(\d+|\*)$/.exec(headers['content-range'] ?? '')
  const [, first, , total = '*'] = range ?? []
  if (range === null || first !== undefined) {
    const chunk = await keepArrived(keeper, body)
    const known = arrived() - Number(first ?? 0)
    if (known < 0) throw new GcsRefusal(503, 'backendError', 'Bytes before the chunk have not arrived.')
    session.chunks.push(known === 0 ? chunk.bytes : await cutBytes(chunk.bytes, known, chunk.bytes.sizeBytes))
    if (chunk.isBroken) throw new GcsRefusal(503, 'backendError', 'The chunk broke off.')
  }
  const isOpenEnded = range !== null && first !== undefined && range[2] === '*'
  const isDone = range === null || isOpenEnded || (total !== '*' && Number(total) <= arrived())
  if (!isDone) return { status: 308, headers: arrived() === 0 ? {} : { range: `bytes=0-${arrived() - 1}` } }
  bucket.sessions.delete(id)
  return answerObject(putObject(bucket, session.query, session.metadata, await joinBytes(session.chunks)))
}

/** What arrived of a chunk counts, also when its connection broke. */
async function keepArrived(keeper: ByteKeeper, body: AsyncIterable<Uint8Array>) {
  let isBroken = false
  const bytes = await keeper.keep(
    (async function* () {
      try {
        yield* body
      } catch {
        isBroken = true
      }
    })(),
  )
  return { bytes, isBroken }
}

/** `multipart/related`: the metadata as JSON, then the bytes. */
async function putMultipart({ bucket, query, headers, body, keeper }: GcsCall): Promise<GcsAnswer> {
  const boundary = /boundary="?([^";]+)"?/.exec(headers['content-type'] ?? '')?.[1]
  if (boundary === undefined) throw new GcsRefusal(400, 'parseError')
  const whole = await buffer(body)
  const parts: { head: string; content: Buffer }[] = []
  const marker = Buffer.from(`--${boundary}`)
  for (let start = whole.indexOf(marker); ;) {
    const end = whole.indexOf(Buffer.concat([Buffer.from('\r\n'), marker]), start + marker.length)
    if (start === -1 || end === -1) break
    const part = whole.subarray(start + marker.length + 2, end)
    const empty = part.indexOf('\r\n\r\n')
    parts.push({ head: part.subarray(0, empty).toString('utf8'), content: part.subarray(empty + 4) })
    start = end + 2
  }
  const [description, content] = parts
  if (description === undefined || content === undefined) throw new GcsRefusal(400, 'parseError')
  const metadata = parseMetadata(description.content.toString('utf8'))
  const type = /content-type:\s*(\S+)/i.exec(content.head)?.[1]
  if (type !== undefined) metadata.contentType ??= type
  const bytes = await keeper.keep(
    (async function* () {
      yield content.content
    })(),
  )
  return answerObject(putObject(bucket, query, metadata, bytes))
}
