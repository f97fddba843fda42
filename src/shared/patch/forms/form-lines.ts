// Makes a unified diff of what other forms of `diff` write, so that all who read diffs read those, too.
import { type Bytes, concatBytes, lineHead, lineSpans } from '../patch-lines.ts'
import { ContextHunks } from './context-hunks.ts'
import { NormalHunks } from './normal-hunks.ts'

/** Takes lines without their newline, each byte a character; gives the lines that are known by them. */
export interface FormLines {
  take: (line: string) => string
  end: () => string
}

/** The command that writes it. */
export type PatchForm = 'diff -c' | 'diff'

/** A diff shows its form in its first lines; of any other text so many are looked at. */
const mostLines = 5_000
const waitingLines = 3
const unified = /^(?:diff --(?:git|cc|combined) |@@@* -\d)/
const none: Bytes = new Uint8Array(0)

export class PatchForms {
  #isLooking = true
  #form: PatchForm | undefined
  #lines: FormLines | undefined
  /** Lines that the next ones may tell something about. */
  #held: Bytes = none
  #seen = 0
  /** Nothing but what stands between files has come. */
  #isBare = true

  /** Undefined for a unified diff and for what is none. */
  get form(): PatchForm | undefined {
    return this.#form
  }

  /** Whole lines (but the last one) of a unified diff: the same bytes where they are no other form. */
  replace(bytes: Bytes, isLast: boolean): Bytes {
    if (!this.#isLooking && this.#lines === undefined) return bytes
    const lines = this.#held.length === 0 ? bytes : concatBytes([this.#held, bytes])
    this.#held = none
    const from = this.#lines === undefined ? this.#look(lines, isLast) : 0
    if (this.#lines === undefined) {
      if (this.#isLooking && !isLast) this.#held = lines.slice(from)
      return this.#isLooking && !isLast ? lines.subarray(0, from) : lines
    }
    return concatBytes([lines.subarray(0, from), ...made(this.#lines, lines.subarray(from), isLast)])
  }

  /** The answer is where the other form begins, or up to where there is none. */
  #look(lines: Bytes, isLast: boolean): number {
    const waiting: { start: number; head: string }[] = []
    for (const span of lineSpans(lines)) {
      waiting.push({ start: span.start, head: lineHead(lines, span) })
      if (waiting.length < waitingLines) continue
      if (this.#decide(waiting)) return waiting[0]?.start ?? 0
      waiting.shift()
    }
    if (!isLast) return waiting[0]?.start ?? lines.length
    for (; waiting.length > 0; waiting.shift()) if (this.#decide(waiting)) return waiting[0]?.start ?? 0
    return waiting[0]?.start ?? lines.length
  }

  #decide(waiting: readonly { head: string }[]): boolean {
    const [line = '', next = '', afterNext = ''] = waiting.map(({ head }) => head)
    if (unified.test(line) || (line.startsWith('--- ') && next.startsWith('+++ ')) || ++this.#seen > mostLines) {
      this.#isLooking = false
      return true
    }
    if (ContextHunks.begins(line, next, afterNext)) this.#begin('diff -c', new ContextHunks())
    else if (this.#isBare && NormalHunks.begins(line, next)) this.#begin('diff', this.#normal)
    this.#isBare &&= NormalHunks.isBetween(line)
    // It remembers the names that stand above the first change.
    if (this.#isBare) this.#normal.take(line)
    return this.#lines !== undefined
  }
  readonly #normal = new NormalHunks()

  #begin(form: PatchForm, lines: FormLines): void {
    this.#isLooking = false
    this.#form = form
    this.#lines = lines
  }
}

function* made(form: FormLines, lines: Bytes, isLast: boolean): Generator<Bytes> {
  let text = ''
  for (const { start, end } of lineSpans(lines)) {
    text += form.take(textOf(lines.subarray(start, end)))
    if (text.length < 64 * 1024) continue
    yield bytesOf(text)
    text = ''
  }
  yield bytesOf(isLast ? text + form.end() : text)
}

/** Each byte is one character, so that no line is bent by an encoding. */
function textOf(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}

const bytesOf = (text: string): Bytes => Uint8Array.from(text, (character) => character.charCodeAt(0))
