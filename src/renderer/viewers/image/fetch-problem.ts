import { type VitrineError } from '../../../shared/errors.ts'
import { messageOf } from '../../../shared/message-of.ts'
import { parseFetchFailure } from '../fetch-error.ts'
import { readAnswerFailure } from '../fetch-failure.ts'

/** Why an address gives no bytes; undefined when it does, so that the fault lies in the bytes themselves. */
export async function fetchProblem(address: string): Promise<VitrineError | undefined> {
  try {
    const response = await fetch(address, { headers: { Range: 'bytes=0-0' } })
    // An empty content has no first byte to give.
    if (response.status === 416) return undefined
    if (!response.ok) return parseFetchFailure(await readAnswerFailure(response))
    await response.body?.cancel()
    return undefined
  } catch (error) {
    return parseFetchFailure({ kind: 'broken', reason: messageOf(error), receivedBytes: 0 })
  }
}
