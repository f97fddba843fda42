import { describe, expect, it } from 'vitest'
import { formatPythonJson, parsePythonJson } from './python-json.ts'

describe('JSON that Python wrote', () => {
  it('may hold numbers that are none: they are null, and what strings say stays', () => {
    expect(parsePythonJson('{"a": NaN, "b": [-Infinity, Infinity], "NaN": "NaN \\" Infinity"}')).toEqual({
      a: null,
      b: [null, null],
      NaN: 'NaN " Infinity',
    })
  })

  it.each(['{"a": NaN', '["a', '["\\', 'NaNa', ''])('that is none is refused: %j', (text) => {
    expect(() => parsePythonJson(text)).toThrow(SyntaxError)
  })

  it('is read in time that grows with its length alone, and however long its strings are', () => {
    // Growing with the square would take hours.
    expect(() => parsePythonJson(`"${'\\"'.repeat(1_000_000)}`)).toThrow(SyntaxError)
    expect(parsePythonJson(`["${'a'.repeat(20_000_000)}", NaN]`)).toHaveLength(2)
  })
})

it('JSON is written as Python does, in ASCII', () => {
  expect(formatPythonJson({ a: 'é\u{1F600}' })).toBe('{\n  "a": "\\u00e9\\ud83d\\ude00"\n}')
})
