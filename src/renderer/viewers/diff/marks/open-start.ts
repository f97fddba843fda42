// What the lines of a hunk stand in that began above them: read from their own start, the end of a comment would begin one.
import { type Language } from '../../syntax/languages.ts'

const starred: ReadonlySet<Language> = new Set([
  ...(['c', 'cpp', 'csharp', 'css', 'dart', 'go', 'groovy', 'java', 'javascript', 'kotlin', 'less', 'objectivec'] as const),
  ...(['rust', 'scala', 'scss', 'swift', 'typescript'] as const),
])

const comment = /\/\*|\*\//
/** Within such a comment every line begins with a star, as a rule. */
const commentEnd = /^\s*\*/
const quotes = /"""|'''/
/** Quotes alone, or behind a sentence, are where a text ends. */
const textEnd = /^\s*(?:"""|''')\s*$|[.!?](?:"""|''')\s*$/
/** A line behind which a text can begin on a line of its own. */
const beforeText = /[:=([{,\\+]\s*(?:#.*)?$/

/** What to read above the lines, so that they have the colours that they have in their file; empty where nothing is open. */
export function openStart(lines: readonly string[], language: Language): string {
  if (language === 'python') return openText(lines)
  if (!starred.has(language)) return ''
  const first = lines.find((line) => comment.test(line)) ?? ''
  return commentEnd.test(first) && comment.exec(first)?.[0] === '*/' ? '/*\n' : ''
}

function openText(lines: readonly string[]): string {
  const at = lines.findIndex((line) => quotes.test(line))
  const [mark, ...more] = lines[at]?.match(new RegExp(quotes, 'g')) ?? []
  if (mark === undefined || more.length > 0 || !textEnd.test(lines[at] ?? '')) return ''
  const above = lines.slice(0, at).findLast((line) => line.trim() !== '')
  return above === undefined || beforeText.test(above) ? '' : `${mark}\n`
}
