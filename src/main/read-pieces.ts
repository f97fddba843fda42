// A file on its way into a store, which lets each piece go when it is written.
import { createReadStream } from 'node:fs'
import { own } from './let-go.ts'

export const pieceBytes = 1024 * 1024

/** Opened when the first piece is asked for. */
export async function* readPieces(path: string): AsyncGenerator<Uint8Array> {
  for await (const piece of createReadStream(path, { highWaterMark: pieceBytes }) as AsyncIterable<Buffer>) yield own(piece)
}
