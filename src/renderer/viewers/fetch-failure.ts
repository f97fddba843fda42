// What came instead of the bytes of an artifact. Plain data, so that a worker can post it.

export type FetchFailure =
  /** An answer that is not 2xx; its body should be an `ErrorJson`. */
  | { kind: 'answer'; status: number; body: string }
  /** No answer, or the connection ended within the body. */
  | { kind: 'broken'; reason: string; receivedBytes: number }

export async function readAnswerFailure(response: Response): Promise<FetchFailure> {
  const body = await response.text().catch(() => '')
  return { kind: 'answer', status: response.status, body: body.slice(0, 10_000) }
}
