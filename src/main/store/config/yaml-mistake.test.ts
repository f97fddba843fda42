import { afterEach, expect, test } from 'vitest'
import { type ErrorCode, parseDocument } from 'yaml'
import { japanese, japaneseReasons } from '../../../shared/language/japanese.ts'
import { sayReason } from '../../../shared/language/say-reason.ts'
import { speak } from '../../../shared/language/translate.ts'
import { describeMistake } from './yaml-mistake.ts'

afterEach(() => speak('en'))

const mistakes: readonly [text: string, reason: RegExp][] = [
  ['a: "x', /closing quote/],
  ["a: 'x", /closing quote/],
  ['a: [1', /closing bracket/],
  ['a: {b: 1', /closing bracket/],
  ['a: b: c', /second colon/],
  ['a\nb: c', /no colon/],
  ['a: &x &y 1', /two anchors/],
  ['a: !!a !!b 1', /two tags/],
  ['a: @x', /keeps for itself/],
  ['{a: 1, a: 2}', /twice/],
  ['&a *b', /alias/],
  [`${'x'.repeat(1100)}: 1`, /1,024/],
  ['- - a\n - b', /not indented as/],
  ['}', /does not belong/],
  ['\ta: 1', /tab/],
  ['---\na\n---\nb', /second document/],
  ['a: "\\q"', /backslash/],
  ['!<x a: 1', /tag/],
]

test.each(mistakes)('[S14] %j has words for its mistake', (text, reason) => {
  const [mistake] = parseDocument(text).errors
  expect(mistake).toBeDefined()
  expect(mistake && describeMistake(mistake)).toMatch(reason)
})

test('[S14] every mistake that YAML can hold has words in both languages', () => {
  speak('ja', japanese, japaneseReasons)
  const codes: Readonly<Record<ErrorCode, true>> = {
    ALIAS_PROPS: true,
    BAD_ALIAS: true,
    BAD_COLLECTION_TYPE: true,
    BAD_DIRECTIVE: true,
    BAD_DQ_ESCAPE: true,
    BAD_INDENT: true,
    BAD_PROP_ORDER: true,
    BAD_SCALAR_START: true,
    BLOCK_AS_IMPLICIT_KEY: true,
    BLOCK_IN_FLOW: true,
    DUPLICATE_KEY: true,
    IMPOSSIBLE: true,
    KEY_OVER_1024_CHARS: true,
    MISSING_CHAR: true,
    MULTILINE_IMPLICIT_KEY: true,
    MULTIPLE_ANCHORS: true,
    MULTIPLE_DOCS: true,
    MULTIPLE_TAGS: true,
    NON_STRING_KEY: true,
    RESOURCE_EXHAUSTION: true,
    TAB_AS_INDENT: true,
    TAG_RESOLVE_FAILED: true,
    UNEXPECTED_TOKEN: true,
  }
  for (const code of Object.keys(codes) as ErrorCode[])
    for (const message of ['', 'Missing closing "quote', 'Flow map must end and end with a }']) {
      const reason = describeMistake({ code, message })
      expect(sayReason(reason), code).toMatch(/[ぁ-んァ-ン]/)
    }
})
