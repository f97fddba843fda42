// The state of one bucket of the S3 server.
import { createHash } from 'node:crypto'
import { SortedMap } from './sorted-map.ts'
import { joinUnread, type KeptBytes } from './stored-bytes.ts'

export interface S3Object {
  bytes: KeptBytes
  /** Without quotes. */
  etag: string
  modifiedAt: Date
  contentType: string
  /** Lower-case names without `x-amz-meta-`. */
  metadata: ReadonlyMap<string, string>
}

export interface S3Upload {
  key: string
  startedAt: Date
  contentType: string
  metadata: ReadonlyMap<string, string>
  parts: Map<number, { bytes: KeptBytes; etag: string; modifiedAt: Date }>
}

export interface S3Bucket {
  /** Where it lies; requests that are signed for elsewhere are sent there. */
  region: string
  objects: SortedMap<S3Object>
  /** By upload id. */
  uploads: Map<string, S3Upload>
}

export function createBucket(region: string): S3Bucket {
  return { region, objects: new SortedMap(), uploads: new Map() }
}

/** The object that an upload's chosen parts make. */
export function assembleParts(upload: S3Upload, numbers: readonly number[]): S3Object {
  const parts = numbers.map((number) => upload.parts.get(number)).filter((part) => part !== undefined)
  const digests = createHash('md5')
  for (const { etag } of parts) digests.update(Buffer.from(etag, 'hex'))
  return {
    bytes: joinUnread(parts.map(({ bytes }) => bytes)),
    etag: `${digests.digest('hex')}-${parts.length}`,
    modifiedAt: new Date(),
    contentType: upload.contentType,
    metadata: upload.metadata,
  }
}
