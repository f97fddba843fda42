// The rows of one hunk of a word diff, as removed and added lines.

interface Piece {
  is: 'kept' | 'removed' | 'added'
  text: string
}

const marks = { '[-': { is: 'removed', end: '-]' }, '{+': { is: 'added', end: '+}' } } as const

/** The words of a line, kept and changed. Marks without an end are text; a line of many such takes no longer than any other. */
function* piecesOf(line: string): Generator<Piece> {
  const endless = new Set<string>()
  let kept = 0
  for (let at = 0; at < line.length - 3;) {
    const mark = line.slice(at, at + 2)
    const found = mark === '[-' || mark === '{+' ? marks[mark] : undefined
    const end = found === undefined || endless.has(mark) ? -1 : line.indexOf(found.end, at + 2)
    if (found === undefined || end === -1) {
      if (found !== undefined) endless.add(mark)
      at++
      continue
    }
    if (at > kept) yield { is: 'kept', text: line.slice(kept, at) }
    yield { is: found.is, text: line.slice(at + 2, end) }
    at = kept = end + 2
  }
  if (kept < line.length) yield { is: 'kept', text: line.slice(kept) }
}

/** Whether something changed within a line. */
export const hasWords = (line: string): boolean => piecesOf(line).some(({ is }) => is !== 'kept')

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
function rowOf(pieces: readonly Piece[]): Row {
  const textOf = (gone: Piece['is']) => pieces.map(({ is, text }) => (is === gone ? '' : text)).join('')
  const hasRemoved = pieces.some(({ is }) => is === 'removed')
  const hasAdded = pieces.some(({ is }) => is === 'added')
  const isAlone = hasRemoved !== hasAdded && pieces.every(({ is, text }) => is !== 'kept' || text.trim() === '')
  return { old: textOf('added'), new: textOf('removed'), isOld: !isAlone || hasRemoved, isNew: !isAlone || hasAdded }
}

function parsed(line: string): Row {
  return rowOf(Array.from(piecesOf(line)))
}

const kinds = new Map<string, Piece['is']>([['-', 'removed'], ['+', 'added']]) // prettier-ignore

const joined = (lines: readonly string[]): Row =>
  rowOf(lines.map((line) => ({ is: kinds.get(line.charAt(0)) ?? 'kept', text: line.slice(1) })))
