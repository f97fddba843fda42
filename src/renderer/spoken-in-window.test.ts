import { expect, it } from 'vitest'
import { languageOf } from './spoken-in-window.ts'

it.each([
  [null, ['ja-JP', 'en'], 'ja'],
  [null, ['en-GB', 'ja'], 'en'],
  ['{"language":"system"}', ['de', 'fr-CH', 'ja'], 'ja'],
  ['{}', ['de'], 'en'],
  ['not json', [], 'en'],
  ['{"language":"en"}', ['ja'], 'en'],
  ['{"language":"ja","theme":"dark"}', ['en'], 'ja'],
] as const)('preferences %s on a system that speaks %j mean %s', (kept, system, language) => {
  expect(languageOf(kept, system)).toBe(language)
})
