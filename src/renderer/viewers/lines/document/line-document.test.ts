import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TerminalScreen } from '../../terminal/terminal-screen.ts'
import { defaultStyle } from '../../terminal/text-style.ts'
import { LineDocument } from './line-document.ts'
import { Utf8Intake } from './utf8-intake.ts'

const encoder = new TextEncoder()

function open(content: string | Uint8Array, chunkBytes = Infinity): LineDocument {
  const bytes = typeof content === 'string' ? encoder.encode(content) : content
  const document = new LineDocument()
  const intake = new Utf8Intake()
  for (let at = 0; at < bytes.length; at += chunkBytes) document.append(intake.push(bytes.slice(at, at + chunkBytes)))
  document.append(intake.end())
  document.end()
  return document
}

const texts = (document: LineDocument, view: 'raw' | 'resolved' = 'resolved') =>
  document.readRows(view, 0, document.rowCount(view), Infinity).map(({ text }) => text)

/** All rows as a scan gets them. */
function scanned(document: LineDocument, view: 'raw' | 'resolved'): string[] {
  const rows: string[] = []
  for (let block = document.readBlock(view, 0); block !== undefined; block = document.readBlock(view, rows.length)) {
    const text = typeof block.content === 'string' ? block.content : new TextDecoder().decode(block.content)
    const lines = text.split('\n')
    expect(lines.length).toBe(block.rowCount)
    rows.push(...lines)
  }
  return rows
}

describe('lines', () => {
  it('end with a newline, and the last one may go without', () => {
    expect(texts(open('a\nb\n'))).toEqual(['a', 'b'])
    expect(texts(open('a\nb'))).toEqual(['a', 'b'])
    expect(texts(open('\n\n'))).toEqual(['', ''])
    expect(texts(open(''))).toEqual([])
    expect(texts(open('windows\r\nlines\r\n'))).toEqual(['windows', 'lines'])
  })

  it('are the same whatever pieces the stream comes in', () => {
    const line = fc.array(fc.constantFrom('a', 'é', '日', ' ', '\t', '\r', '\x1b[31m', '\x1b[0m', '\x1b[1A', '\x1b[2J', '\x1b', 'word'), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.integer({ min: 1, max: 17 }), (lines, chunkBytes) => {
        const content = lines.map((parts) => parts.join('')).join('\n')
        const whole = open(content)
        const pieces = open(content, chunkBytes)
        expect(texts(pieces, 'raw')).toEqual(
          content
            .replace(/\n$/, '')
            .split('\n')
            .slice(0, content === '' ? 0 : undefined)
            .map((text) => text.replace(/\r$/, '')),
        )
        expect(texts(pieces)).toEqual(texts(whole))
        expect(scanned(pieces, 'raw').map((text) => text.replace(/\r$/, ''))).toEqual(texts(pieces, 'raw'))
      }),
    )
  })

  it('cross segments of four million bytes unharmed', () => {
    const lines = Array.from({ length: 40_000 }, (_, index) => `${index} ${'x'.repeat(index % 300)}é`)
    const document = open(lines.join('\n'), 65_536)
    expect(document.byteLength).toBeGreaterThan(1 << 22)
    expect(texts(document)).toEqual(lines)
    expect(scanned(document, 'resolved')).toEqual(lines)
  })

  it('show bytes that are not UTF-8 as U+FFFD', () => {
    expect(texts(open(new Uint8Array([0x61, 0xff, 0x62, 0x0a, 0xc3])))).toEqual(['a\ufffdb', '\ufffd'])
  })

  it('in UTF-16 are read by their byte order mark', () => {
    const units = Array.from('hé\nx', (character) => character.charCodeAt(0))
    const bigEndian = Uint8Array.from([0xfe, 0xff, ...units.flatMap((unit) => [unit >> 8, unit & 255])])
    const littleEndian = Uint8Array.from([0xff, 0xfe, ...units.flatMap((unit) => [unit & 255, unit >> 8])])
    for (const bytes of [bigEndian, littleEndian]) expect(texts(open(bytes, 1))).toEqual(['hé', 'x'])
  })

  it('longer than the limit are cut, and say how long they are', () => {
    const [row] = open(`${'x'.repeat(20_000)}\n`).readRows('resolved', 0, 1, 10_000)
    expect(row).toMatchObject({ line: 0, cutFrom: 20_000 })
    expect(row?.text.length).toBe(10_000)
  })
})

describe('a stream that grows after its end', () => {
  const piece = fc.constantFrom('a', 'é', '\n', '\n', '\x1b[31m', '\x1b[1A', '\x1b[2K', '\x1b', '[2A', '\r', 'word')

  it('is as if it had come at once', () => {
    fc.assert(
      fc.property(fc.array(fc.array(piece, { maxLength: 25 }), { minLength: 1, maxLength: 5 }), (parts) => {
        const grown = new LineDocument()
        for (const part of parts) {
          grown.append(encoder.encode(part.join('')))
          grown.end()
        }
        const whole = open(parts.flat().join(''))
        for (const view of ['raw', 'resolved'] as const) {
          expect(texts(grown, view)).toEqual(texts(whole, view))
          expect(grown.lineCount).toBe(whole.lineCount)
          expect(scanned(grown, view)).toHaveLength(whole.rowCount(view))
        }
      }),
    )
  })

  it('leaves its firm rows as they are', () => {
    const more = fc.array(fc.constantFrom('a', '\n', 'word', '\r'), { maxLength: 20 })
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), more, (first, second) => {
        const document = open(first.join(''))
        const whole = open([...first, ...second].join(''))
        for (const view of ['raw', 'resolved'] as const) {
          const firm = texts(document, view).slice(0, document.firmRows(view))
          expect(texts(whole, view).slice(0, firm.length)).toEqual(firm)
        }
      }),
    )
  })

  it('hands rows that may change to a scan apart from the others', () => {
    const document = open('one\ntwo')
    expect(document.readBlock('raw', 0)).toMatchObject({ rowCount: 1, isOpen: false })
    expect(document.readBlock('raw', 1)).toMatchObject({ rowCount: 1, isOpen: true })
    document.append(encoder.encode(' and more\nthree'))
    document.end()
    expect(texts(document)).toEqual(['one', 'two and more', 'three'])
    expect(document.firmRows('resolved')).toBe(2)
  })
})

describe('colours', () => {
  it('are carried over any number of lines', () => {
    const document = open(`\x1b[31mred\n${'plain\n'.repeat(10_000)}\x1b[0mend\n`)
    expect(document.readRows('resolved', 9_000, 9_001, 100)[0]?.runs).toEqual([
      { start: 0, end: 5, foreground: 1, background: -1, flags: 0 },
    ])
    expect(document.readRows('resolved', 10_001, 10_002, 100)[0]?.runs).toEqual([])
  })

  it('are the same whether rows are read from the start or from the middle', () => {
    const code = fc.constantFrom('\x1b[31m', '\x1b[1m', '\x1b[0m', '\x1b[m', '\x1b[0;32m', '\x1b[48;5;9m', 'x', '\n')
    fc.assert(
      fc.property(fc.array(code, { maxLength: 60 }), (parts) => {
        const document = open(parts.join(''))
        const all = document.readRows('resolved', 0, document.rowCount('resolved'), 100)
        all.forEach((row, index) => expect(document.readRows('resolved', index, index + 1, 100)).toEqual([row]))
      }),
    )
  })
})

describe('rows', () => {
  const progress = 'start\n\n\x1b[1A\x1b[2K 10%\x1b[1B\r\n\x1b[2A\x1b[2K 100%\x1b[2B\rdone\nend\n'

  it('show what was seen in the end, each with the line that first wrote it', () => {
    const document = open(progress)
    expect(document.readRows('resolved', 0, 9, 100).map(({ text, line }) => [line, text])).toEqual([
      [0, 'start'],
      [2, ' 100%'],
      [2, ''],
      [3, 'done'],
      [4, 'end'],
    ])
    expect(texts(document, 'raw')[2]).toBe('\x1b[1A\x1b[2K 10%\x1b[1B')
  })

  it('find the row of a line, and of one that only wrote over others the row begun before it', () => {
    const document = open(`a\nb\nc\n${'\x1b[1A\x1b[2Ktick\n'.repeat(50)}${'z\n'.repeat(100)}`)
    expect(document.rowCount('resolved')).toBe(103)
    expect(document.rowOf('resolved', 1)).toBe(1)
    expect(document.rowOf('resolved', 20)).toBe(2)
    expect(document.rowOf('resolved', 53)).toBe(3)
    expect(document.rowOf('raw', 20)).toBe(20)
    expect(document.rowOf('resolved', 1e9)).toBe(102)
  })

  it('are those of one screen that plays everything', () => {
    const part = fc.constantFrom('a', 'bb', '\x1b[1A', '\x1b[2A', '\x1b[1B', '\x1b[2K', '\r', '\x1b[31m', '\x1b[0m', '\x1b[J', '\x1b[E')
    const quiet = fc.integer({ min: 1, max: 120 }).map((count) => Array.from({ length: count }, (_, index) => [`quiet ${index}`]))
    const busy = fc.array(fc.array(part, { maxLength: 5 }), { maxLength: 6 })
    fc.assert(
      fc.property(fc.array(fc.oneof(quiet, busy), { maxLength: 8 }), (blocks) => {
        const lines = blocks.flat().map((parts) => parts.join(''))
        const screen = new TerminalScreen(defaultStyle, () => [])
        lines.forEach((line, index) => screen.feed(line, index))
        const expected = Array.from({ length: screen.rowCount }, (_, row) => screen.rowAt(row)).map((row) => [
          row?.line,
          row?.text,
          row?.runs,
        ])
        const document = open(lines.map((line) => `${line}\n`).join(''), 50)
        expect(
          document.readRows('resolved', 0, document.rowCount('resolved'), Infinity).map((row) => [row.line, row.text, row.runs]),
        ).toEqual(expected)
        expect(scanned(document, 'resolved').length).toBe(expected.length)
      }),
      { numRuns: 300 },
    )
  })

  it('give the text between two points for copying', () => {
    const document = open('one\n\x1b[31mtwo\x1b[0m\nthree\n')
    expect(document.readText('resolved', { row: 0, column: 1 }, { row: 2, column: 2 })).toBe('ne\ntwo\nth')
    expect(document.readText('resolved', { row: 1, column: 1 }, { row: 1, column: 2 })).toBe('w')
  })
})

describe('a line of many megabytes', () => {
  it('is shown by its beginning, says about how long it is, and is copied whole', () => {
    const document = open(`${'x'.repeat(6_000_000)}\nnext\n`)
    const [row, next] = document.readRows('resolved', 0, 2, 10_000)
    expect(row?.cutFrom).toBe(6_000_000)
    expect(next?.text).toBe('next')
    expect(document.readRows('resolved', 0, 1, 7_000_000)[0]).toMatchObject({ cutFrom: undefined, line: 0 })
    expect(document.readText('resolved', { row: 0, column: 0 }, { row: 0, column: Infinity }).length).toBe(6_000_000)
  })
})
