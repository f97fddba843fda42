// The words of a page in the language of whoever asked for it; this process itself speaks English.
import { createSayer } from '../../../shared/language/say-reason.ts'
import { type Language } from '../../../shared/language/spoken.ts'
import { sayerOf, type Say } from '../../../shared/language/translate.ts'

export interface PageSpeech {
  language: Language
  say: Say
  /** What was said in English while the page was gathered. */
  sayAgain: (english: string) => string
}

export const englishPage: PageSpeech = { language: 'en', say: sayerOf(undefined), sayAgain: (english) => english }

export async function speakOnPage(language: Language): Promise<PageSpeech> {
  switch (language) {
    case 'en':
      return englishPage
    case 'ja': {
      const { japanese, japaneseReasons } = await import('../../../shared/language/japanese.ts')
      return { language, say: sayerOf(japanese), sayAgain: createSayer(japaneseReasons, japanese) }
    }
  }
}
