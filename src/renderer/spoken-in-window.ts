// Stands for `shared/language/spoken.ts` in everything the window loads: the language has to be settled before any module that says something,
// as words in tables are said while they load, in one chunk or another. That is why a window changes its language by loading again.
import { asLanguage, firstLanguage, type Language } from '../shared/language/first-language.ts'
import { type Spoken } from '../shared/language/spoken.ts'

/** The language that was chosen, or the first of the system's that Vitrine speaks. */
export function languageOf(keptPreferences: string | null, system: readonly string[]): Language {
  return chosenLanguage(keptPreferences) ?? firstLanguage(system)
}

// Without the schema of preferences: it would make the first words wait for zod.
function chosenLanguage(kept: string | null): Language | undefined {
  try {
    const preferences: unknown = JSON.parse(kept ?? '{}')
    return typeof preferences === 'object' && preferences !== null && 'language' in preferences
      ? asLanguage(preferences.language)
      : undefined
  } catch {
    return undefined
  }
}

/** Workers have no preferences, and say nothing to people. */
const language = typeof localStorage === 'undefined' ? 'en' : languageOf(localStorage.getItem('vitrine.preferences'), navigator.languages)

/** Everything that says something imports this, and so waits until the catalogue is here. */
export const spokenFirst: Spoken = language === 'ja' ? await speakJapanese() : { language, catalogue: undefined, reasons: [] }

async function speakJapanese(): Promise<Spoken> {
  const { japanese, japaneseReasons } = await import('../shared/language/japanese.ts')
  return { language: 'ja', catalogue: japanese, reasons: japaneseReasons }
}
