// Context diffs (`diff -c`), line by line, as the unified diff that says the same.
import { type FormLines } from './form-lines.ts'

const rule = /^\*{15}(?: .*)?$/
const ruleLength = 15
const oldSection = /^\*\*\* (\d+)(?:,(\d+))? \*\*\*\*$/
const newSection = /^--- (\d+)(?:,(\d+))? ----$/
/** A blank may have been lost at its end. */
const row = /^([-+! ])(?: |$)|^$/

interface Range {
  start: number
  /** Undefined for one line or none: both are written alike. */
  count: number | undefined
}

interface Row {
  sign: string
  text: string
  /** What says that no newline follows, as it was written. */
  noNewline: string | undefined
}

interface Section {
  range: Range
  rows: Row[]
}

const bare = (line: string) => line.replace(/\r$/, '')

function rangeOf([, start = '0', end]: readonly (string | undefined)[]): Range {
  return { start: Number(start), count: end === undefined ? undefined : Number(end) - Number(start) + 1 }
}

/** A section whose side is unchanged is left out: it is the context of the other one. */
const contextOf = (rows: readonly Row[]) => rows.filter(({ sign }) => sign === ' ')

const headerRange = ({ start, count }: Range, rows: readonly Row[]): string => {
  const lines = count ?? Math.min(1, rows.length)
  return lines === 1 ? String(start) : `${start},${lines}`
}

export class ContextHunks implements FormLines {
  /** Lines that are part of something only if others follow. */
  #held: string[] = []
  #function = ''
  #old: Section | undefined
  #new: Section | undefined

  static begins(line: string, next: string, afterNext: string): boolean {
    return line.startsWith('*** ') && next.startsWith('--- ') && rule.test(afterNext)
  }

  take(line: string): string {
    const text = bare(line)
    if (this.#old !== undefined) {
      const given = this.#inHunk(this.#old, line, text)
      if (given !== undefined) return given
      const hunk = this.end()
      return hunk + this.take(line)
    }
    const section = this.#held.length === 1 ? oldSection.exec(text) : null
    if (section !== null && rule.test(bare(this.#held[0] ?? ''))) {
      this.#old = { range: rangeOf(section), rows: [] }
      this.#held.push(line)
      return ''
    }
    if (rule.test(text)) {
      const names = this.#names()
      this.#function = text.slice(ruleLength)
      this.#held = [line]
      return names
    }
    if (this.#held.length === 1 && text.startsWith('--- ') && this.#held[0]?.startsWith('*** ') === true) {
      this.#held.push(line)
      return ''
    }
    const before = this.end()
    if (!text.startsWith('*** ')) return `${before}${line}\n`
    this.#held = [line]
    return before
  }

  end(): string {
    const hunk = this.#old === undefined || this.#new === undefined ? undefined : this.#unified(this.#old, this.#new)
    const given = hunk ?? this.#held.map((line) => `${line}\n`).join('')
    this.#held = []
    this.#old = this.#new = undefined
    return given
  }

  /** The names of a file, when they are what was held. */
  #names(): string {
    const [old = '', now] = this.#held
    if (now === undefined || !old.startsWith('*** ')) return this.end()
    this.#held = []
    return `--- ${old.slice(4)}\n+++ ${now.slice(4)}\n`
  }

  /** Undefined for a line that ends the hunk. */
  #inHunk(old: Section, line: string, text: string): string | undefined {
    const now = this.#new
    const section = now === undefined ? newSection.exec(text) : null
    if (section !== null) {
      this.#new = { range: rangeOf(section), rows: [] }
      this.#held.push(line)
      return ''
    }
    const { range, rows } = now ?? old
    const last = rows.at(-1)
    if (text.startsWith('\\')) {
      if (last === undefined) return undefined
      last.noNewline = line
    } else {
      const isFull = now !== undefined && rows.length >= (range.count ?? 1)
      const match = isFull ? null : row.exec(text)
      if (match === null || match[1] === (now === undefined ? '+' : '-')) return undefined
      rows.push({ sign: match[1] ?? ' ', text: line.slice(2), noNewline: undefined })
    }
    this.#held.push(line)
    return ''
  }

  /** Undefined where the two sections do not agree on what is between the changes. */
  #unified(old: Section, now: Section): string | undefined {
    if (old.rows.length === 0 && now.rows.length === 0) return undefined
    const before = old.rows.length === 0 ? contextOf(now.rows) : old.rows
    const after = now.rows.length === 0 ? contextOf(old.rows) : now.rows
    let text = `@@ -${headerRange(old.range, before)} +${headerRange(now.range, after)} @@${this.#function}\n`
    const put = (sign: string, { text: words, noNewline }: Row) => {
      text += `${sign}${words}\n`
      if (noNewline !== undefined) text += `${noNewline}\n`
    }
    let at = 0
    for (let left = 0; left < before.length || at < after.length;) {
      const start = left + at
      for (let one = before[left]; one !== undefined && one.sign !== ' '; one = before[++left]) put('-', one)
      for (let one = after[at]; one !== undefined && one.sign !== ' '; one = after[++at]) put('+', one)
      const [one, other] = [before[left], after[at]]
      if (one !== undefined && other !== undefined && bare(one.text) === bare(other.text)) {
        put(' ', one)
        left++
        at++
      } else if (start === left + at) return undefined
    }
    return text
  }
}
