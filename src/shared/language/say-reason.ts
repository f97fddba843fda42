// Reasons inside errors travel as English, for logs and the command line. Those that Vitrine itself gives are said in the reader's language by
// the template they were made from; what a service or the system says stays as it came.
import { spokenReasons, templateOf, type Words } from './translate.ts'

interface Template {
  words: Words
  pattern: RegExp
}

const literalLength = (template: string) => template.replaceAll(/\{\w+\}/g, '').length

/** The most literal one first: it is the one that was meant. */
export function reasonTemplates(reasons: readonly Words[]): Template[] {
  return reasons
    .toSorted((a, b) => literalLength(b) - literalLength(a))
    .map((words) => {
      const parts = words.split(/\{\w+\}/).map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
      return { words, pattern: new RegExp(`^${parts.join('([^]+?)')}$`) }
    })
}

let templates: Template[] | undefined

/** A reason in the spoken language; one that no template knows as it is. */
export function sayReason(reason: string): string {
  const spoken = spokenReasons()
  if (spoken.length === 0) return reason
  templates ??= reasonTemplates(spoken)
  for (const { words, pattern } of templates) {
    const found = pattern.exec(reason)
    if (found === null) continue
    const names = Array.from(words.matchAll(/\{(\w+)\}/g), ([, name = '']) => name)
    const values = new Map(names.map((name, index) => [name, sayReason(found[index + 1] ?? '')]))
    return templateOf(words).replaceAll(/\{(\w+)\}/g, (blank, name: string) => values.get(name) ?? blank)
  }
  return reason
}
