// Uploads go by XHR, because fetch does not tell how much it has sent.
import { type Artifact, artifactSchema } from '../../shared/artifact-list.ts'
import { uploadAddress, type UploadTarget } from '../../shared/address.ts'
import { toVitrineError, VitrineError } from '../../shared/errors.ts'
import { parseErrorBody } from './failure.ts'

export interface UploadOptions {
  signal: AbortSignal
  onSent: (sentBytes: number) => void
}

interface Answer {
  status: number
  body: string
}

function post(address: string, bytes: Blob, { signal, onSent }: UploadOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    let sentBytes = 0
    const stop = () => request.abort()
    request.upload.addEventListener('progress', (event) => {
      sentBytes = event.loaded
      onSent(sentBytes)
    })
    request.addEventListener('abort', () => reject(new VitrineError('upload.aborted', { receivedBytes: sentBytes })))
    request.addEventListener('error', () => reject(parseErrorBody('', 0)))
    request.addEventListener('load', () => resolve({ status: request.status, body: request.responseText }))
    request.addEventListener('loadend', () => signal.removeEventListener('abort', stop))
    signal.addEventListener('abort', stop)
    request.open('POST', address)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.send(bytes)
  })
}

/** Posts one artifact's bytes. @throws VitrineError; `upload.aborted` when the signal stopped it. */
export async function uploadArtifact(target: UploadTarget, bytes: Blob, options: UploadOptions): Promise<Artifact> {
  if (options.signal.aborted) throw new VitrineError('upload.aborted', { receivedBytes: 0 })
  const { status, body } = await post(uploadAddress(target), bytes, options)
  if (status >= 300) throw parseErrorBody(body, status)
  try {
    return artifactSchema.parse(JSON.parse(body))
  } catch (error) {
    throw toVitrineError(error)
  }
}
