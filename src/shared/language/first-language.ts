// The languages that Vitrine speaks, and which of them somebody is addressed in.

export const languages = ['en', 'ja'] as const
export type Language = (typeof languages)[number]

export const asLanguage = (text: unknown): Language | undefined => languages.find((language) => language === text)

/** The first of somebody's languages that is spoken here, by tags like `ja-JP`; English for others. */
export function firstLanguage(tags: readonly string[]): Language {
  return tags.map((tag) => asLanguage(tag.toLowerCase().split('-')[0])).find((language) => language !== undefined) ?? 'en'
}
