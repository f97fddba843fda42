import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HiddenRows } from '../folds/hidden-rows.ts'
import { WrappedLayout, wrapText } from './row-wrap.ts'

describe('wrapping', () => {
  it('breaks after as many cells as fit', () => {
    expect(wrapText('abcdef', 3)).toEqual([0, 3])
    expect(wrapText('abcdefg', 3)).toEqual([0, 3, 6])
    expect(wrapText('', 3)).toEqual([0])
    expect(wrapText('日本語', 5)).toEqual([0, 2])
    expect(wrapText('😀😀😀', 4)).toEqual([0, 4])
    expect(wrapText('a\tb', 8)).toEqual([0, 2])
  })

  it('puts a character that is wider than the screen on a line of its own', () => {
    expect(wrapText('日本', 1)).toEqual([0, 1])
  })
})

describe('a wrapped layout', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 300 })

  it('finds the row of every line of the screen, before and after corrections', () => {
    const corrections = fc.array(fc.tuple(fc.nat(299), fc.integer({ min: 1, max: 20 })), { maxLength: 50 })
    fc.assert(
      fc.property(counts, counts, corrections, (first, second, changes) => {
        const layout = new WrappedLayout(100)
        layout.append(Uint32Array.from(first))
        layout.append(Uint32Array.from(second))
        const parts = [...first, ...second].map((bytes) => Math.max(1, Math.ceil(bytes / 100)))
        for (const [row, count] of changes) {
          layout.correct(row, count)
          if (row < parts.length) parts[row] = count
        }
        const lines = parts.flatMap((count, row) => Array.from({ length: count }, (_, part) => ({ row, part })))
        expect(layout.lineCount).toBe(lines.length)
        expect(lines.map((_, line) => layout.find(line))).toEqual(lines)
        expect(parts.map((_, row) => layout.start(row))).toEqual(parts.map((_, row) => lines.findIndex((line) => line.row === row)))
      }),
    )
  })

  it('gives folded rows no line, whatever is corrected', () => {
    const hidden = new HiddenRows()
    hidden.push(1, 3)
    hidden.push(5, 6)
    const layout = new WrappedLayout(10, hidden)
    layout.append(Uint32Array.from([5, 50, 50, 15, 5]))
    layout.append(Uint32Array.from([99, 25]))
    layout.correct(1, 9)
    const rows = Array.from({ length: layout.lineCount }, (_, line) => layout.find(line).row)
    expect(rows).toEqual([0, 3, 3, 4, 6, 6, 6])
    expect([0, 3, 4, 6].map((row) => layout.start(row))).toEqual([0, 1, 3, 4])
  })

  it('of a million rows is corrected anywhere', () => {
    const layout = new WrappedLayout(100)
    layout.append(new Uint32Array(1_000_000).fill(150))
    for (let row = 0; row < 10_000; row++) layout.correct(row * 100, 1)
    expect(layout.lineCount).toBe(1_990_000)
  })
})
