// Buffers that go as soon as they are read. Left to the garbage collector, which minds the heap and not what lies beside it, hundreds of
// megabytes of them wait, and each new one costs more than an old one that is used again.
const owned = new WeakSet<ArrayBufferLike>()

/** Says that whoever is given the chunk is the only one to have its buffer. Who passes it on passes that on, too. */
export function own<Chunk extends Uint8Array>(chunk: Chunk): Chunk {
  owned.add(chunk.buffer)
  return chunk
}

/** For who keeps the chunk: nobody frees its buffer. */
export function keep<Chunk extends Uint8Array>(chunk: Chunk): Chunk {
  owned.delete(chunk.buffer)
  return chunk
}

/** Frees an owned buffer once its last bytes are read; of others it does nothing. For the last who reads it. */
export function letGo({ buffer, byteOffset, byteLength }: Uint8Array): void {
  // A decompressor fills one buffer for several chunks.
  if (byteOffset + byteLength === buffer.byteLength && owned.has(buffer) && buffer instanceof ArrayBuffer) buffer.transfer(0)
}
