// Single requests of S3, and what its services differ in.
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { VitrineError } from '../../../shared/errors.ts'
import { readWhole } from '../../read-whole.ts'
import { type Bucket, type Opened, type UnfinishedUpload } from '../bucket/bucket.ts'
import { abortParts, lastPartAt, listPartUploads, openPartUpload } from './s3-parts.ts'
import { copyInParts, largestSingleCopy } from './s3-copy.ts'
import { readS3Failure, s3Error } from './s3-error.ts'

export interface S3Place {
  client: S3Client
  bucketName: string
  rootUri: string
}

const markName = 'vitrine-mark'
const bare = (etag: string | undefined) => (etag ?? '').replaceAll('"', '')

export function openS3Bucket(place: S3Place): Bucket {
  const { client, bucketName: Bucket, rootUri } = place
  const asked = async <T>(operation: 'read' | 'write' | 'list', work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw s3Error(error, { rootUri, operation })
    }
  }
  const orMissing = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work()
    } catch (error) {
      const { name, status } = readS3Failure(error)
      if (status === 404 && name !== 'NoSuchBucket') return undefined
      throw error
    }
  }
  const metadataOf = (mark: string | undefined) => (mark === undefined ? {} : { Metadata: { [markName]: encodeURIComponent(mark) } })

  // AWS writes ETags in conditions with quotes; Ceph compares them as text without. Which it is shows when a condition fails that holds.
  let quotes = '"'

  const bucket: Bucket = {
    put: (Key, content, { ifMatch, mark }) =>
      asked('write', async () => {
        const write = async () => {
          const condition = ifMatch === undefined ? {} : ifMatch === null ? { IfNoneMatch: '*' } : { IfMatch: quotes + ifMatch + quotes }
          try {
            const { ETag } = await client.send(new PutObjectCommand({ Bucket, Key, Body: content, ...condition, ...metadataOf(mark) }))
            return bare(ETag)
          } catch (error) {
            const { name, status } = readS3Failure(error)
            if (ifMatch !== undefined && (status === 412 || (status === 404 && name !== 'NoSuchBucket'))) return undefined
            throw error
          }
        }
        const stamp = await write()
        if (stamp !== undefined || typeof ifMatch !== 'string' || (await bucket.head(Key))?.stamp !== ifMatch) return stamp
        quotes = quotes === '' ? '"' : ''
        return write()
      }),

    read: (Key) =>
      asked('read', () =>
        orMissing(async () => {
          const opened = await openObject(place, Key, { start: 0, end: undefined })
          if (opened === undefined) return undefined
          const content = await readWhole(opened.content)
          if (content.length !== opened.sizeBytes) throw Object.assign(new Error('the answer ended early'), { code: 'ECONNRESET' })
          return { content, stamp: opened.stamp }
        }),
      ),

    open: (Key, options) => asked('read', () => orMissing(() => openObject(place, Key, options))),

    head: (Key) =>
      asked('read', () =>
        orMissing(async () => {
          const { ContentLength = 0, LastModified, ETag, Metadata } = await client.send(new HeadObjectCommand({ Bucket, Key }))
          const mark = Metadata?.[markName]
          return {
            name: Key,
            sizeBytes: ContentLength,
            modifiedAt: LastModified ?? new Date(0),
            stamp: bare(ETag),
            mark: mark === undefined ? undefined : decodeURIComponent(mark),
          }
        }),
      ),

    delete: (Key) => asked('write', async () => void (await orMissing(() => client.send(new DeleteObjectCommand({ Bucket, Key }))))),

    copy: (from, to, { mark }) =>
      asked('write', async () => {
        const source = await bucket.head(from)
        if (source === undefined) throw new VitrineError('artifact.not-found', { uri: `s3://${Bucket}/${from}` })
        const CopySource = `${Bucket}/${from.split('/').map(encodeURIComponent).join('/')}`
        const Metadata = metadataOf(mark ?? source.mark)
        if (source.sizeBytes > largestSingleCopy) {
          await copyInParts(place, { CopySource, sizeBytes: source.sizeBytes, Key: to, ...Metadata })
          return
        }
        const replaced = mark === undefined ? {} : { MetadataDirective: 'REPLACE' as const, ...Metadata }
        await client.send(new CopyObjectCommand({ Bucket, Key: to, CopySource, ...replaced }))
      }),

    list: ({ prefix: Prefix, delimiter: Delimiter, startAfter: StartAfter, token: ContinuationToken }) =>
      asked('list', async () => {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket, Prefix, Delimiter, StartAfter, ContinuationToken, EncodingType: 'url' }),
        )
        const decode = (text: string | undefined) => decodeURIComponent((text ?? '').replaceAll('+', '%20'))
        return {
          objects: (page.Contents ?? []).map(({ Key, Size = 0, LastModified, ETag }) => ({
            name: decode(Key),
            sizeBytes: Size,
            modifiedAt: LastModified ?? new Date(0),
            stamp: bare(ETag),
          })),
          prefixes: (page.CommonPrefixes ?? []).map(({ Prefix }) => decode(Prefix)),
          token: page.IsTruncated === true ? page.NextContinuationToken : undefined,
        }
      }),

    openUpload: (name, mark) => asked('write', () => openPartUpload(place, name, metadataOf(mark))),

    listUploads: (Prefix) =>
      asked('list', async () => {
        const uploads: UnfinishedUpload[] = []
        for (const { startedAt, ...upload } of await listPartUploads(place, Prefix)) {
          const modifiedAt = (await lastPartAt(upload)) ?? startedAt
          uploads.push({ name: upload.Key, modifiedAt, abort: () => asked('write', () => abortParts(upload)) })
        }
        return uploads
      }),

    close: async () => client.destroy(),
  }
  return bucket
}

/** From the first byte wanted on, so that the answer also says how many there are in all. */
async function openObject(
  { client, bucketName: Bucket, rootUri }: S3Place,
  Key: string,
  { start, end, ifMatch, signal }: Parameters<Bucket['open']>[1],
): Promise<Opened | undefined> {
  const wanted = { Bucket, Key, ...(ifMatch === undefined ? {} : { IfMatch: `"${ifMatch}"` }) }
  const empty = async (): Promise<Opened> => {
    const { ETag, ContentLength = 0 } = await client.send(new HeadObjectCommand(wanted))
    return { content: (async function* () {})(), stamp: bare(ETag), sizeBytes: ContentLength, close: () => undefined }
  }
  if (end !== undefined && end <= start) return empty()
  try {
    const Range = `bytes=${start}-${end === undefined ? '' : end - 1}`
    const {
      Body,
      ETag,
      ContentRange,
      ContentLength = 0,
    } = await client.send(new GetObjectCommand({ ...wanted, Range }), signal === undefined ? {} : { abortSignal: signal })
    if (Body === undefined || !('destroy' in Body)) throw new Error('the SDK gave no stream')
    // Bodies are streams of Node here; the SDK's type allows those of browsers, too.
    const body = Body as AsyncIterable<Uint8Array> & { destroy: () => void }
    return {
      content: (async function* () {
        try {
          yield* body
        } catch (error) {
          throw signal?.aborted === true ? error : s3Error(error, { rootUri, operation: 'read' })
        }
      })(),
      stamp: bare(ETag),
      sizeBytes: Number(ContentRange?.split('/').at(-1) ?? ContentLength),
      close: () => body.destroy(),
    }
  } catch (error) {
    const { status } = readS3Failure(error)
    // The object is empty, or ends before.
    if (status === 416) return empty()
    // It is another object by now.
    if (status === 412) return undefined
    throw error
  }
}
