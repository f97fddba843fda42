// What is spoken from the start. The window has another module in the place of this one: see renderer/spoken-in-window.ts.
import { type Language } from './first-language.ts'
import { type japanese } from './japanese.ts'

export type Catalogue = Readonly<Record<keyof typeof japanese, string>>

/** English needs no catalogue: it stands in the code. */
export interface Spoken {
  language: Language
  catalogue: Catalogue | undefined
  /** Which words of the catalogue are reasons; they arrive filled. */
  reasons: readonly (keyof Catalogue)[]
}

export const spokenFirst: Spoken = { language: 'en', catalogue: undefined, reasons: [] }
