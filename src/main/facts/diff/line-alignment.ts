// Which lines of two texts are the same: by Myers' algorithm, and where the texts differ too much for it, between lines that both have once.
import { type Lines } from './text-change.ts'

/** Old lines that are replaced by new ones; ends are exclusive. */
export interface ChangedLines {
  oldStart: number
  oldEnd: number
  newStart: number
  newEnd: number
}

/** Differences beyond which the search would take too long and too much memory. */
const mostDifferences = 1_000

/** The changes that turn `old` into `now`, in order; no two of them touch. */
export function alignLines(old: Lines, now: Lines): ChangedLines[] {
  const numbers = new Map<string, number>()
  const numberOf = (line: string) => {
    const known = numbers.get(line)
    if (known !== undefined) return known
    numbers.set(line, numbers.size)
    return numbers.size - 1
  }
  const changes: ChangedLines[] = []
  const whole = { oldStart: 0, oldEnd: old.length, newStart: 0, newEnd: now.length }
  align(Uint32Array.from(old, numberOf), Uint32Array.from(now, numberOf), whole, (change) => {
    const last = changes.at(-1)
    if (last?.oldEnd !== change.oldStart || last.newEnd !== change.newStart) changes.push(change)
    else Object.assign(last, { oldEnd: change.oldEnd, newEnd: change.newEnd })
  })
  return changes
}

type Emit = (change: ChangedLines) => void

function align(old: Uint32Array, now: Uint32Array, { oldStart, oldEnd, newStart, newEnd }: ChangedLines, emit: Emit): void {
  while (oldStart < oldEnd && newStart < newEnd && old[oldStart] === now[newStart]) {
    oldStart++
    newStart++
  }
  while (oldStart < oldEnd && newStart < newEnd && old[oldEnd - 1] === now[newEnd - 1]) {
    oldEnd--
    newEnd--
  }
  const part = { oldStart, oldEnd, newStart, newEnd }
  if (oldStart === oldEnd && newStart === newEnd) return
  if (oldStart === oldEnd || newStart === newEnd) return emit(part)
  const changes = shortest(old, now, part)
  if (changes !== undefined) return changes.forEach(emit)
  let from = { oldStart, newStart }
  const anchors = sharedOnce(old, now, part)
  if (anchors.length === 0) return emit(part)
  for (const [oldAt, newAt] of anchors) {
    align(old, now, { ...from, oldEnd: oldAt, newEnd: newAt }, emit)
    from = { oldStart: oldAt + 1, newStart: newAt + 1 }
  }
  align(old, now, { ...from, oldEnd, newEnd }, emit)
}

/** The fewest changes, or undefined when there are too many to search for them. */
function shortest(old: Uint32Array, now: Uint32Array, part: ChangedLines): ChangedLines[] | undefined {
  const [oldCount, newCount] = [part.oldEnd - part.oldStart, part.newEnd - part.newStart]
  const most = Math.min(mostDifferences, oldCount + newCount)
  /** Per diagonal (old minus new index), how far along the old lines the best path has come. */
  const reach = new Int32Array(2 * most + 3)
  const middle = most + 1
  const trace: Int32Array[] = []
  for (let depth = 0; depth <= most; depth++) {
    trace.push(reach.slice(middle - depth - 1, middle + depth + 2))
    for (let diagonal = -depth; diagonal <= depth; diagonal += 2) {
      const isDown = comesDown(diagonal, depth, (at) => reach[middle + at] ?? 0)
      let x = isDown ? (reach[middle + diagonal + 1] ?? 0) : (reach[middle + diagonal - 1] ?? 0) + 1
      while (x < oldCount && x - diagonal < newCount && old[part.oldStart + x] === now[part.newStart + x - diagonal]) x++
      reach[middle + diagonal] = x
      if (x >= oldCount && x - diagonal >= newCount) return walkBack(trace, part)
    }
  }
  return undefined
}

const comesDown = (diagonal: number, depth: number, reached: (diagonal: number) => number) =>
  diagonal === -depth || (diagonal !== depth && reached(diagonal - 1) < reached(diagonal + 1))

function walkBack(trace: readonly Int32Array[], part: ChangedLines): ChangedLines[] {
  const changes: ChangedLines[] = []
  let [x, y] = [part.oldEnd - part.oldStart, part.newEnd - part.newStart]
  for (let depth = trace.length - 1; depth > 0; depth--) {
    const reached = (diagonal: number) => trace[depth]?.[diagonal + depth + 1] ?? 0
    const diagonal = x - y
    const isDown = comesDown(diagonal, depth, reached)
    const from = isDown ? diagonal + 1 : diagonal - 1
    x = reached(from)
    y = x - from
    const change = {
      oldStart: part.oldStart + x,
      oldEnd: part.oldStart + x + (isDown ? 0 : 1),
      newStart: part.newStart + y,
      newEnd: part.newStart + y + (isDown ? 1 : 0),
    }
    changes.push(change)
  }
  return changes.toReversed()
}

/** Lines that stand once in each part, in an order that both have: the longest such list. */
function sharedOnce(old: Uint32Array, now: Uint32Array, part: ChangedLines): [old: number, now: number][] {
  const places = new Map<number, { old: number; now: number }>()
  const look = (lines: Uint32Array, from: number, to: number, side: 'old' | 'now') => {
    for (let at = from; at < to; at++) {
      const line = lines[at] ?? 0
      const place = places.get(line) ?? { old: -1, now: -1 }
      place[side] = place[side] === -1 ? at : -2
      places.set(line, place)
    }
  }
  look(old, part.oldStart, part.oldEnd, 'old')
  look(now, part.newStart, part.newEnd, 'now')
  // Patience sorting: each pile's top is the end of the best list of its length.
  const piles: { old: number; now: number; before: number }[] = []
  const all: { old: number; now: number; before: number }[] = []
  const tops: number[] = []
  for (const place of places.values()) {
    if (place.old < 0 || place.now < 0) continue
    let [low, high] = [0, piles.length]
    while (low < high) {
      const half = (low + high) >> 1
      if ((piles[half]?.now ?? 0) < place.now) low = half + 1
      else high = half
    }
    const item = { ...place, before: low === 0 ? -1 : (tops[low - 1] ?? -1) }
    piles[low] = item
    tops[low] = all.push(item) - 1
  }
  const anchors: [number, number][] = []
  for (let item = all[tops.at(-1) ?? -1]; item !== undefined; item = all[item.before]) anchors.push([item.old, item.now])
  return anchors.toReversed()
}
