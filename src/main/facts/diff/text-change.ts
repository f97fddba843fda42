// A change of a text of which only some lines are known: those that a patch's hunks show.

/** Lines with their line ends; a last line without one has none. */
export type Lines = readonly string[]

/** A run of known lines, before and after; starts count from 0. */
export interface Span {
  oldStart: number
  old: Lines
  newStart: number
  new: Lines
  /** What stands behind the `@@`, if anything. */
  heading: string
}

/** Spans in order; what lies between them is unknown and the same before and after. */
export type TextChange = readonly Span[]

export function reverseChange(change: TextChange): TextChange {
  return change.map((span) => ({ oldStart: span.newStart, old: span.new, newStart: span.oldStart, new: span.old, heading: span.heading }))
}

/** The two disagree about a line that both show; counted from 0, in the text they start from. */
export interface Conflict {
  conflictAt: number
}

export const isConflict = (joined: TextChange | Conflict): joined is Conflict => 'conflictAt' in joined

/** Takes the spans of one change that lie in a region, and writes the region as that change leaves it. */
class Side {
  private readonly spans: TextChange
  private next = 0
  /** How many lines the spans so far have added. */
  private growth = 0
  private taken: Span[] = []

  constructor(spans: TextChange) {
    this.spans = spans
  }

  get start(): number {
    return this.spans[this.next]?.oldStart ?? Infinity
  }

  /** Takes the spans that begin at or before `end`, and says where they end. */
  take(end: number): number {
    let last = end
    for (let span = this.spans[this.next]; span !== undefined && span.oldStart <= last; span = this.spans[++this.next]) {
      this.taken.push(span)
      last = Math.max(last, span.oldStart + span.old.length)
    }
    return last
  }

  get heading(): string {
    return this.taken[0]?.heading ?? ''
  }

  /** Puts the lines this change knows into `region`; the answer is the place of one that is there and differs. */
  show(region: string[], start: number): number | undefined {
    for (const span of this.taken)
      for (const [index, line] of span.old.entries()) {
        const at = span.oldStart - start + index
        if (region[at] !== undefined && region[at] !== line) return start + at
        region[at] = line
      }
    return undefined
  }

  leave(region: Lines, start: number): { start: number; lines: string[] } {
    const left = { start: start + this.growth, lines: [] as string[] }
    let from = 0
    for (const span of this.taken) {
      for (const line of region.slice(from, span.oldStart - start)) left.lines.push(line)
      for (const line of span.new) left.lines.push(line)
      from = span.oldStart - start + span.old.length
      this.growth += span.new.length - span.old.length
    }
    for (const line of region.slice(from)) left.lines.push(line)
    this.taken = []
    return left
  }
}

/** From two changes of one text: the change that leads from the first's result to the second's. */
export function joinChanges(first: TextChange, second: TextChange): TextChange | Conflict {
  const [before, after] = [new Side(first), new Side(second)]
  const joined: Span[] = []
  for (let start = Math.min(before.start, after.start); start < Infinity; start = Math.min(before.start, after.start)) {
    let end = start
    for (let grown = -1; grown !== end;) {
      grown = end
      end = after.take(before.take(end))
    }
    const region: string[] = []
    const conflictAt = before.show(region, start) ?? after.show(region, start)
    if (conflictAt !== undefined) return { conflictAt }
    const heading = after.heading || before.heading
    const [old, now] = [before.leave(region, start), after.leave(region, start)]
    joined.push({ oldStart: old.start, old: old.lines, newStart: now.start, new: now.lines, heading })
  }
  return joined
}

export function isUnchanged(change: TextChange): boolean {
  return change.every((span) => span.old.length === span.new.length && span.old.every((line, index) => line === span.new[index]))
}
