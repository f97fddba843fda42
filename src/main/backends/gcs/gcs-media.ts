// Reading objects by `fetch`: the client's own streams come late with what breaks, and hold what nobody reads.
import { type Bucket as CloudBucket } from '@google-cloud/storage'
import { type GetOptions, type Opened } from '../bucket/bucket.ts'
import { gcsError } from './gcs-error.ts'

export interface MediaSource {
  bucket: CloudBucket
  rootUri: string
}

/** An answer with bytes. @throws what `gcsError` and `statusOf` read */
export async function openMedia(
  { bucket, rootUri }: MediaSource,
  name: string,
  options: Omit<GetOptions, 'ifMatch'> & { generation?: string },
): Promise<Opened> {
  const { start, end, generation, signal } = options
  const empty = async (): Promise<Opened> => {
    const [{ size = 0, generation = '' }] = await bucket.file(name).getMetadata()
    return { content: (async function* () {})(), stamp: String(generation), sizeBytes: Number(size), close: () => undefined }
  }
  if (end !== undefined && end <= start) return empty()
  const { storage } = bucket
  const query = new URLSearchParams({ alt: 'media', ...(generation === undefined ? {} : { generation }) })
  const url = `${storage.baseUrl}/b/${encodeURIComponent(bucket.name)}/o/${encodeURIComponent(name)}?${query.toString()}`
  // From the first byte wanted on, so that the answer also says how many there are in all.
  const range = `bytes=${start}-${end === undefined ? '' : end - 1}`
  const headers = new Headers(sendsCredentials(storage) ? await storage.authClient.getRequestHeaders(url) : {})
  headers.set('range', range)
  headers.set('accept-encoding', 'identity')
  const response = await fetch(url, { headers, ...(signal === undefined ? {} : { signal }) })
  const { body } = response
  if (!response.ok || body === null) {
    await body?.cancel()
    // The object is empty, or ends before.
    if (response.status === 416) return empty()
    throw Object.assign(new Error(response.statusText), { code: response.status })
  }
  return {
    content: (async function* () {
      try {
        yield* body
      } catch (error) {
        throw signal?.aborted === true ? error : gcsError(error, { rootUri, operation: 'read' })
      }
    })(),
    stamp: response.headers.get('x-goog-generation') ?? '',
    sizeBytes: Number(response.headers.get('content-range')?.split('/').at(-1) ?? response.headers.get('content-length')),
    // Being read to its end, or being read by somebody who stops, ends it too.
    close: () => void (body.locked || body.cancel().catch(() => undefined)),
  }
}

/** As the client itself decides. */
const sendsCredentials = ({ customEndpoint, useAuthWithCustomEndpoint }: CloudBucket['storage']) =>
  !customEndpoint || useAuthWithCustomEndpoint === true
