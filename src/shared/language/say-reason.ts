// What the main process says of a failure, or of a page that it made, travels as English: for logs, files and the command line. It is said in
// the reader's language by the template it was made from; what a service or the system says stays as it came.
import { type Catalogue } from './spoken.ts'
import { spokenNow, type Words } from './translate.ts'

interface Template {
  words: Words
  pattern: RegExp
}

const blank = /\{(\w+)\}/g
const literalLength = (template: string) => template.replaceAll(blank, '').length

/** The most literal one first: it is the one that was meant. */
export function reasonTemplates(reasons: readonly Words[]): Template[] {
  return reasons
    .toSorted((a, b) => literalLength(b) - literalLength(a))
    .map((words) => {
      const parts = words.split(/\{\w+\}/).map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
      return { words, pattern: new RegExp(`^${parts.join('([^]+?)')}$`) }
    })
}

/** Says English again: a word or sentence of the catalogue as it has it, and what is filled by its template; what neither knows stays as it is. */
export function createSayer(reasons: readonly Words[], catalogue: Catalogue): (english: string) => string {
  const templates = reasonTemplates(reasons)
  const isWords = (english: string): english is Words => Object.hasOwn(catalogue, english)
  const say = (english: string): string => {
    if (isWords(english)) return catalogue[english]
    for (const { words, pattern } of templates) {
      const found = pattern.exec(english)
      if (found === null) continue
      const names = Array.from(words.matchAll(blank), ([, name = '']) => name)
      const values = new Map(names.map((name, index) => [name, say(found[index + 1] ?? '')]))
      return catalogue[words].replaceAll(blank, (whole, name: string) => values.get(name) ?? whole)
    }
    return english
  }
  return say
}

let sayer: ((english: string) => string) | undefined

/** Words that the main process chose for a failure, in the spoken language. */
export const sayFailureWords = ({ what, wayOut }: { what: string; wayOut: string }): string => `${sayReason(what)} ${sayReason(wayOut)}`

/** A reason in the spoken language. */
export function sayReason(reason: string): string {
  const { reasons, catalogue } = spokenNow()
  if (catalogue === undefined) return reason
  sayer ??= createSayer(reasons, catalogue)
  return sayer(reason)
}
