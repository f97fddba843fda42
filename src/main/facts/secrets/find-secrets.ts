// Finds what looks like a secret in text, before it leaves the store.
import { secretRules } from './secret-rules.ts'

export interface Secret {
  what: string
  /** Offsets in the text, of the secret itself. */
  start: number
  end: number
}

/** Secrets in the order in which they stand, none overlapping: what several rules see is what the first of them says. */
export function findSecrets(text: string): Secret[] {
  const found: Secret[] = []
  const isTaken = ({ start, end }: Secret) => found.some((other) => start < other.end && other.start < end)
  for (const { what, pattern, accepts } of secretRules) {
    for (const match of text.matchAll(pattern)) {
      const [whole] = match
      const secret = match.groups?.['secret'] ?? match.groups?.['quoted'] ?? whole
      if (accepts?.(secret) === false) continue
      const start = match.index + whole.lastIndexOf(secret)
      const one = { what, start, end: start + secret.length }
      if (!isTaken(one)) found.push(one)
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}

/** The text with words in place of its secrets. It keeps its lines, so that what names them still does. */
export function redactSecrets(text: string, secrets: readonly Secret[]): string {
  let redacted = ''
  let from = 0
  for (const { what, start, end } of secrets) {
    const lines = text.slice(start, end).split('\n').length - 1
    redacted += `${text.slice(from, start)}[redacted: ${what}]${'\n'.repeat(lines)}`
    from = end
  }
  return redacted + text.slice(from)
}

const shownCharacters = 4

/** Enough to find a secret by, too little to use it. */
export function maskSecret(secret: string): string {
  const head = secret.length >= 16 ? secret.slice(0, shownCharacters).split('\n')[0] : ''
  return `${head}… (${secret.length} characters)`
}
