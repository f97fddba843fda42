import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOutJson } from './json-layout.ts'

function laidOut(text: string): string {
  const layout = layOutJson(text)
  return layout.state === 'laid-out' ? layout.text : `not JSON: ${layout.reason}`
}

describe('laying out JSON', () => {
  it('gives what JSON.stringify with an indent gives, for any value and any spacing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, '\t', 7), (value, space) => {
        expect(laidOut(JSON.stringify(value, undefined, space))).toBe(`${JSON.stringify(value, undefined, 2)}\n`)
      }),
    )
  })

  it('keeps numbers and repeated names as they are written', () => {
    expect(laidOut('{"id":12345678901234567890,"x":1.0,"x":1e3}')).toBe('{\n  "id": 12345678901234567890,\n  "x": 1.0,\n  "x": 1e3\n}\n')
    expect(laidOut('"a\\\\\\"b{"')).toBe('"a\\\\\\"b{"\n')
  })

  it('lays out JSON Lines one value after the other', () => {
    expect(laidOut('{"a":1}\n\n[2]\n')).toBe('{\n  "a": 1\n}\n[\n  2\n]\n')
  })

  it('says why when it is not JSON', () => {
    expect(layOutJson('{"a":1,}')).toMatchObject({ state: 'not-json' })
    expect(layOutJson('')).toMatchObject({ state: 'not-json' })
  })
})
