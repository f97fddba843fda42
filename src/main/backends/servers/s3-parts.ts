// Uploads in parts.
import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { assembleParts, type S3Upload } from './s3-bucket.ts'
import { checkWriteConditions } from './s3-conditions.ts'
import { describedBy, keepBody, type S3Answer, type S3Call } from './s3-objects.ts'
import { S3Refusal } from './s3-refusal.ts'
import { header } from './s3-request.ts'
import { element, xmlDocument } from './s3-xml.ts'
import { cutBytes, type StoredBytes } from './stored-bytes.ts'

const smallestPartBytes = 5 * 1024 * 1024

export function createUpload({ request, bucket }: S3Call): S3Answer {
  const id = randomUUID()
  bucket.uploads.set(id, { key: request.key, startedAt: new Date(), parts: new Map(), ...describedBy(request) })
  return { status: 200, body: xmlDocument('InitiateMultipartUploadResult', [element('Key', request.key), element('UploadId', id)]) }
}

export async function uploadPart(call: S3Call): Promise<S3Answer> {
  findUpload(call)
  const etag = putPart(call, await keepBody(call))
  return { status: 200, headers: { etag: `"${etag}"` } }
}

export async function copyPart(call: S3Call): Promise<S3Answer> {
  const { bytes } = call.findSource()
  const [, first = '0', last = String(bytes.sizeBytes - 1)] =
    /^bytes=(\d+)-(\d+)$/.exec(header(call.request, 'x-amz-copy-source-range') ?? '') ?? []
  if (Number(last) >= bytes.sizeBytes) throw new S3Refusal(400, 'InvalidArgument', { message: 'the range is not satisfiable' })
  const etag = putPart(call, await cutBytes(bytes, Number(first), Number(last) + 1))
  return { status: 200, body: xmlDocument('CopyPartResult', [element('ETag', `"${etag}"`)]) }
}

export async function completeUpload(call: S3Call): Promise<S3Answer> {
  const { request, bucket, conditions } = call
  const upload = findUpload(call)
  const wanted = [...(await text(request.body)).matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
    etag: /<ETag>(?:&quot;|&#34;|")?([0-9a-f]+)/.exec(part)?.[1],
  }))
  for (const [index, { number, etag }] of wanted.entries()) {
    const part = upload.parts.get(number)
    if (part === undefined || part.etag !== etag) throw new S3Refusal(400, 'InvalidPart')
    if (number <= (wanted[index - 1]?.number ?? 0)) throw new S3Refusal(400, 'InvalidPartOrder')
    if (index < wanted.length - 1 && part.bytes.sizeBytes < smallestPartBytes) throw new S3Refusal(400, 'EntityTooSmall')
  }
  const object = assembleParts(
    upload,
    wanted.map(({ number }) => number),
  )
  checkWriteConditions(request, bucket.objects.get(request.key), conditions === 'honoured' ? conditions : 'ignored')
  bucket.objects.set(request.key, object)
  bucket.uploads.delete(request.query.get('uploadId') ?? '')
  return {
    status: 200,
    body: xmlDocument('CompleteMultipartUploadResult', [element('Key', request.key), element('ETag', `"${object.etag}"`)]),
  }
}

export function abortUpload(call: S3Call): S3Answer {
  findUpload(call)
  call.bucket.uploads.delete(call.request.query.get('uploadId') ?? '')
  return { status: 204 }
}

function findUpload({ request, bucket }: S3Call): S3Upload {
  const upload = bucket.uploads.get(request.query.get('uploadId') ?? '')
  if (upload === undefined || upload.key !== request.key) throw new S3Refusal(404, 'NoSuchUpload')
  return upload
}

function putPart(call: S3Call, bytes: StoredBytes): string {
  const number = Number(call.request.query.get('partNumber'))
  if (!Number.isInteger(number) || number < 1 || number > 10_000) throw new S3Refusal(400, 'InvalidArgument', { message: 'partNumber' })
  const etag = bytes.checksums.md5
  // Looked up again: it may have been aborted while the body came in.
  findUpload(call).parts.set(number, { bytes, etag, modifiedAt: new Date() })
  return etag
}
