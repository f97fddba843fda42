import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markExcerpt } from './excerpt-marks.ts'

const marks = (excerpt: string, ...texts: string[]) =>
  markExcerpt(excerpt, texts)
    .map(({ text, isMarked }) => (isMarked ? `[${text}]` : text))
    .join('')

describe('the marks of an excerpt', () => {
  it('stand where any of the texts does, whatever its case and accents', () => {
    expect(marks('connect ECONNREFUSED 127.0.0.1', 'econnrefused', '127')).toBe('connect [ECONNREFUSED] [127].0.0.1')
    expect(marks('Ein Größenfehler', 'großenfehler')).toBe('Ein [Größenfehler]')
    expect(marks('e\u0301clair', 'ecl')).toBe('[e\u0301cl]air')
    expect(marks('nothing', 'else')).toBe('nothing')
    expect(marks('abab', 'aba', 'bab')).toBe('[abab]')
  })

  it('take nothing away', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.array(fc.string({ unit: 'binary' })), (excerpt, texts) => {
        expect(
          markExcerpt(excerpt, texts)
            .map(({ text }) => text)
            .join(''),
        ).toBe(excerpt)
      }),
    )
  })
})
