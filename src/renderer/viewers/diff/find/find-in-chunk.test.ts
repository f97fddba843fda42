import { array, assert, property, stringMatching } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFindQuery } from '../../lines/find/find-query.ts'
import { fileDiff, scanned } from '../model/scanned-fixture.ts'
import { findInChunk } from './find-in-chunk.ts'
import { HitList } from './hit-list.ts'
import { matchText } from './match-text.ts'

function hits(diff: string, text: string, options: { isRegex?: boolean; isCaseSensitive?: boolean } = {}): [number, number][] {
  const query = parseFindQuery({ text, isRegex: false, isCaseSensitive: false, ...options })
  if (query.state === 'invalid') throw new Error(query.reason)
  const segment = scanned(diff).copySegment(0)
  if (segment === undefined) throw new Error('the diff has no segment')
  const { source, flags } = query.pattern
  const { rows, counts } = findInChunk({ ...segment, id: 1, source, flags, isPlain: options.isRegex !== true })
  return Array.from(rows, (row, index) => [row, counts[index] ?? 0])
}

const diff = fileDiff('a', '@@ -1,2 +1,3 @@ class Äpfel\n one One\n-+two\n+-two\n+äpfel\r\n')

describe('finding', () => {
  test('counts hits in each row, in any case unless asked', () => {
    expect(hits(diff, 'one')).toEqual([[1, 2]])
    expect(hits(diff, 'One', { isCaseSensitive: true })).toEqual([[1, 1]])
    expect(hits(diff, 'äpfel')).toEqual([
      [0, 1],
      [4, 1],
    ])
  })

  test('does not take signs and line ends for text', () => {
    expect(hits(diff, '+two')).toEqual([[2, 1]])
    expect(hits(diff, '-two')).toEqual([[3, 1]])
    expect(hits(diff, 'l$', { isRegex: true })).toEqual([
      [0, 1],
      [4, 1],
    ])
  })

  test('takes plain text as it is and patterns as patterns', () => {
    expect(hits(fileDiff('a', '@@ -1 +1 @@\n-a.b(c)\n+axb\n'), 'a.b(')).toEqual([[1, 1]])
    expect(hits(fileDiff('a', '@@ -1 +1 @@\n-a.b(c)\n+axb\n'), '^a.b', { isRegex: true })).toEqual([
      [1, 1],
      [2, 1],
    ])
  })

  test('finds what overlaps a sign, and nothing in the headers of files', () => {
    expect(hits(fileDiff('+++', '@@ -1 +1 @@\n-a\n++++b\n'), '++')).toEqual([[2, 1]])
    expect(hits(diff, 'index')).toEqual([])
    expect(hits(diff, 'diff --git')).toEqual([])
  })

  test('finds the same in many lines at once as line by line, whatever stands in them', () => {
    const word = stringMatching(/^[ab+\-é漢😀]{0,6}$/u)
    assert(
      property(array(word, { minLength: 1, maxLength: 20 }), stringMatching(/^[ab+\-é漢]{1,2}$/), (lines, text) => {
        const added = fileDiff('é', `@@ -0,0 +1,${lines.length} @@ ${text}\n${lines.map((line) => `+${line}\n`).join('')}`)
        const escaped = text.replaceAll('+', '\\+')
        expect(hits(added, text)).toEqual(hits(added, escaped, { isRegex: true }))
      }),
    )
  })

  test('ends with patterns that match nothing', () => {
    expect(matchText('abc', /x*/g)).toEqual([])
    expect(matchText('axxb', /x*/g)).toEqual([{ from: 1, to: 3 }])
  })
})

describe('hits', () => {
  const list = new HitList()
  list.add(Uint32Array.of(3, 8), Uint32Array.of(2, 1))
  list.add(Uint32Array.of(20), Uint32Array.of(4))

  test('are known one by one', () => {
    expect(list.total).toBe(7)
    expect([0, 1, 2, 3, 6, 7].map((index) => list.get(index))).toEqual([
      { row: 3, nth: 0 },
      { row: 3, nth: 1 },
      { row: 8, nth: 0 },
      { row: 20, nth: 0 },
      { row: 20, nth: 3 },
      undefined,
    ])
  })

  test('are found from where the reader is', () => {
    expect([0, 3, 4, 8, 9, 20, 21].map((row) => list.firstFrom(row))).toEqual([0, 0, 2, 2, 3, 3, undefined])
    expect(new HitList().firstFrom(0)).toBeUndefined()
  })
})
