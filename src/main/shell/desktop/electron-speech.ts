// What the app says outside of its pages – menus, dialogs, notifications – in the language of its window, and in the system's before there is one.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, ipcMain } from 'electron'
import { asLanguage, firstLanguage, type Language } from '../../../shared/language/first-language.ts'
import { englishSpeech, type Speech, speechOf } from '../../../shared/language/speech.ts'
import { languageChannel } from '../../../shared/shell.ts'
import { isOurPage } from './port-hand-off.ts'

export interface AppSpeech {
  /** Of this moment; English until the app is ready. */
  now(): Speech
  /** Once the app is ready: the language the window had last, else the system's. `onChange` is called when a window speaks another. */
  start(onChange: () => void): Promise<void>
}

export function createAppSpeech(): AppSpeech {
  let speech = englishSpeech
  const change = async (language: Language, onChange: () => void) => {
    speech = await speechOf(language)
    onChange()
  }
  return {
    now: () => speech,
    async start(onChange) {
      const path = join(app.getPath('userData'), 'language')
      speech = await speechOf(readKept(path) ?? firstLanguage(app.getPreferredSystemLanguages()))
      ipcMain.on(languageChannel, (event, said: unknown) => {
        const language = asLanguage(said)
        if (!isOurPage(event) || language === undefined || language === speech.language) return
        keep(path, language)
        void change(language, onChange)
      })
    },
  }
}

function readKept(path: string) {
  try {
    return asLanguage(readFileSync(path, 'utf8').trim())
  } catch {
    // There was no window yet, or none that spoke another language than the system.
    return undefined
  }
}

/** A convenience: where it cannot be written, the next start speaks the system's language until its window is there. */
function keep(path: string, language: Language): void {
  try {
    writeFileSync(path, `${language}\n`)
  } catch {
    return
  }
}
