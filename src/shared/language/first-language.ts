// Which of the languages that Vitrine speaks somebody is addressed in.
import { type Language } from './spoken.ts'

export const asLanguage = (text: unknown): Language | undefined => (text === 'ja' || text === 'en' ? text : undefined)

/** The first of somebody's languages that is spoken here, by tags like `ja-JP`; English for others. */
export function firstLanguage(tags: readonly string[]): Language {
  return tags.map((tag) => asLanguage(tag.toLowerCase().split('-')[0])).find((language) => language !== undefined) ?? 'en'
}
