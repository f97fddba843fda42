import { keep } from './let-go.ts'

/** The bytes of a stream in one piece; a stream of one chunk is that chunk, not a copy of it. */
export async function readWhole(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  return chunks.length === 1 && chunks[0] !== undefined ? keep(chunks[0]) : Buffer.concat(chunks)
}
