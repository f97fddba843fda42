import { type Language, speak } from '../shared/language/translate.ts'
import { type Preferences, readPreferences } from './state/preferences.ts'

/** The language that is meant; the system's is the first of its languages that Vitrine speaks. */
export function languageOf(chosen: Preferences['language'], system: readonly string[]): Language {
  if (chosen !== 'system') return chosen
  const spoken = system.map((tag) => tag.split('-')[0]).find((tag) => tag === 'ja' || tag === 'en')
  return spoken === 'ja' ? 'ja' : 'en'
}

/**
 * Speaks the chosen language. It has to be known before any module that says something is loaded: words in tables are said while it is. That
 * is why a window changes its language by loading again.
 */
export async function chooseLanguage(page: HTMLElement): Promise<void> {
  const language = languageOf(readPreferences().language, navigator.languages)
  page.lang = language
  switch (language) {
    case 'en':
      return speak('en')
    case 'ja': {
      const { japanese } = await import('../shared/language/japanese.ts')
      return speak('ja', japanese)
    }
  }
}
