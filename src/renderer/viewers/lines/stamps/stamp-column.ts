// What the column of times shows beside each row.
import { type ShownRow } from '../shown-row.ts'
import { formatSpan, msBetween, readStamp, type Stamp } from './stamp.ts'

export const stampModes = ['written', 'since-start', 'since-line', 'hidden'] as const
export type StampMode = (typeof stampModes)[number]

/** What is known of a log's times from its beginning. */
export interface LogClock {
  /** The first time of each clock. */
  first: Partial<Record<Stamp['clock'], Stamp>>
  /** Characters of the longest time as it is written. */
  writtenCells: number
  /** Characters of the longest word beside a time. */
  tagCells: number
}

export interface StampColumn {
  mode: StampMode
  clock: LogClock
  widthCells: number
}

/** Fewer lines with a time than this are no timed log. */
const fewestStamped = 3
const fewestShare = 0.1
const spanCells = 12

/** Undefined when the rows are not those of a log with times. */
export function readClock(rows: readonly ShownRow[]): LogClock | undefined {
  const clock: LogClock = { first: {}, writtenCells: 0, tagCells: 0 }
  let stamped = 0
  for (const { text } of rows) {
    const stamp = readStamp(text)
    if (stamp === undefined) continue
    stamped++
    clock.first[stamp.clock] ??= stamp
    clock.tagCells = Math.max(clock.tagCells, stamp.tag.length)
    clock.writtenCells = Math.max(clock.writtenCells, text.slice(0, stamp.end).trimEnd().length)
  }
  return stamped >= Math.max(fewestStamped, rows.length * fewestShare) ? clock : undefined
}

export function stampColumn(mode: StampMode, clock: LogClock): StampColumn {
  const { writtenCells, tagCells } = clock
  const words = { written: writtenCells, hidden: tagCells, 'since-start': spanCells + tagCells, 'since-line': spanCells + tagCells }[mode]
  return { mode, clock, widthCells: words === 0 ? 0 : words + 2 }
}

/** A cell of the column. As written, it is the row's own text up to `end`. */
export interface StampCell {
  stamp: Stamp
  /** Undefined: the text as it is written. */
  words: string | undefined
  /** A second or more went by before this line. */
  isLate: boolean
}

const lateMs = 1000

export function stampCell({ mode, clock }: StampColumn, row: ShownRow, before: () => Stamp | undefined): StampCell | undefined {
  const stamp = readStamp(row.text)
  if (stamp === undefined) return undefined
  const tagged = (words: string) => (stamp.tag === '' ? words : `${stamp.tag} ${words}`)
  switch (mode) {
    case 'written':
      return { stamp, words: undefined, isLate: false }
    case 'hidden':
      return { stamp, words: stamp.tag, isLate: false }
    case 'since-start': {
      const first = clock.first[stamp.clock]
      const ms = first === undefined ? undefined : msBetween(first, stamp)
      return { stamp, words: tagged(ms === undefined ? '' : formatSpan(ms)), isLate: false }
    }
    case 'since-line': {
      const last = before()
      const ms = last === undefined ? undefined : msBetween(last, stamp)
      return { stamp, words: tagged(ms === undefined ? '' : `+${formatSpan(ms)}`), isLate: ms !== undefined && ms >= lateMs }
    }
  }
}
