import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TextLines } from './text-lines.ts'

function split(bytes: Uint8Array, cuts: number[] = []) {
  const found: string[] = []
  const lines = new TextLines((line) => void found.push(line))
  let from = 0
  for (const cut of [...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((one, other) => one - other), bytes.length]) {
    lines.push(bytes.subarray(from, cut))
    from = cut
  }
  lines.end()
  return { found, lines }
}

describe('text lines', () => {
  it('are the same however the bytes are cut into chunks', () => {
    const text = fc
      .array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\n', '\r\n', '\u{1F600}', '\uFEFF')))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, fc.array(fc.nat()), (text, cuts) => {
        const expected = text.replace(/^\uFEFF/, '').split('\n')
        if (expected.at(-1) === '') expected.pop()
        const { found, lines } = split(Buffer.from(text), cuts)
        expect(found).toEqual(expected.map((line) => Buffer.from(line).toString()))
        expect(lines.lines).toBe(expected.length)
      }),
    )
  })

  it.each(['utf-16le', 'utf-16be'])('are read from %s with a byte order mark', (encoding) => {
    const bytes = Buffer.from('\uFEFFeins\r\nzwei \u{1F600}\ndrei', 'utf16le')
    if (encoding === 'utf-16be') bytes.swap16()
    const { found, lines } = split(bytes, [1, 3, 8, 24])
    expect(found).toEqual(['eins\r', 'zwei \u{1F600}', 'drei'])
    expect(lines.invalidUtf8).toBe(false)
  })

  it('say when bytes are no UTF-8, and do not take a real U+FFFD for one', () => {
    expect(split(Buffer.from('a\xff\n', 'latin1')).lines.invalidUtf8).toBe(true)
    expect(split(Buffer.from('a\uFFFD\n')).lines.invalidUtf8).toBe(false)
  })

  it('that are cut are counted, and are still UTF-8 where the cut falls into a character', () => {
    const { found, lines } = split(Buffer.from(`${'€'.repeat(1_000_000)}\nnext`), [1_048_576, 2_097_152])
    expect(found.map((line) => /^€{100000,}$/.test(line))).toEqual([true, false])
    expect(lines).toMatchObject({ lines: 2, cutLines: 1, invalidUtf8: false })
    expect(split(Buffer.from('short\n')).lines.cutLines).toBe(0)
  })

  it('of any length are cut instead of kept', () => {
    const found: number[] = []
    const lines = new TextLines((line) => void found.push(line.length))
    const chunk = Buffer.alloc(1024 * 1024, 'x')
    for (let count = 0; count < 64; count++) lines.push(chunk)
    const heldBytes = process.memoryUsage().arrayBuffers
    lines.push(Buffer.from('\nnext'))
    lines.end()
    expect(found).toEqual([expect.toSatisfy((length: number) => length < 2 * 1024 * 1024), 4])
    expect(heldBytes).toBeLessThan(64 * 1024 * 1024)
  })
})
