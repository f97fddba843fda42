import { describe, expect, it } from 'vitest'
import { readPieces } from './byte-stream.ts'

const parts = Array.from({ length: 40 }, (_, index) => new Uint8Array(50_000).fill(index))

async function collect(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const bytes: number[] = []
  const memories = new Set<number>()
  for await (const piece of readPieces(body)) {
    for (let at = 0; at < piece.length; at += 50_000) bytes.push(piece[at] ?? -1)
    memories.add(piece.buffer.byteLength)
  }
  return { length: bytes.length, memories }
}

describe('the pieces of a stream', () => {
  it('are read into the same memory where the stream fills what it is given', async () => {
    const left = parts.map((part) => part.slice())
    const given = new Set<number>()
    const body = new ReadableStream({
      type: 'bytes',
      pull: (controller) => {
        const next = left.shift()
        if (controller.byobRequest?.view !== null && controller.byobRequest !== null) given.add(controller.byobRequest.view.byteLength)
        if (next !== undefined) controller.enqueue(next)
        else {
          controller.close()
          controller.byobRequest?.respond(0)
        }
      },
    })
    expect((await collect(body)).length).toBe(40)
    expect([...given]).toEqual([1 << 18])
  })

  it('come as they are where it does not', async () => {
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => {
        for (const part of parts) controller.enqueue(part)
        controller.close()
      },
    })
    const { length, memories } = await collect(body)
    expect([length, ...memories]).toEqual([40, 50_000])
  })
})
