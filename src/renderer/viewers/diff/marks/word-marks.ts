// Which words of a removed line and of the added line beside it differ.
import { longestCommon } from './longest-common.ts'

/** Start and end of each marked stretch, flat: start, end, start, end … */
export type Ranges = number[]

export interface WordMarks {
  removed: Ranges
  added: Ranges
}

const words = /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu
const mostComparisons = 250_000
/** Lines that share less than this part of their text are different lines, where marks would only be noise. */
const leastShared = 0.3

function split(line: string): string[] {
  return line.match(words) ?? []
}

/** For each word of `a`, whether it is in a longest common subsequence with `b`, and the same for `b`. */
function commonWords(a: readonly string[], b: readonly string[]): { inA: boolean[]; inB: boolean[] } {
  const inA = a.map(() => false)
  const inB = b.map(() => false)
  if (a.length * b.length > mostComparisons) return { inA, inB }
  for (const [i, j] of longestCommon(a, b)) {
    inA[i] = true
    inB[j] = true
  }
  return { inA, inB }
}

const blank = /^\s+$/

/** Stretches of words that are not common; blanks between two of them belong to them. */
function rangesOf(line: readonly string[], isCommon: readonly boolean[], offset: number): Ranges {
  const ranges: Ranges = []
  let position = offset
  for (const [index, word] of line.entries()) {
    const end = position + word.length
    const isBridge = blank.test(word) && index > 0 && isCommon[index - 1] === false && isCommon[index + 1] === false
    if (isCommon[index] === false || isBridge) {
      if (ranges.at(-1) === position) ranges[ranges.length - 1] = end
      else ranges.push(position, end)
    }
    position = end
  }
  return ranges
}

const lengthOf = (list: readonly string[]) => list.reduce((sum, word) => sum + (blank.test(word) ? 0 : word.length), 0)

/** Marks of both lines, or undefined when they are the same or have too little in common. */
export function markWords(removed: string, added: string): WordMarks | undefined {
  if (removed === added) return undefined
  const oldIndent = removed.length - removed.trimStart().length
  const newIndent = added.length - added.trimStart().length
  // Indentation is marked only when it is all that changed: beside other changes it would outshine them.
  if (removed.slice(oldIndent) === added.slice(newIndent)) return { removed: [0, oldIndent], added: [0, newIndent] }
  return markText(removed, oldIndent, added, newIndent)
}

function markText(removed: string, oldIndent: number, added: string, newIndent: number): WordMarks | undefined {
  const a = split(removed.slice(oldIndent))
  const b = split(added.slice(newIndent))
  let prefix = 0
  while (prefix < a.length && prefix < b.length && a[prefix] === b[prefix]) prefix++
  let suffix = 0
  while (suffix < a.length - prefix && suffix < b.length - prefix && a[a.length - 1 - suffix] === b[b.length - 1 - suffix]) suffix++
  const middleA = a.slice(prefix, a.length - suffix)
  const middleB = b.slice(prefix, b.length - suffix)
  const { inA, inB } = commonWords(middleA, middleB)
  const common = middleA.filter((_, index) => inA[index])
  const shared = lengthOf(a.slice(0, prefix)) + lengthOf(a.slice(a.length - suffix)) + lengthOf(common)
  const longer = Math.max(lengthOf(a), lengthOf(b))
  if (longer > 0 && shared / longer < leastShared) return undefined
  const start = a.slice(0, prefix).join('').length
  return { removed: rangesOf(middleA, inA, oldIndent + start), added: rangesOf(middleB, inB, newIndent + start) }
}
