// The beginning of a content, without losing it.
import { TextDecoder } from 'node:util'

/** Reads at least `bytes` (or all there is); `all` gives the whole content from its beginning. */
export async function peek(
  content: AsyncIterable<Uint8Array>,
  bytes: number,
): Promise<{ head: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const iterator = content[Symbol.asyncIterator]()
  const chunks: Uint8Array[] = []
  let length = 0
  while (length < bytes) {
    const { done, value } = await iterator.next()
    if (done === true) break
    chunks.push(value)
    length += value.length
  }
  async function* all() {
    try {
      yield* chunks.splice(0)
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value
    } finally {
      await iterator.return?.()
    }
  }
  return { head: Buffer.concat(chunks).subarray(0, bytes), all: all() }
}

/** By its byte order mark, else UTF-16 where every second byte is zero, else UTF-8. */
export function encodingOf(head: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-8' {
  const [first, second, third, fourth] = head
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0 && fourth === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && third === 0)) return 'utf-16be'
  return 'utf-8'
}

export const decodeHead = (head: Uint8Array): string => new TextDecoder(encodingOf(head)).decode(head)

/** UTF-8 that was cut anywhere, without its last character where that takes more than a byte: it may be a part of one. */
export function withoutLastCharacter(head: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(4, head.length); back++) {
    const byte = head[head.length - back] ?? 0
    if (byte < 0x80) return head
    if (byte >= 0xc0) return head.subarray(0, head.length - back)
  }
  return head
}
