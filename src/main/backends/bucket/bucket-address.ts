// Which bucket and prefix a store's URI names, and how keys and object names relate.
import { VitrineError } from '../../../shared/errors.ts'

export interface BucketAddress {
  /** `s3://bucket/prefix`, without a slash at the end. */
  rootUri: string
  bucketName: string
  /** The name of the object under a key. @throws name.invalid for a key that leads out of the root */
  nameOf: (key: string) => string
  /** A start of names; not checked, for listings. */
  prefixOf: (keyPrefix: string) => string
  keyOf: (name: string) => string
}

const bucketNames = /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/i
const unsafeSegment = /^$|^\.{1,2}$|\0/

export const isBucketUri = (uri: string) => /^(s3|gs):\/\//i.test(uri)

/** @throws request.invalid for a URI that names no bucket */
export function parseBucketUri(uri: string): BucketAddress {
  const [, scheme = '', bucketName = '', path = ''] = /^(s3|gs):\/\/([^/]*)\/?(.*)$/is.exec(uri) ?? []
  if (!bucketNames.test(bucketName))
    throw new VitrineError('request.invalid', {
      reason: `${uri} names no bucket; it reads ${scheme.toLowerCase() === 'gs' ? 'gs' : 's3'}://bucket/prefix`,
    })
  const segments = path.split('/').filter((segment) => segment !== '')
  if (segments.some((segment) => unsafeSegment.test(segment)))
    throw new VitrineError('request.invalid', { reason: `the prefix of ${uri} has a segment that is no name` })
  const prefix = segments.map((segment) => `${segment}/`).join('')
  return {
    rootUri: `${scheme.toLowerCase()}://${[bucketName, ...segments].join('/')}`,
    bucketName,
    nameOf: (key) => {
      if (key.split('/').some((segment) => unsafeSegment.test(segment)))
        throw new VitrineError('name.invalid', { field: 'key', value: key.slice(0, 200), reason: "it leads outside the store's root" })
      return prefix + key
    },
    prefixOf: (keyPrefix) => prefix + keyPrefix,
    keyOf: (name) => name.slice(prefix.length),
  }
}
