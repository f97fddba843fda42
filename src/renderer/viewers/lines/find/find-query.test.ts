import { afterEach, expect, test } from 'vitest'
import { japanese, japaneseReasons } from '../../../../shared/language/japanese.ts'
import { sayReason } from '../../../../shared/language/say-reason.ts'
import { speak } from '../../../../shared/language/translate.ts'
import { parseFindQuery } from './find-query.ts'

afterEach(() => speak('en'))

const wrong = ['(', ')', '[', '*', '(?x)', 'a{2,1}', '[b-a]', '\\', '(?<1>a)', '(?<a>)(?<a>)', '\\p{No}{']

test.each(wrong)('%s is no regular expression, and why is said in the language of its reader', (text) => {
  speak('ja', japanese, japaneseReasons)
  const parsed = parseFindQuery({ text, isRegex: true, isCaseSensitive: false })
  expect(parsed.state === 'invalid' && sayReason(parsed.reason)).toMatch(/[ぁ-ん]/)
})
