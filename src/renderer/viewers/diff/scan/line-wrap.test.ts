import { array, assert, constantFrom, integer, oneof, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { measureBytes } from './cell-width.ts'
import { countWrapped, wrapText } from './line-wrap.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

function pieces(text: string, cells: number): string[] {
  const starts = wrapText(text, cells)
  return starts.map((start, index) => text.slice(start, starts[index + 1]))
}

test('a line breaks after a blank near its end', () => {
  expect(pieces('one two three fours', 10)).toEqual(['one two ', 'three ', 'fours'])
})

test('a line breaks where it is full when no blank is near its end', () => {
  expect(pieces('a bcdefghijklmnop', 8)).toEqual(['a bcdefg', 'hijklmno', 'p'])
})

test('wide characters take two cells and tabs go on to the next multiple of four', () => {
  expect(pieces('漢字漢字漢', 4)).toEqual(['漢字', '漢字', '漢'])
  expect(pieces('\tab\tcd', 8)).toEqual(['\tab\t', 'cd'])
})

test('the layout counts as many screen lines as are painted, whatever the text', () => {
  const character = oneof(
    constantFrom('a', 'b', ' ', ',', '/', '\t', ')', '漢', 'é', '😀', '\u200b', '한'),
    string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  )
  const line = array(character, { maxLength: 300 }).map((characters) => characters.join('').replaceAll(/[\n\r]/g, ''))
  assert(
    property(line, integer({ min: 4, max: 60 }), (text, cells) => {
      const bytes = bytesOf(text)
      const painted = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
      expect(wrapText(painted, cells)).toHaveLength(countWrapped(bytes, 0, bytes.length, cells))
      expect(pieces(painted, cells).join('')).toBe(painted)
      for (const piece of pieces(painted, cells)) expect(measureBytes(bytesOf(piece), 0).cells).toBeLessThanOrEqual(Math.max(cells, 4))
    }),
  )
})
