import { expect, it } from 'vitest'
import { languageOf } from './choose-language.ts'

it.each([
  ['system', ['ja-JP', 'en'], 'ja'],
  ['system', ['en-GB', 'ja'], 'en'],
  ['system', ['de', 'fr-CH', 'ja'], 'ja'],
  ['system', ['de'], 'en'],
  ['system', [], 'en'],
  ['en', ['ja'], 'en'],
  ['ja', ['en'], 'ja'],
] as const)('%s with a system that speaks %j is %s', (chosen, system, language) => {
  expect(languageOf(chosen, system)).toBe(language)
})
