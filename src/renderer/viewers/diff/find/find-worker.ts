// Counts a pattern in lines of the diff. A worker of its own, so that a pattern that never ends can be stopped.
import { findInChunk } from './find-in-chunk.ts'
import { type FindChunk } from './find-messages.ts'

globalThis.addEventListener('message', ({ data }: MessageEvent<FindChunk>) => {
  const found = findInChunk(data)
  globalThis.postMessage(found, { transfer: [found.rows.buffer, found.counts.buffer] })
})
