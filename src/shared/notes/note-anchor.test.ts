import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AnchorSearch, type Stretch } from './note-anchor.ts'
import { AnchorCapture } from './note-capture.ts'
import { type LineSpot, type NotePlace } from './note.ts'

const text: Stretch = { side: 'text', path: '', nth: 1 }

function capture(rows: readonly string[], spot: LineSpot, stretch: Stretch = text) {
  const capturing = new AnchorCapture(spot)
  const reader = capturing.open(stretch)
  for (const [index, row] of rows.entries()) reader?.row(index + 1, index + 1, row)
  reader?.end()
  return capturing.result()
}

function find(
  rows: readonly string[],
  spot: LineSpot,
  lines: NonNullable<ReturnType<typeof capture>>['lines'],
  stretches = [text],
): NotePlace {
  const search = new AnchorSearch([{ noteId: 'one', spot, anchor: { ...lines, checksum: '' } }])
  for (const stretch of stretches) {
    const reader = search.open(stretch)
    for (const [index, row] of rows.entries()) reader.row(index + 1, index + 1, row)
    reader.end()
  }
  return search.results().get('one') ?? { is: 'unplaced', reason: 'not-there' }
}

/** Writes a note on lines of one text, and looks for it in another. */
function carry(from: readonly string[], first: number, last: number, to: readonly string[]): NotePlace {
  const captured = capture(from, { on: 'range', artifact: 'log', first, last })
  if (captured === undefined) throw new Error('nothing to capture')
  return find(to, captured.spot, captured.lines)
}
const at = (first: number, last = first): NotePlace => ({ is: 'placed', spot: { on: 'range', artifact: 'log', first, last } })
const unplaced = (reason: string) => ({ is: 'unplaced', reason })

const code = ['function price(order) {', '  const total = sum(order.items)', '  return total * rate', '}', '', 'export default price']

describe('a note is carried by the content of its lines', () => {
  test('to where they moved', () => {
    expect(carry(code, 3, 3, ['// new', '// head', ...code])).toEqual(at(5))
    expect(carry(code, 2, 3, ['// new', ...code])).toEqual(at(3, 4))
  })
  test('when they were indented', () => {
    expect(carry(code, 3, 3, ['if (x) {', ...code.map((line) => `    ${line}`), '}'])).toEqual(at(4))
  })
  test('not to lines that differ', () => {
    expect(carry(code, 3, 3, code.with(2, '  return total * rate * 2'))).toEqual(unplaced('not-there'))
    expect(carry(code, 2, 3, code.toSpliced(2, 0, '  log(total)'))).toEqual(unplaced('not-there'))
  })
  test('among lines of the same text to the one with the same neighbours', () => {
    const twice = ['if (a) {', '  return null', '} else {', '  return undefined', '}', 'if (b) {', '  return null', '}']
    expect(carry(twice, 7, 7, ['start()', ...twice])).toEqual(at(8))
  })
  test('not at all where the neighbours do not tell which one it is, unless it did not move', () => {
    const block = ['begin transaction', 'write record', 'commit']
    const twice = [...block, ...block]
    expect(carry(twice, 2, 2, ['prologue', ...block, 'between', 'x', ...block, 'epilogue'])).toEqual(unplaced('ambiguous'))
    const many = [...block, ...block, ...block, ...block, ...block]
    expect(carry(many, 8, 8, many)).toEqual(at(8))
  })
  test('not by a brace alone', () => {
    expect(carry(code, 4, 4, ['class A {', '}'])).toEqual(unplaced('not-there'))
  })
  test('to the same file rather than to another, and to another only when neighbours agree', () => {
    const spot: LineSpot = { on: 'line', artifact: 'a.diff', path: 'src/a.ts', nth: 1, side: 'right', first: 3, last: 3 }
    const here: Stretch = { side: 'right', path: 'src/a.ts', nth: 1 }
    const there: Stretch = { side: 'right', path: 'src/renamed.ts', nth: 1 }
    const captured = capture(code, spot, here)
    if (captured === undefined) throw new Error('nothing to capture')
    expect(find(code, spot, captured.lines, [there, here])).toMatchObject({ spot: { path: 'src/a.ts' } })
    expect(find(code, spot, captured.lines, [there])).toMatchObject({ spot: { path: 'src/renamed.ts', first: 3 } })
    expect(find([code[2] ?? ''], spot, captured.lines, [there])).toEqual(unplaced('not-there'))
    expect(find(code, spot, captured.lines, [{ ...here, side: 'left' }])).toEqual(unplaced('not-there'))
  })
})

const row = fc.oneof(fc.constantFrom('', '}', '  return null', 'x = 1'), fc.string({ maxLength: 12 }))
const rowsWithSpot = fc
  .array(row, { minLength: 1, maxLength: 60 })
  .chain((rows) => fc.tuple(fc.constant(rows), fc.nat(rows.length - 1), fc.nat(50)))
  .map(([rows, first, more]) => ({ rows, first: first + 1, last: Math.min(rows.length, first + 1 + more) }))

describe('whatever the text', () => {
  test('in the same content every note is where it was', () => {
    fc.assert(
      fc.property(rowsWithSpot, ({ rows, first, last }) => {
        expect(carry(rows, first, last, rows)).toEqual(at(first, last))
      }),
    )
  })
  test('a note stands only on lines that read as its own do', () => {
    fc.assert(
      fc.property(rowsWithSpot, fc.array(row, { maxLength: 60 }), ({ rows, first, last }, others) => {
        const mixed = [...others.slice(0, 20), ...rows.slice(Math.max(0, first - 2), last + 1), ...others.slice(20)]
        const place = carry(rows, first, last, mixed)
        if (place.is !== 'placed' || place.spot.on !== 'range') return
        const found = mixed.slice(place.spot.first - 1, place.spot.last)
        expect(found.slice(0, 40).map((line) => line.trim())).toEqual(
          rows
            .slice(first - 1, last)
            .slice(0, 40)
            .map((line) => line.trim()),
        )
      }),
    )
  })
  test('lines that are told apart by their text move with it, whatever is put around them', () => {
    const own = fc.uniqueArray(fc.stringMatching(/^own [a-z]{8,20}$/), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(own, fc.nat(19), fc.array(row, { maxLength: 30 }), fc.array(row, { maxLength: 30 }), (rows, pick, above, below) => {
        const first = (pick % rows.length) + 1
        const strangers = (lines: readonly string[]) => lines.filter((line) => !rows.includes(line.trim()))
        const head = strangers(above)
        expect(carry(rows, first, first, [...head, ...rows, ...strangers(below)])).toEqual(at(head.length + first))
      }),
    )
  })
})
