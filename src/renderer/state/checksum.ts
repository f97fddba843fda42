// Whether the bytes that reach this window are the bytes that were stored.
import { useQuery } from '@tanstack/react-query'
import { type ArtifactRecord } from '../../shared/artifact.ts'
import { isVitrineError, toVitrineError, type VitrineError } from '../../shared/errors.ts'
import { readChecksum } from '../client/checksum.ts'
import { bytesAddress } from './artifacts.ts'

export type ChecksumState =
  | { state: 'unchecked' }
  | { state: 'checking' }
  | { state: 'verified' }
  | { state: 'corrupt' }
  | { state: 'failed'; error: VitrineError }

/** Small contents are checked as soon as they are opened, larger ones when asked; the digest needs them whole in memory. */
const eagerBytes = 4 * 1024 * 1024
export const checkableBytes = 512 * 1024 * 1024

export function useChecksum(record: ArtifactRecord): { checksum: ChecksumState; check: () => void } {
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['checksum', record.uri, record.checksum],
    queryFn: ({ signal }) => readChecksum(bytesAddress(record), signal),
    enabled: record.originalSize <= eagerBytes,
    gcTime: 0,
  })
  return { checksum: checksumState(record, { data, error, isFetching }), check: () => void refetch() }
}

interface Answer {
  data: string | undefined
  error: Error | null
  isFetching: boolean
}

function checksumState(record: ArtifactRecord, { data, error, isFetching }: Answer): ChecksumState {
  if (isFetching) return { state: 'checking' }
  if (error !== null)
    return isVitrineError(error, 'artifact.corrupt') ? { state: 'corrupt' } : { state: 'failed', error: toVitrineError(error) }
  if (data === undefined) return { state: 'unchecked' }
  return data === record.checksum ? { state: 'verified' } : { state: 'corrupt' }
}
