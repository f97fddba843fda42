// The rows of one hunk of a word diff, as removed and added lines.

const changed = /\[-(.*?)-\]|\{\+(.*?)\+\}/g

/** Whether something changed within a line. */
export const hasWords = (line: string): boolean => line.search(changed) >= 0

/** One line, both as it was and as it is. */
interface Row {
  old: string
  new: string
  isOld: boolean
  isNew: boolean
}

export class WordRows {
  readonly #oldCount: number
  readonly #newCount: number
  old = 0
  new = 0
  /** What was made of them. */
  written = ''
  #removed: string[] = []
  #added: string[] = []
  #pieces: string[] = []
  changes = 0
  /** Pieces of a row stand below each other, and `~` ends it. */
  isPorcelain: boolean

  constructor(oldCount: number, newCount: number, isPorcelain: boolean) {
    this.isPorcelain = isPorcelain
    this.#oldCount = oldCount
    this.#newCount = newCount
  }

  get isDone(): boolean {
    return this.old >= this.#oldCount && this.new >= this.#newCount && this.#pieces.length === 0
  }

  get isExact(): boolean {
    return this.old === this.#oldCount && this.new === this.#newCount
  }

  take(line: string): void {
    if (line.startsWith('\\ ')) {
      this.#flush()
      this.written += `${line}\n`
    } else if (line === '~') {
      // The first one tells how those above were meant.
      if (!this.isPorcelain) this.#restart()
      this.#add(joined(this.#pieces))
      this.#pieces = []
    } else if (this.isPorcelain) this.#pieces.push(line)
    else {
      this.#above.push(line)
      this.#add(parsed(line))
    }
  }
  /** Rows until it is known that they are whole ones. */
  #above: string[] = []

  #restart(): void {
    this.isPorcelain = true
    this.old = this.new = this.changes = 0
    this.written = ''
    this.#removed = []
    this.#added = []
    this.#pieces = this.#above
    this.#above = []
  }

  end(): void {
    if (this.#pieces.length > 0) this.#add(joined(this.#pieces))
    this.#pieces = []
    this.#flush()
  }

  #add(row: Row): void {
    if (row.isOld) this.old++
    if (row.isNew) this.new++
    if (row.isOld && row.isNew && row.old === row.new) {
      this.#flush()
      this.written += ` ${row.new}\n`
      return
    }
    this.changes++
    if (row.isOld) this.#removed.push(row.old)
    if (row.isNew) this.#added.push(row.new)
  }

  #flush(): void {
    for (const line of this.#removed) this.written += `-${line}\n`
    for (const line of this.#added) this.written += `+${line}\n`
    this.#removed = []
    this.#added = []
  }
}

/** Blanks are no words: a line of which all words came, or went, was not there before, or is not any more. */
function rowOf(old: string, now: string, kept: string, hasRemoved: boolean, hasAdded: boolean): Row {
  const isAlone = kept.trim() === '' && hasRemoved !== hasAdded
  return { old, new: now, isOld: !isAlone || hasRemoved, isNew: !isAlone || hasAdded }
}

function parsed(line: string): Row {
  const marks = Array.from(line.matchAll(changed), ([whole]) => whole)
  const hasRemoved = marks.some((mark) => mark.startsWith('['))
  const hasAdded = marks.some((mark) => mark.startsWith('{'))
  const old = line.replaceAll(changed, (_, removed: string | undefined) => removed ?? '')
  const now = line.replaceAll(changed, (_, _removed: string | undefined, added: string | undefined) => added ?? '')
  return rowOf(old, now, line.replaceAll(changed, ''), hasRemoved, hasAdded)
}

function joined(pieces: readonly string[]): Row {
  const of = (signs: string) => pieces.filter((piece) => signs.includes(piece.charAt(0))).map((piece) => piece.slice(1)).join('') // prettier-ignore
  const has = (sign: string) => pieces.some((piece) => piece.startsWith(sign))
  return rowOf(of(' -'), of(' +'), of(' '), has('-'), has('+'))
}
