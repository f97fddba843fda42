// Reads a stream piece by piece into one piece of memory: each piece is valid until the next is asked for.

const pieceBytes = 1 << 18

/**
 * The pieces of a body. Left to the garbage, the pieces of a large stream would wait by the tens of megabytes for a collection, which an
 * idle worker has no need of.
 */
export async function* readPieces(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array> {
  const reader = openFilling(body)
  if (reader === undefined) {
    yield* body
    return
  }
  let memory = new ArrayBuffer(pieceBytes)
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(memory))
    if (value === undefined || done) return
    yield value
    memory = value.buffer
  }
}

/** Undefined where a browser's bodies do not fill memory that they are given. */
function openFilling(body: ReadableStream<Uint8Array<ArrayBuffer>>): ReadableStreamBYOBReader | undefined {
  try {
    return body.getReader({ mode: 'byob' })
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
