// What the page and the worker that finds the syntax of a text tell each other.
import { type Language } from '../syntax/languages.ts'

export interface ToSyntax {
  text: string
  language: Language
}

/** Consecutive stretches of the text, as `Tokens`, and where its lines begin. */
export interface FromSyntax {
  ends: Uint32Array<ArrayBuffer>
  classes: Uint8Array<ArrayBuffer>
  lineStarts: Uint32Array<ArrayBuffer>
}
