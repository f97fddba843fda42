import { type S3Bucket } from './s3-bucket.ts'
import { type S3Request } from './s3-request.ts'
import { element, xmlDocument } from './s3-xml.ts'
import { listPage } from './sorted-map.ts'

const urlEncode = (text: string) => encodeURIComponent(text).replaceAll('%2F', '/')

/** ListObjectsV2. `longestPage` makes pages shorter than S3's 1,000. */
export function listObjects({ objects }: S3Bucket, { query, bucket: name }: S3Request, longestPage: number): string {
  const prefix = query.get('prefix') ?? ''
  const most = Math.min(longestPage, Number(query.get('max-keys') ?? 1000))
  const token = query.get('continuation-token')
  const after = token === undefined ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString('utf8')
  const encode = query.get('encoding-type') === 'url' ? urlEncode : (text: string) => text
  const { rows, next } = listPage(objects, { prefix, delimiter: query.get('delimiter') ?? '', after, most })
  return xmlDocument('ListBucketResult', [
    element('Name', name),
    element('Prefix', encode(prefix)),
    element('KeyCount', rows.length),
    element('MaxKeys', most),
    element('IsTruncated', next !== undefined),
    ...(next === undefined ? [] : [element('NextContinuationToken', Buffer.from(next).toString('base64url'))]),
    ...rows.map(({ name, isPrefix }) => {
      const object = isPrefix ? undefined : objects.get(name)
      if (object === undefined) return element('CommonPrefixes', [element('Prefix', encode(name))])
      return element('Contents', [
        element('Key', encode(name)),
        element('LastModified', object.modifiedAt.toISOString()),
        element('ETag', `"${object.etag}"`),
        element('Size', object.bytes.sizeBytes),
        element('StorageClass', 'STANDARD'),
      ])
    }),
  ])
}

/** ListMultipartUploads, by key and then by id. */
export function listUploads(bucket: S3Bucket, { query, bucket: name }: S3Request, longestPage: number): string {
  const prefix = query.get('prefix') ?? ''
  const placeOf = (key: string, id: string) => `${key}\n${id}`
  const after = placeOf(query.get('key-marker') ?? '', query.get('upload-id-marker') ?? '')
  const left = [...bucket.uploads]
    .filter(([id, { key }]) => key.startsWith(prefix) && placeOf(key, id) > after)
    .toSorted(([idA, a], [idB, b]) => (placeOf(a.key, idA) < placeOf(b.key, idB) ? -1 : 1))
  const uploads = left.slice(0, longestPage)
  const last = uploads.length < left.length ? uploads.at(-1) : undefined
  return xmlDocument('ListMultipartUploadsResult', [
    element('Bucket', name),
    element('IsTruncated', last !== undefined),
    ...(last === undefined ? [] : [element('NextKeyMarker', last[1].key), element('NextUploadIdMarker', last[0])]),
    ...uploads.map(([id, { key, startedAt }]) =>
      element('Upload', [element('Key', key), element('UploadId', id), element('Initiated', startedAt.toISOString())]),
    ),
  ])
}

/** ListParts, all in one page. */
export function listParts(bucket: S3Bucket, { query, key }: S3Request): string {
  const id = query.get('uploadId') ?? ''
  const parts = [...(bucket.uploads.get(id)?.parts ?? [])].toSorted(([a], [b]) => a - b)
  return xmlDocument('ListPartsResult', [
    element('Key', key),
    element('UploadId', id),
    element('IsTruncated', false),
    ...parts.map(([number, { bytes, etag, modifiedAt }]) =>
      element('Part', [
        element('PartNumber', number),
        element('LastModified', modifiedAt.toISOString()),
        element('ETag', `"${etag}"`),
        element('Size', bytes.sizeBytes),
      ]),
    ),
  ])
}
