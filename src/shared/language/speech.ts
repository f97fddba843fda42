// Words in a language other than the one this process speaks, for what another reads: an exported page, the desktop's menus, a refusal.
import { type Language } from './first-language.ts'
import { createSayer } from './say-reason.ts'
import { sayerOf, type Say } from './translate.ts'

export interface Speech {
  language: Language
  say: Say
  /** What was said in English before; names, and what a service or the system said, stay as they are. */
  sayAgain: (english: string) => string
}

export const englishSpeech: Speech = { language: 'en', say: sayerOf(undefined), sayAgain: (english) => english }

/** Another language than English is loaded when it is first asked for. */
export async function speechOf(language: Language): Promise<Speech> {
  switch (language) {
    case 'en':
      return englishSpeech
    case 'ja': {
      const { japanese, japaneseReasons } = await import('./japanese.ts')
      return { language, say: sayerOf(japanese), sayAgain: createSayer(japaneseReasons, japanese) }
    }
  }
}
