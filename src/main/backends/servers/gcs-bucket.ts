// The state of one bucket of the GCS server.
import { createHash } from 'node:crypto'
import { GcsRefusal } from './gcs-refusal.ts'
import { SortedMap } from './sorted-map.ts'
import { type StoredBytes } from './stored-bytes.ts'

/** What a caller says of an object. */
export interface GcsMetadata {
  name?: string
  contentType?: string
  md5Hash?: string
  crc32c?: string
  metadata?: Record<string, string>
}

export interface GcsObject {
  /** As the JSON API writes it: numbers are text. */
  resource: GcsMetadata & { generation: string; metageneration: string; size: string; md5Hash: string; crc32c: string; contentType: string }
  bytes: StoredBytes
}

/** A resumable upload that was begun. */
export interface GcsSession {
  name: string
  query: URLSearchParams
  metadata: GcsMetadata
  chunks: StoredBytes[]
}

export interface GcsBucket {
  name: string
  objects: SortedMap<GcsObject>
  /** By upload id. */
  sessions: Map<string, GcsSession>
}

export function createBucket(name: string): GcsBucket {
  return { name, objects: new SortedMap(), sessions: new Map() }
}

let generations = Date.now() * 1000

/** Puts an object in place of whatever has its name. @throws GcsRefusal when the query's conditions or the hashes do not hold */
export function putObject(bucket: GcsBucket, query: URLSearchParams, given: GcsMetadata, bytes: StoredBytes): GcsObject {
  const name = query.get('name') ?? given.name
  if (name === undefined || name === '') throw new GcsRefusal(400, 'required')
  if (Buffer.byteLength(name) > 1024) throw new GcsRefusal(400, 'invalid', 'The name is too long.')
  checkConditions(query, bucket.objects.get(name))
  const md5Hash = Buffer.from(bytes.checksums.md5, 'hex').toString('base64')
  const { crc32c } = bytes.checksums
  if ((given.md5Hash ?? md5Hash) !== md5Hash || (given.crc32c ?? crc32c) !== crc32c)
    throw new GcsRefusal(400, 'invalid', 'Provided hash does not match the calculated one.')
  const generation = String(++generations)
  const now = new Date().toISOString()
  const resource = {
    kind: 'storage#object',
    contentType: 'application/octet-stream',
    ...given,
    name,
    bucket: bucket.name,
    id: `${bucket.name}/${name}/${generation}`,
    generation,
    metageneration: '1',
    size: String(bytes.sizeBytes),
    md5Hash,
    crc32c,
    etag: createHash('md5').update(generation).digest('base64'),
    storageClass: 'STANDARD',
    timeCreated: now,
    updated: now,
  }
  const object = { resource, bytes }
  bucket.objects.set(name, object)
  return object
}

/** @throws GcsRefusal when the object that is there, or that none is, does not fit the query's conditions */
export function checkConditions(query: URLSearchParams, found: GcsObject | undefined): void {
  const generation = found?.resource.generation ?? '0'
  const metageneration = found?.resource.metageneration ?? '0'
  const failed = new GcsRefusal(412, 'conditionNotMet', 'At least one of the pre-conditions you specified did not hold.')
  if ((query.get('ifGenerationMatch') ?? generation) !== generation) throw failed
  if ((query.get('ifMetagenerationMatch') ?? metageneration) !== metageneration) throw failed
  if (query.get('ifGenerationNotMatch') === generation) throw new GcsRefusal(304, 'notModified')
}
