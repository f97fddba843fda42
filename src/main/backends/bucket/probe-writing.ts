// What a bucket lets us do, found out by one write that a good service refuses.
import { isVitrineError } from '../../../shared/errors.ts'
import { type Bucket } from './bucket.ts'
import { type BucketAddress } from './bucket-address.ts'
import { hasty, retrying } from './retry.ts'

export interface Writing {
  writable: boolean
  conditionalWrites: boolean
}

/**
 * Writes on a condition that cannot hold. Refused for the condition: both are there. Denied: it may only be read. Done: this service
 * ignores conditions.
 */
export async function probeWriting(
  bucket: Pick<Bucket, 'put' | 'delete'>,
  { nameOf }: BucketAddress,
  impossible = '0'.repeat(32),
): Promise<Writing> {
  const name = nameOf('.vitrine/probe')
  try {
    const stamp = await retrying(() => bucket.put(name, new Uint8Array(), { ifMatch: impossible }), hasty)
    if (stamp === undefined) return { writable: true, conditionalWrites: true }
    await retrying(() => bucket.delete(name), hasty)
  } catch (error) {
    if (isVitrineError(error, 'store.denied') && error.details.problem === 'not-allowed')
      return { writable: false, conditionalWrites: true }
    if (!isVitrineError(error, 'backend.cannot')) throw error
  }
  return { writable: true, conditionalWrites: false }
}
