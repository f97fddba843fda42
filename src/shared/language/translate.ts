// Words for people in the language of this process. English stands in the code and is its own key; another language is a catalogue of it.
import { type Language } from './first-language.ts'
import { type Catalogue, type Spoken, spokenFirst } from './spoken.ts'

/** Everything that is said in another language too; words that no catalogue has do not pass the type check. */
export type Words = keyof Catalogue

/** The nouns that can be counted: `{count} task` makes `task` one. */
export type Noun = Words extends infer W ? (W extends `{count} ${infer N}` ? N : never) : never

/** The names between braces. */
export type Blank<W extends string> = W extends `${string}{${infer B}}${infer Rest}` ? B | Blank<Rest> : never
// Words that no catalogue has leave W as wide as it goes: the complaint is to be about them, not about missing values.
type Filling<W extends Words> = [Words] extends [W] ? [] : [Blank<W>] extends [never] ? [] : [Readonly<Record<Blank<W>, string | number>>]

let spoken = spokenFirst

/** Speaks another language from now on; words said before stay as they are. */
export function speak(language: Language, catalogue?: Catalogue, reasons: readonly Words[] = []): void {
  spoken = { language, catalogue, reasons }
}

/** The language that `t` speaks now. */
export function spokenLanguage(): Language {
  return spoken.language
}

/** The language with its words and reasons, as they were last set. */
export function spokenNow(): Readonly<Spoken> {
  return spoken
}

/** The words in the spoken language, their `{blanks}` still open. */
export function templateOf(words: Words): string {
  return spoken.catalogue?.[words] ?? words
}

/** Says words with their `{blanks}` filled. */
export type Say = <W extends Words>(words: W, ...values: Filling<W>) => string

/** Says them in the language of a catalogue; without one, in English. */
export function sayerOf(catalogue: Catalogue | undefined): Say {
  return (words, ...[values]) => {
    const template = catalogue?.[words] ?? words
    return values === undefined ? template : fill(template, values)
  }
}

/** The words in the spoken language. */
export function t<W extends Words>(words: W, ...[values]: Filling<W>): string {
  const template = templateOf(words)
  return values === undefined ? template : fill(template, values)
}

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (blank, name: string) => String(values[name] ?? blank))
}

/** `1 task`, `2,000 tasks`; the count comes as it is to be written. */
export function tCount(count: number, written: string, one: Noun, many: string): string {
  const template = spoken.catalogue?.[`{count} ${one}` as Words]
  return template === undefined ? `${written} ${count === 1 ? one : many}` : fill(template, { count: written })
}

/** Several things after one another: `a, b, c`. */
export function listed(parts: readonly string[]): string {
  return parts.join(spoken.language === 'ja' ? '、' : ', ')
}
