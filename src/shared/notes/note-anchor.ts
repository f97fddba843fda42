// Finds the content that notes are tied to in another attempt: the lines, told apart by their neighbours, their path and where they stood.
import { type LineSpot, type NoteAnchor, type NotePlace } from './note.ts'

/** Rows that follow each other without a gap: one side of a hunk, a hunk with its signs, or a whole text. */
export interface Stretch {
  side: 'left' | 'right' | 'hunk' | 'text'
  /** Empty for a text. */
  path: string
  nth: number
}

/** Is handed the rows of one stretch. */
export interface StretchReader {
  /** Line numbers on both sides; 0 where the row is not on it. A text has right ones. */
  row: (left: number, right: number, text: string) => void
  end: () => void
}

/** A note whose lines are looked for. */
export interface WantedLines {
  noteId: string
  spot: LineSpot
  anchor: NoteAnchor
}

/** So many visible characters must agree before lines are taken for the same: a brace alone is none of them. */
const leastEvidence = 10

/** What of a row must agree: not its outer white space, which changes whenever code moves into a block. */
export function rowKey(side: Stretch['side'], text: string): string {
  return side === 'hunk' ? text.slice(0, 1) + text.slice(1).trim() : text.trim()
}

const visible = (keys: readonly string[]) => keys.reduce((sum, key) => sum + key.replaceAll(/\s/g, '').length, 0)

interface Sought {
  wanted: WantedLines
  text: readonly string[]
  /** The nearest first. */
  before: readonly string[]
  after: readonly string[]
  /** Among the places with the same path, and among all others. */
  near: Best
  far: Best
}

/** The places of which the most neighbours agree. */
interface Best {
  score: number
  count: number
  evidence: number
  place: Place | undefined
  /** The one among them that is where the note was. */
  same: Place | undefined
}

interface Place {
  stretch: Stretch
  first: Numbers
  last: Numbers
}

interface Numbers {
  left: number
  right: number
}

interface Candidate {
  sought: Sought
  first: Numbers
  last: Numbers
  matched: number
  score: number
  evidence: number
  /** Neighbours below that were looked at. */
  below: number
}

const noBest = (): Best => ({ score: -1, count: 0, evidence: 0, place: undefined, same: undefined })

/** One pass over the rows of an attempt for all notes at once; memory does not grow with the rows. */
export class AnchorSearch {
  private readonly sought: Sought[]
  /** By side, then by the first of their lines. */
  private readonly byFirst: Record<Stretch['side'], Map<string, Sought[]>> = {
    left: new Map(),
    right: new Map(),
    hunk: new Map(),
    text: new Map(),
  }
  private readonly keyOf: typeof rowKey

  constructor(wanted: readonly WantedLines[], keyOf: typeof rowKey = rowKey) {
    this.keyOf = keyOf
    this.sought = wanted.map(({ noteId, spot, anchor }) => {
      const keys = (rows: readonly string[]) => rows.map((row) => keyOf(sideOf(spot), row))
      const [text, before, after] = [keys(anchor.text), keys(anchor.before).toReversed(), keys(anchor.after)]
      return { wanted: { noteId, spot, anchor }, text, before, after, near: noBest(), far: noBest() }
    })
    for (const sought of this.sought) {
      const bySide = this.byFirst[sideOf(sought.wanted.spot)]
      const first = sought.text[0] ?? ''
      bySide.set(first, [...(bySide.get(first) ?? []), sought])
    }
  }

  open(stretch: Stretch): StretchReader {
    const bySide = this.byFirst[stretch.side]
    let open: Candidate[] = []
    let above: string[] = []
    const close = (candidate: Candidate) => this.settle(stretch, candidate)
    return {
      row: (left, right, text) => {
        const key = this.keyOf(stretch.side, text)
        const numbers = { left, right }
        if (open.length > 0) open = open.filter((candidate) => advance(candidate, key, numbers, close))
        for (const sought of bySide.get(key) ?? []) {
          const agreeing = countAgreeing(sought.before, above)
          const evidence = visible(sought.text) + visible(sought.before.slice(0, agreeing))
          const candidate = { sought, first: numbers, last: numbers, matched: 1, score: agreeing, evidence, below: 0 }
          if (isWhole(candidate)) close(candidate)
          else open.push(candidate)
        }
        above = [key, ...above.slice(0, 2)]
      },
      end: () => {
        for (const candidate of open) if (candidate.matched === candidate.sought.text.length) close(candidate)
        open = []
      },
    }
  }

  /** By note. */
  results(): Map<string, NotePlace> {
    return new Map(this.sought.map((sought) => [sought.wanted.noteId, decide(sought)]))
  }

  private settle(stretch: Stretch, { sought, first, last, score, evidence }: Candidate): void {
    const best = stretch.path === pathOf(sought.wanted.spot) ? sought.near : sought.far
    if (score < best.score) return
    const place = { stretch, first, last }
    if (score > best.score) Object.assign(best, { score, count: 0, place, same: undefined, evidence })
    best.count++
    if (isSamePlace(sought.wanted.spot, place)) best.same = place
  }
}

const sideOf = (spot: LineSpot): Stretch['side'] => (spot.on === 'line' ? spot.side : spot.on === 'hunk' ? 'hunk' : 'text')
const pathOf = (spot: LineSpot) => (spot.on === 'range' ? '' : spot.path)

function countAgreeing(wanted: readonly string[], found: readonly string[]): number {
  const differing = wanted.findIndex((key, index) => key !== found[index])
  return differing === -1 ? wanted.length : differing
}

const isWhole = ({ sought, matched, below }: Candidate) => matched === sought.text.length && below === sought.after.length

/** False when the candidate needs no more rows. */
function advance(candidate: Candidate, key: string, numbers: Numbers, close: (candidate: Candidate) => void): boolean {
  const { text, after } = candidate.sought
  if (candidate.matched < text.length) {
    if (text[candidate.matched] !== key) return false
    candidate.matched++
    candidate.first = firstOf(candidate.first, numbers)
    candidate.last = lastOf(candidate.last, numbers)
  } else if (after[candidate.below] === key) {
    candidate.below++
    candidate.score++
    candidate.evidence += visible([key])
  } else {
    close(candidate)
    return false
  }
  if (!isWhole(candidate)) return true
  close(candidate)
  return false
}

function isSamePlace(spot: LineSpot, { stretch, first }: Place): boolean {
  const isSameFile = spot.on === 'range' || spot.nth === stretch.nth
  return isSameFile && spot.first === (spot.on !== 'range' && spot.side === 'left' ? first.left : first.right)
}

function decide({ wanted, before, after, text, near, far }: Sought): NotePlace {
  const isFull = near.score === before.length + after.length
  if (near.same !== undefined && isFull) return placed(wanted, near.same)
  if (near.count > 0) {
    if (near.evidence < leastEvidence) return { is: 'unplaced', reason: 'not-there' }
    const place = near.count === 1 ? near.place : near.same
    return place === undefined ? { is: 'unplaced', reason: 'ambiguous' } : placed(wanted, place)
  }
  // In another file, which may be the same one renamed, the lines alone say too little.
  if (far.place === undefined || far.evidence < leastEvidence || (far.score === 0 && text.length === 1))
    return { is: 'unplaced', reason: 'not-there' }
  return far.count === 1 ? placed(wanted, far.place) : { is: 'unplaced', reason: 'ambiguous' }
}

function placed({ spot, anchor }: WantedLines, { stretch, first, last }: Place): NotePlace {
  const isCut = anchor.count > anchor.text.length
  const reach = (from: number, to: number) => ({ first: from, last: isCut ? from + spot.last - spot.first : Math.max(from, to) })
  if (spot.on === 'range') return { is: 'placed', spot: { ...spot, ...reach(first.right, last.right) } }
  const { path, nth } = stretch
  const lines = spot.side === 'left' ? reach(first.left, last.left) : reach(first.right, last.right)
  return { is: 'placed', spot: { ...spot, path, nth, ...lines } }
}

/** The first line on either side of several rows, and the last: a row of a hunk may be on one side only. */
const firstOf = (so: Numbers, next: Numbers): Numbers => ({ left: so.left || next.left, right: so.right || next.right })
const lastOf = (so: Numbers, next: Numbers): Numbers => ({ left: next.left || so.left, right: next.right || so.right })
