// Reads from an attempt the content that a note at a spot is tied to.
import { type Stretch, type StretchReader } from './note-anchor.ts'
import { anchorLimits, type LineSpot, type NoteAnchor } from './note.ts'

/** Lines with their neighbours, as an anchor keeps them. */
export type CapturedLines = Omit<NoteAnchor, 'checksum'>

/** What a note at a spot is tied to. */
export interface Captured {
  /** As it was asked for; a hunk with the lines that it has. */
  spot: LineSpot
  lines: CapturedLines
}

const sides = ['left', 'right'] as const
const noLines = () => ({ left: 0, right: 0 })
/** Of a hunk's row with its signs; a context line may have lost its sign with all of its text. */
const isChanged = (text: string) => !text.startsWith(' ') && text !== ''
const cut = (text: string) => text.slice(0, anchorLimits.lineLength)

/** One pass over an attempt's rows. */
export class AnchorCapture {
  private readonly spot: LineSpot
  private found: Captured | undefined

  constructor(spot: LineSpot) {
    this.spot = spot
  }

  /** Undefined when nothing of the stretch can be of the spot. */
  open(stretch: Stretch): StretchReader | undefined {
    const { spot } = this
    if (this.found !== undefined) return undefined
    if (spot.on === 'range') return stretch.side === 'text' ? this.readLines(({ right }) => right) : undefined
    if (spot.path !== stretch.path || spot.nth !== stretch.nth) return undefined
    if (spot.on === 'hunk') return stretch.side === 'hunk' ? this.readHunk(spot) : undefined
    return stretch.side === spot.side ? this.readLines((numbers) => numbers[spot.side]) : undefined
  }

  /** Undefined when the attempt has no such lines. */
  result(): Captured | undefined {
    return this.found
  }

  private readLines(lineOf: (numbers: { left: number; right: number }) => number): StretchReader {
    const { spot } = this
    const lines: CapturedLines = { text: [], count: 0, before: [], after: [] }
    let last = 0
    return {
      row: (left, right, text) => {
        const line = lineOf({ left, right })
        if (line < spot.first) {
          lines.before.push(cut(text))
          if (lines.before.length > anchorLimits.neighbours) lines.before.shift()
        } else if (line <= spot.last) {
          last = line
          lines.count++
          if (lines.text.length < anchorLimits.lines) lines.text.push(cut(text))
        } else if (lines.count > 0 && lines.after.length < anchorLimits.neighbours) lines.after.push(cut(text))
      },
      end: () => {
        if (lines.count > 0) this.found = { spot: { ...spot, last }, lines }
      },
    }
  }

  private readHunk(spot: Extract<LineSpot, { on: 'hunk' }>): StretchReader {
    const lines: CapturedLines = { text: [], count: 0, before: [], after: [] }
    /** Context below changed lines: part of the hunk's lines only when another changed one follows. */
    let below: string[] = []
    let belowCount = 0
    let isHere = false
    const span = { first: noLines(), last: noLines() }
    let passed = { first: noLines(), last: noLines() }
    return {
      row: (left, right, text) => {
        const numbers = { left, right }
        if (numbers[spot.side] >= spot.first && numbers[spot.side] <= spot.last) isHere = true
        if (!isChanged(text)) {
          if (lines.count === 0) {
            lines.before.push(cut(text))
            if (lines.before.length > anchorLimits.neighbours) lines.before.shift()
            return
          }
          belowCount++
          if (below.length < anchorLimits.lines) below.push(cut(text))
          for (const side of sides) {
            passed.first[side] ||= numbers[side]
            passed.last[side] = numbers[side]
          }
          return
        }
        for (const side of sides) {
          span.first[side] ||= passed.first[side] || numbers[side]
          span.last[side] = numbers[side] || passed.last[side] || span.last[side]
        }
        lines.text.push(...[...below, cut(text)].slice(0, anchorLimits.lines - lines.text.length))
        lines.count += belowCount + 1
        below = []
        belowCount = 0
        passed = { first: noLines(), last: noLines() }
      },
      end: () => {
        if (!isHere || lines.count === 0) return
        const side = span.first.right > 0 ? 'right' : 'left'
        this.found = {
          spot: { ...spot, side, first: span.first[side], last: span.last[side] },
          lines: { ...lines, after: below.slice(0, anchorLimits.neighbours) },
        }
      },
    }
  }
}
