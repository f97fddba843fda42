import { t } from '../../shared/language/translate.ts'
import { VitrineError } from '../../shared/errors.ts'
import { normalizeFailure, parseErrorBody } from './failure.ts'

/** SHA-256 of the bytes behind an address, lower hex. @throws VitrineError; an AbortError when the signal stopped it. */
export async function readChecksum(address: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(address, { signal }).catch((error: unknown) => {
    throw normalizeFailure(error, signal)
  })
  if (!response.ok) throw parseErrorBody(await response.text(), response.status)
  const digest = await crypto.subtle.digest('SHA-256', await readBytes(response, signal))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function readBytes(response: Response, signal: AbortSignal): Promise<ArrayBuffer> {
  try {
    return await response.arrayBuffer()
  } catch (error) {
    if (signal.aborted) throw normalizeFailure(error, signal)
    // The host cuts the answer short when it meets bytes that do not match the record.
    throw new VitrineError('internal', { reason: t('the content ended before it was complete') }, { cause: error })
  }
}
