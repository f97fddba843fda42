import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LongData } from './long-data.ts'

function pass(text: string, cuts: readonly number[]): string {
  const data = new LongData()
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length]
  return places.map((from, index) => data.push(text.slice(from, places[index + 1] ?? text.length))).join('') + data.end()
}

describe('XML on its way to its parser', () => {
  it('passes as it is, wherever the stream is cut, while its sections are short', () => {
    const piece = fc.constantFrom('<![CDATA[', ']]>', '<', '![', ']', ']]', 'text', '<a>', '&amp;')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.array(fc.nat(), { maxLength: 8 }), (pieces, cuts) => {
        expect(pass(pieces.join(''), cuts)).toBe(pieces.join(''))
      }),
    )
  })

  it('keeps the beginning of a section that is long, and all that stands around it', () => {
    const out = pass(`<a>${'x'.repeat(900_000)}<![CDATA[${'y'.repeat(900_000)}]]></a><![CDATA[z]]>`, [3, 950_000, 1_800_005])
    expect(out).toBe(`<a>${'x'.repeat(900_000)}<![CDATA[${'y'.repeat(512 * 1024)}]]></a><![CDATA[z]]>`)
  })
})
