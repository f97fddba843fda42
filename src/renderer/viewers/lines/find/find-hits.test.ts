import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findHits } from './find-hits.ts'
import { type FindQuery, parseFindQuery } from './find-query.ts'

const query = (text: string, options: Partial<FindQuery> = {}): FindQuery => ({ text, isRegex: false, isCaseSensitive: false, ...options })

function pattern(wanted: FindQuery): RegExp {
  const parsed = parseFindQuery(wanted)
  if (parsed.state === 'invalid') throw new Error(parsed.reason)
  return parsed.pattern
}

/** The rule that findHits must keep, without its shortcuts: each row on its own. */
function rowByRow(text: string, wanted: RegExp): string[] {
  return text.split('\n').flatMap((row, index) =>
    Array.from(row.matchAll(wanted))
      .filter(([hit]) => hit !== '')
      .map((match) => `${index}:${match.index}+${match[0].length}`),
  )
}

function hits(text: string, wanted: RegExp): string[] {
  const { rows, columns, lengths } = findHits(text, 0, wanted)
  return rows.map((row, at) => `${row}:${columns[at]}+${lengths[at]}`)
}

describe('finding', () => {
  it('tells row, column and length of every hit', () => {
    expect(findHits('an error\nno\nERROR error', 10, pattern(query('error')))).toEqual({
      rows: [10, 12, 12],
      columns: [3, 0, 6],
      lengths: [5, 5, 5],
    })
  })

  it('heeds case when asked to', () => {
    expect(hits('Error error', pattern(query('error', { isCaseSensitive: true })))).toEqual(['0:6+5'])
  })

  it('takes signs of regular expressions as themselves in plain text', () => {
    expect(hits('a.b(c)\naxb(c)', pattern(query('a.b(c)')))).toEqual(['0:0+6'])
  })

  it('knows the start and end of a line', () => {
    expect(hits('ab\nba\nab', pattern(query('^a|b$', { isRegex: true })))).toEqual(['0:0+1', '0:1+1', '2:0+1', '2:1+1'])
  })

  it('never finds over the end of a line', () => {
    expect(hits('foo\nbar foo bar', pattern(query('foo\\s+bar', { isRegex: true })))).toEqual(['1:4+7'])
    expect(hits('a\nb', pattern(query('[^x]+', { isRegex: true })))).toEqual(['0:0+1', '1:0+1'])
  })

  it('finds the same as a search of each row alone', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'é', '😀'), maxLength: 200 })
    const source = fc.constantFrom('a', 'b+', '^a', 'a$', '\\s+', '[^a]+', '[^]*', 'a\\s*b', '(a|b)*', '$', '.*', 'b?', '[^b]b', '\\p{L}')
    fc.assert(
      fc.property(text, source, (content, regex) => {
        const wanted = pattern(query(regex, { isRegex: true }))
        expect(hits(content, wanted)).toEqual(rowByRow(content, wanted))
      }),
      { numRuns: 2000 },
    )
  })

  it('does not read the block again for every match that would run to its end', () => {
    const text = 'word word\n'.repeat(50_000)
    expect(hits(text, pattern(query('[^x]+', { isRegex: true }))).length).toBe(50_000)
  })

  it('says what is wrong with a bad pattern', () => {
    expect(parseFindQuery(query('(', { isRegex: true }))).toEqual({ state: 'invalid', reason: 'Unterminated group' })
    expect(parseFindQuery(query('[z-a]', { isRegex: true }))).toMatchObject({
      state: 'invalid',
      reason: 'Range out of order in character class',
    })
  })
})
