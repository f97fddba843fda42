// Finds removed and added lines that are the same but for white space, as `git diff -w` sees them.
import { rowKinds } from '../model/rows.ts'
import { type HunkWhitespace } from '../model/whitespace-pairs.ts'
import { longestCommon } from './longest-common.ts'

/** Lines of consecutive rows, several hunks of them, each with its header row first. */
export interface WhitespaceRequest {
  firstRow: number
  bytes: Uint8Array<ArrayBuffer>
  offsets: Uint32Array<ArrayBuffer>
  kinds: Uint8Array<ArrayBuffer>
  signCounts: Uint8Array<ArrayBuffer>
}

const mostComparisons = 1_000_000
// A byte order mark at the start of a line is part of it.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Pairs of equal strings, ascending on both sides: the longest such list, or for huge changes the one found going down. */
function pairEqual(removed: readonly string[], added: readonly string[]): [number, number][] {
  return removed.length * added.length <= mostComparisons ? longestCommon(removed, added) : firstPairs(removed, added)
}

function firstPairs(removed: readonly string[], added: readonly string[]): [number, number][] {
  const places = Map.groupBy(removed.keys(), (index) => removed[index] ?? '')
  const pairs: [number, number][] = []
  let next = 0
  for (const [index, line] of added.entries()) {
    const list = places.get(line) ?? []
    const at = list.findIndex((place) => place >= next)
    const place = list[at]
    if (place === undefined) continue
    list.splice(0, at + 1)
    pairs.push([place, index])
    next = place + 1
  }
  return pairs
}

export function findWhitespace(request: WhitespaceRequest): HunkWhitespace[] {
  const { kinds, firstRow } = request
  const textOf = (row: number) => {
    const start = (request.offsets[row] ?? 0) + (request.signCounts[row] ?? 0)
    return decoder.decode(request.bytes.subarray(start, request.offsets[row + 1])).replaceAll(/\s+/g, '')
  }
  const endOf = (from: number, kind: number) => {
    let row = from
    while (row < kinds.length && kinds[row] === kind) row++
    return row
  }
  const hunks: HunkWhitespace[] = []
  for (let row = 0; row < kinds.length;) {
    const hunkRow = row++
    const removed: number[] = []
    const added: number[] = []
    let changes = 0
    while (row < kinds.length && kinds[row] !== rowKinds.hunk) {
      if (kinds[row] !== rowKinds.removed && kinds[row] !== rowKinds.added) {
        row++
        continue
      }
      const firstAdded = endOf(row, rowKinds.removed)
      const end = endOf(firstAdded, rowKinds.added)
      changes += end - row
      const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => textOf(from + index))
      for (const [old, fresh] of pairEqual(rows(row, firstAdded), rows(firstAdded, end))) {
        removed.push(firstRow + row + old)
        added.push(firstRow + firstAdded + fresh)
      }
      row = end
    }
    if (added.length === 0) continue
    hunks.push({
      hunkRow: firstRow + hunkRow,
      isUnchanged: added.length * 2 === changes,
      removed: Uint32Array.from(removed),
      added: Uint32Array.from(added),
    })
  }
  return hunks
}
