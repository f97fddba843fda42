// Bytes as git would have written them: unzipped when they are a gzip file, UTF-8 when a shell wrote UTF-16.
import { type TextEncoding, textEncoding } from '../../../../shared/patch/patch-text.ts'

export interface PlainBytes {
  stream: ReadableStream<Uint8Array<ArrayBuffer>>
  wasGzip: boolean
  encoding: TextEncoding
}

type Chunk = Uint8Array<ArrayBuffer>

/** The stream again, and its first two bytes (or fewer). */
async function peek(stream: ReadableStream<Chunk>): Promise<{ head: Chunk; stream: ReadableStream<Chunk> }> {
  const reader = stream.getReader()
  const chunks: Chunk[] = []
  let length = 0
  while (length < 2) {
    const { value, done } = await reader.read()
    if (done) break
    chunks.push(value)
    length += value.length
  }
  const head = new Uint8Array(chunks.flatMap((chunk) => [...chunk.subarray(0, 2)]).slice(0, 2))
  return {
    head,
    stream: new ReadableStream({
      async pull(controller) {
        const first = chunks.shift()
        if (first !== undefined) return controller.enqueue(first)
        const { value, done } = await reader.read()
        return done ? controller.close() : controller.enqueue(value)
      },
      cancel: (reason) => reader.cancel(reason),
    }),
  }
}

const isGzip = (head: Uint8Array) => head[0] === 0x1f && head[1] === 0x8b

/** Whether bytes that start like this need nothing done to them. */
export const isPlain = (head: Uint8Array) => !isGzip(head) && textEncoding(head) === 'utf-8'

export async function plainBytes(source: ReadableStream<Chunk>): Promise<PlainBytes> {
  const raw = await peek(source)
  const wasGzip = isGzip(raw.head)
  const { head, stream } = wasGzip ? await peek(raw.stream.pipeThrough(new DecompressionStream('gzip'))) : raw
  const encoding = textEncoding(head)
  if (encoding === 'utf-8') return { stream, wasGzip, encoding }
  const decoded = stream.pipeThrough(new TextDecoderStream(encoding)).pipeThrough(new TextEncoderStream())
  return { stream: decoded, wasGzip, encoding }
}
