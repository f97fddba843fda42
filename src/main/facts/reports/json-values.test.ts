import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBeginning } from './json-values.ts'

describe('the beginning of JSON', () => {
  it('keeps the members that are complete', () => {
    expect(parseBeginning('{"a": 1, "b": {"c": [1, 2, {"d": "x')).toEqual({ a: 1, b: { c: [1, 2, {}] } })
    expect(parseBeginning('{"a": "quoted \\" } ]", "b": tr')).toEqual({ a: 'quoted " } ]' })
  })

  it('is JSON wherever it is cut', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.double({ min: 0, max: 1, noNaN: true }), (value, ratio) => {
        const text = JSON.stringify(value)
        const cut = text.slice(0, 1 + Math.floor(ratio * (text.length - 1)))
        expect(Object.keys(Object(parseBeginning(cut)))).toEqual(
          Object.keys(value).slice(0, Object.keys(Object(parseBeginning(cut))).length),
        )
        expect(parseBeginning(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  it('is refused when it is no JSON', () => {
    expect(() => parseBeginning('hello')).toThrow(SyntaxError)
    expect(() => parseBeginning('[INFO] build')).toThrow(SyntaxError)
  })
})
