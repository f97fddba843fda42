import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { VisibleBytes } from './visible-bytes.ts'
import { visibleText } from './visible-text.ts'

const parts = ['\u001B[31m', '\u001B[0m', '\u001B[1;38;5;9m', '\r\n', '\n', '\t', 'a', 'word', '  10 %', '12345678']
const rarer = ['\r', '\u001B', '\u001B[', '\u001B[2K', '\u001B[0;m\r', '\b', '\u007F', '\u0085', 'é', '日本', '\0', '\u001B[3']
const lines = (from: readonly string[]) => fc.array(fc.constantFrom(...from), { maxLength: 40 }).map((some) => some.join(''))

describe('lines that are still bytes', () => {
  it('are seen as their text is, whatever was read before', () => {
    const blocks = fc.array(fc.oneof(lines(parts), lines([...parts, ...rarer])), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(blocks, (texts) => {
        const visible = new VisibleBytes()
        const bytes = texts.map((text) => new TextEncoder().encode(text))
        expect(bytes.map((block) => visible.read(block).text)).toEqual(bytes.map((block) => visibleText(new TextDecoder().decode(block))))
        expect(bytes.map((block) => new TextDecoder().decode(block))).toEqual(texts)
      }),
      { numRuns: 2000 },
    )
  })

  it('are plain when nothing but colours and returns was left out', () => {
    const isPlain = (text: string) => new VisibleBytes().read(new TextEncoder().encode(text)).isPlain
    expect(['one\r\n\u001B[1;31mtwo\u001B[m\n', 'one\rtwo\n', 'é\n', '\u001B[2Ktwo\n'].map(isPlain)).toEqual([true, false, false, false])
  })

  it('may be no UTF-8', () => {
    expect(new VisibleBytes().read(Uint8Array.of(0x61, 0x62, 0x63, 0xff, 0x0a)).text).toBe('abc\uFFFD\n')
  })
})
