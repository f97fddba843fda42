// What the S3 server does with objects, uploads in parts aside.
import { type S3Bucket, type S3Object } from './s3-bucket.ts'
import { checkReadConditions, checkWriteConditions, type WriteConditions } from './s3-conditions.ts'
import { S3Refusal } from './s3-refusal.ts'
import { header, type S3Request } from './s3-request.ts'
import { element, xmlDocument } from './s3-xml.ts'
import { type ByteKeeper, readBytes, type StoredBytes } from './stored-bytes.ts'

export interface S3Answer {
  status: number
  headers?: Record<string, string | number>
  body?: string | AsyncIterable<Uint8Array>
}

/** A request of a bucket that exists and may be used. */
export interface S3Call {
  request: S3Request
  bucket: S3Bucket
  keeper: ByteKeeper
  conditions: WriteConditions
  /** The object a copy is from. @throws S3Refusal */
  findSource: () => S3Object
}

export function getObject({ request, bucket }: S3Call): S3Answer {
  const object = findObject(bucket, request.key)
  if (checkReadConditions(request, object)) return { status: 304 }
  const { sizeBytes } = object.bytes
  const headers: Record<string, string | number> = {
    'content-type': object.contentType,
    'last-modified': object.modifiedAt.toUTCString(),
    'accept-ranges': 'bytes',
    etag: `"${object.etag}"`,
  }
  for (const [name, value] of object.metadata) headers[`x-amz-meta-${name}`] = value
  const isHead = request.method === 'HEAD'
  const range = /^bytes=(\d*)-(\d*)$/.exec(header(request, 'range') ?? '')
  if (range === null || (range[1] === '' && range[2] === ''))
    return { status: 200, headers: { ...headers, 'content-length': sizeBytes }, ...(isHead ? {} : { body: readBytes(object.bytes) }) }

  const [, first = '', last = ''] = range
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? sizeBytes : Math.min(sizeBytes, Number(last) + 1)
  if (start >= sizeBytes) throw new S3Refusal(416, 'InvalidRange', { headers: { 'content-range': `bytes */${sizeBytes}` } })
  return {
    status: 206,
    headers: { ...headers, 'content-length': end - start, 'content-range': `bytes ${start}-${end - 1}/${sizeBytes}` },
    ...(isHead ? {} : { body: readBytes(object.bytes, start, end) }),
  }
}

export async function putObject(call: S3Call): Promise<S3Answer> {
  const { request, bucket, conditions } = call
  if (Buffer.byteLength(request.key) > 1024) throw new S3Refusal(400, 'KeyTooLongError')
  // Before the body, as S3 does, and after it: what counts is who wrote in between.
  checkWriteConditions(request, bucket.objects.get(request.key), conditions)
  const bytes = await keepBody(call)
  checkWriteConditions(request, bucket.objects.get(request.key), conditions)
  const object: S3Object = { bytes, etag: bytes.checksums.md5, modifiedAt: new Date(), ...describedBy(request) }
  bucket.objects.set(request.key, object)
  return { status: 200, headers: { etag: `"${object.etag}"` } }
}

export function copyObject({ request, bucket, conditions, findSource }: S3Call): S3Answer {
  const source = findSource()
  checkWriteConditions(request, bucket.objects.get(request.key), conditions === 'honoured' ? conditions : 'ignored')
  const isReplaced = header(request, 'x-amz-metadata-directive') === 'REPLACE'
  const object = { ...source, modifiedAt: new Date(), ...(isReplaced ? describedBy(request) : {}) }
  bucket.objects.set(request.key, object)
  return {
    status: 200,
    body: xmlDocument('CopyObjectResult', [element('ETag', `"${object.etag}"`), element('LastModified', object.modifiedAt.toISOString())]),
  }
}

export function deleteObject({ request, bucket }: S3Call): S3Answer {
  bucket.objects.delete(request.key)
  return { status: 204 }
}

export function findObject(bucket: S3Bucket, key: string): S3Object {
  const object = bucket.objects.get(key)
  if (object === undefined) throw new S3Refusal(404, 'NoSuchKey', { elements: { Key: key } })
  return object
}

/** The body, when it is what the request's checksums say. */
export async function keepBody({ request, keeper }: S3Call): Promise<StoredBytes> {
  const payload = header(request, 'x-amz-content-sha256') ?? ''
  if (payload.startsWith('STREAMING-')) throw new S3Refusal(501, 'NotImplemented', { message: 'bodies in signed chunks' })
  const bytes = await keeper.keep(request.body)
  const { md5, sha256, crc32, crc32c } = bytes.checksums
  if (/^[0-9a-f]{64}$/.test(payload) && payload !== sha256) throw new S3Refusal(400, 'XAmzContentSHA256Mismatch')
  const sums = { 'content-md5': Buffer.from(md5, 'hex').toString('base64'), 'x-amz-checksum-crc32': crc32, 'x-amz-checksum-crc32c': crc32c }
  for (const [name, sum] of Object.entries(sums))
    if ((header(request, name) ?? sum) !== sum) throw new S3Refusal(400, 'BadDigest', { message: name })
  return bytes
}

/** What a request says of the object that it makes. */
export function describedBy({ headers }: S3Request): Pick<S3Object, 'contentType' | 'metadata'> {
  const prefix = 'x-amz-meta-'
  const metadata = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith(prefix) && typeof value === 'string' ? [[name.slice(prefix.length), value] as const] : [],
  )
  return { contentType: headers['content-type'] ?? 'application/octet-stream', metadata: new Map(metadata) }
}
