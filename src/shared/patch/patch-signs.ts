// Gives the rows of a diff the signs `+`, `-` and a blank where `git diff --output-indicator-new` (`-old`, `-context`) wrote others.
import { type Bytes, concatBytes, lineHead, type LineSpan, lineSpans } from './patch-lines.ts'
import { isBelievable, mostSigns, possibleRoles, type SignedRows, type SignRole, type SignRoles, usualSigns } from './sign-roles.ts'

const hunkHeader = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/
const headBytes = 80
/** What no row of a hunk is, whatever the signs. */
const hunkEnd = /^(?:@@ -\d|diff -|commit [0-9a-f]{7,64}|From [0-9a-f]{7,64} |-- $|Index: )/
const signOf: Record<SignRole, number> = { new: 43, old: 45, context: 32 }
const backslash = 92
const carriageReturn = 13
/** Where other signs are, one of so many hunks and rows shows them, and what follows tells them apart within so many bytes. */
const mostHunks = 500
const mostRows = 20_000
const mostHeldBytes = 1024 * 1024

/** The hunk that is open: how many of its rows are still to come on either side. */
interface Left {
  old: number
  new: number
}

interface UnsolvedHunk extends SignedRows {
  signs: number[]
  seconds: number[]
  /** Lines without any text that no row has followed yet. */
  blanks: number
}

/** From the first row whose sign is not known. */
interface Unsolved {
  at: number
  /** The hunk as it was there. */
  left: Left
  hunks: UnsolvedHunk[]
  signs: Set<number>
}

/** `found` names the signs that were replaced; `unclear`: there are others, and the counts do not tell which is which. */
export type OtherSigns = { is: 'none' } | { is: 'found'; signs: string } | { is: 'unclear' }

export class PatchSigns {
  #roles: SignRoles = usualSigns
  /** Signs that rows had. */
  readonly #used = new Set<number>()
  #isOver = false
  #isUnclear = false
  #hunks = 0
  #rows = 0
  #left: Left | undefined
  #unsolved: Unsolved | undefined
  #held: Bytes = new Uint8Array(0)
  /** The lines that are being read; a copy once a sign was replaced. */
  #lines: Bytes = new Uint8Array(0)
  #isCopy = false

  get otherSigns(): OtherSigns {
    if (this.#isUnclear) return { is: 'unclear' }
    const others = [...this.#roles].filter(([sign, role]) => sign !== signOf[role]).toSorted(([one], [other]) => one - other)
    return others.length === 0 ? { is: 'none' } : { is: 'found', signs: others.map(([sign]) => String.fromCharCode(sign)).join(' ') }
  }

  /** Whole lines with the usual signs: the same bytes where there are no others. Lines that cannot be decided about come later. */
  replace(bytes: Bytes, isLast: boolean): Bytes {
    if (this.#isOver) return bytes
    const seen = this.#held.length
    this.#isCopy = seen > 0
    this.#lines = this.#isCopy ? concatBytes([this.#held, bytes]) : bytes
    for (let from: number | undefined = seen; from !== undefined;) from = this.#read(from, isLast)
    const decided = this.#unsolved?.at ?? this.#lines.length
    this.#held = this.#lines.slice(decided)
    if (this.#unsolved !== undefined) this.#unsolved.at = 0
    return this.#lines.subarray(0, decided)
  }

  /** Reads on from here; the answer is where to read again, once what the signs mean is known. */
  #read(from: number, isLast: boolean): number | undefined {
    for (const span of lineSpans(this.#lines, from)) {
      if (this.#isOver) return undefined
      const again = this.#unsolved === undefined ? this.#line(span) : this.#unsolvedLine(span, this.#unsolved)
      if (again !== undefined) return again
    }
    return isLast && this.#unsolved !== undefined ? this.#solve(this.#unsolved, true) : undefined
  }

  #line(span: LineSpan): undefined {
    const left = this.#left
    if (left === undefined) {
      if (this.#lines[span.start] === 64) this.#open(span)
      return
    }
    const sign = this.#lines[span.start] ?? 0
    if (sign === backslash && !this.#roles.has(sign)) return
    const role = isBlank(span, sign) ? 'context' : this.#roles.get(sign)
    if (role !== undefined) this.#take(span, sign, role, left)
    else if (this.#isEnd(span)) this.#open(span)
    else {
      this.#unsolved = { at: span.start, left: { ...left }, hunks: [], signs: new Set() }
      this.#addRows(this.#unsolved, left.old, left.new)
      this.#addRow(this.#unsolved, span)
    }
  }

  #take(span: LineSpan, sign: number, role: SignRole, left: Left): void {
    if (role !== 'new') left.old--
    if (role !== 'old') left.new--
    if (left.old <= 0 && left.new <= 0) this.#left = undefined
    if (isBlank(span, sign)) return
    this.#used.add(sign)
    if (sign !== signOf[role]) this.#write(span.start, signOf[role])
    // With the usual three no other can come.
    else if (this.#roles === usualSigns) this.#isOver = this.#used.size === mostSigns || ++this.#rows > mostRows
  }

  #unsolvedLine(span: LineSpan, unsolved: Unsolved): number | undefined {
    const isTooMuch = span.next - unsolved.at > mostHeldBytes || unsolved.signs.size > mostSigns
    if (isTooMuch) return this.#solve(unsolved, true)
    const isEnd = this.#isEnd(span)
    if (this.#left !== undefined && !isEnd) {
      this.#addRow(unsolved, span)
      return undefined
    }
    const again = this.#left === undefined ? undefined : this.#solve(unsolved, false)
    if (again === undefined && !this.#isOver) this.#open(span)
    return again
  }

  /** With `isLast` something must be decided. The answer is where to read again. */
  #solve(unsolved: Unsolved, isLast: boolean): number | undefined {
    const [hunks, meanings] = this.#meanings(unsolved)
    const believable = meanings.filter((each) => isBelievable(each, this.#roles, hunks))
    if (meanings.length > 0 && !isLast && (meanings.length > 1 || believable.length === 0)) return undefined
    this.#unsolved = undefined
    const [meaning] = believable
    if (meaning === undefined || meanings.length > 1) {
      this.#isOver = true
      this.#isUnclear = meaning !== undefined
      return undefined
    }
    const taken = new Set(meaning.values())
    this.#roles = new Map([...[...this.#roles].filter(([sign, role]) => meaning.has(sign) || !taken.has(role)), ...meaning])
    this.#left = unsolved.left
    return unsolved.at
  }

  #meanings({ hunks }: Unsolved): [readonly SignedRows[], SignRoles[]] {
    const meanings = possibleRoles(hunks, this.#roles, this.#used)
    if (meanings.length > 0) return [hunks, meanings]
    const filled = hunks.map(withBlanks)
    return [filled, possibleRoles(filled, this.#roles, this.#used)]
  }

  #open(span: LineSpan): void {
    this.#left = undefined
    const match = hunkHeader.exec(lineHead(this.#lines, span, headBytes))
    if (match === null) return
    const [, old = '1', now = '1'] = match
    this.#left = { old: Number(old), new: Number(now) }
    if (this.#unsolved !== undefined) this.#addRows(this.#unsolved, this.#left.old, this.#left.new)
    else if (++this.#hunks > mostHunks && this.#roles === usualSigns) this.#isOver = true
    if (this.#left.old + this.#left.new === 0) this.#left = undefined
  }

  #addRows(unsolved: Unsolved, oldCount: number, newCount: number): void {
    unsolved.hunks.push({ oldCount, newCount, signs: [], seconds: [], blanks: 0 })
  }

  #addRow({ hunks, signs }: Unsolved, span: LineSpan): void {
    const hunk = hunks.at(-1)
    if (hunk === undefined) return
    const sign = this.#lines[span.start] ?? 0
    if (sign === backslash) return
    if (isBlank(span, sign)) {
      hunk.blanks++
      return
    }
    hunk.oldCount -= hunk.blanks
    hunk.newCount -= hunk.blanks
    hunk.blanks = 0
    signs.add(sign)
    hunk.signs.push(sign)
    hunk.seconds.push(span.end > span.start + 1 ? (this.#lines[span.start + 1] ?? 0) : 0)
  }

  #isEnd(span: LineSpan): boolean {
    return hunkEnd.test(lineHead(this.#lines, span, headBytes))
  }

  #write(at: number, sign: number): void {
    if (!this.#isCopy) this.#lines = this.#lines.slice()
    this.#isCopy = true
    this.#lines[at] = sign
  }
}

/** A line without any text is context whose blank was stripped. */
const isBlank = ({ start, end }: LineSpan, first: number) => end === start || (first === carriageReturn && end === start + 1)

/** Blank lines at the end of a hunk are rows of it, unless they stand before the next commit. */
const withBlanks = (hunk: UnsolvedHunk): SignedRows => ({
  ...hunk,
  oldCount: hunk.oldCount - hunk.blanks,
  newCount: hunk.newCount - hunk.blanks,
})
