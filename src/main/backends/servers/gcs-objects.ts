// What the GCS server does with objects that are there.
import { checkConditions, type GcsBucket, type GcsMetadata, type GcsObject, putObject } from './gcs-bucket.ts'
import { GcsRefusal } from './gcs-refusal.ts'
import { type GcsAnswer, type GcsCall } from './gcs-server.ts'
import { listPage } from './sorted-map.ts'
import { readBytes } from './stored-bytes.ts'

export function findObject(bucket: GcsBucket, name: string, query: URLSearchParams): GcsObject {
  const object = bucket.objects.get(name)
  if (object === undefined || (query.get('generation') ?? object.resource.generation) !== object.resource.generation)
    throw new GcsRefusal(404, 'notFound', `No such object: ${bucket.name}/${name}`)
  return object
}

export function getObject(object: GcsObject, { query, headers }: GcsCall): GcsAnswer {
  checkConditions(query, object)
  const { resource, bytes } = object
  if (query.get('alt') !== 'media') return { status: 200, body: JSON.stringify(resource) }
  const described = {
    'content-type': resource.contentType,
    'x-goog-hash': `crc32c=${resource.crc32c},md5=${resource.md5Hash}`,
    'x-goog-generation': resource.generation,
    'x-goog-metageneration': resource.metageneration,
    'x-goog-stored-content-length': resource.size,
    'x-goog-stored-content-encoding': 'identity',
    'accept-ranges': 'bytes',
  }
  const { sizeBytes } = bytes
  const range = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '')
  if (range === null || (range[1] === '' && range[2] === ''))
    return { status: 200, headers: { ...described, 'content-length': sizeBytes }, body: readBytes(bytes) }
  const [, first = '', last = ''] = range
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? sizeBytes : Math.min(sizeBytes, Number(last) + 1)
  if (start >= sizeBytes) return { status: 416, headers: { 'content-range': `bytes */${sizeBytes}` } }
  return {
    status: 206,
    headers: { ...described, 'content-length': end - start, 'content-range': `bytes ${start}-${end - 1}/${sizeBytes}` },
    body: readBytes(bytes, start, end),
  }
}

/** A copy inside the server; always done in one step. */
export function rewriteObject(source: GcsObject, to: GcsBucket, name: string, query: URLSearchParams, given: GcsMetadata): GcsAnswer {
  const { contentType, metadata } = source.resource
  const described: GcsMetadata = { contentType, ...(metadata === undefined ? {} : { metadata }), ...given }
  const conditions = new URLSearchParams([...query].filter(([key]) => key !== 'generation' && key !== 'name'))
  const { resource } = putObject(to, new URLSearchParams([...conditions, ['name', name]]), described, source.bytes)
  const { size } = resource
  const answer = { kind: 'storage#rewriteResponse', totalBytesRewritten: size, objectSize: size, done: true, resource }
  return { status: 200, body: JSON.stringify(answer) }
}

export function listObjects({ objects }: GcsBucket, query: URLSearchParams, longestPage: number): GcsAnswer {
  const token = query.get('pageToken')
  const { rows, next } = listPage(objects, {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    from: query.get('startOffset') ?? '',
    after: token === null ? '' : Buffer.from(token, 'base64url').toString('utf8'),
    most: Math.min(longestPage, Number(query.get('maxResults') ?? 1000)),
  })
  const items = rows.filter(({ isPrefix }) => !isPrefix).map(({ name }) => objects.get(name)?.resource)
  const prefixes = rows.filter(({ isPrefix }) => isPrefix).map(({ name }) => name)
  const answer = {
    kind: 'storage#objects',
    ...(items.length > 0 ? { items } : {}),
    ...(prefixes.length > 0 ? { prefixes } : {}),
    ...(next === undefined ? {} : { nextPageToken: Buffer.from(next).toString('base64url') }),
  }
  return { status: 200, body: JSON.stringify(answer) }
}
