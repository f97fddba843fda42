// `@@ -1,3 +1,9 @@` and its combined form `@@@ -1,3 -1,4 +1,9 @@@`.

export interface HunkRange {
  /** The first line, from 1. Where there is none: the line before, 0 at the beginning of the file. */
  start: number
  count: number
}

export interface HunkHeader {
  /** One range for each version compared with, two and more in a combined diff. */
  olds: [HunkRange, ...HunkRange[]]
  new: HunkRange
}

/** How the hunks of a diff against one version begin. */
export const plainHunkStart = /^@@ [-+]/

const header = /^(@{2,}) ((?:-\d+(?:,\d+)? )+)\+(\d+)(?:,(\d+))? @{2,}/
/** The reverse of a patch can have the signs of its headers exchanged as those of its rows: `@@ +1,9 -1,3 @@`. */
const reverseHeader = /^@@ \+(\d+)(?:,(\d+))? -(\d+)(?:,(\d+))? @@/
const oldRange = /-(\d+)(?:,(\d+))?/g

const rangeOf = (start: string | undefined, count: string): HunkRange => ({ start: Number(start), count: Number(count) })

/** The ranges of a hunk header, or undefined when its numbers cannot be read. */
export function readHunkHeader(line: string): HunkHeader | undefined {
  const match = header.exec(line)
  if (match === null) return readReverseHeader(line)
  const [, ats = '', oldText = '', newStart, newCount = '1'] = match
  const [old, ...others] = [...oldText.matchAll(oldRange)].map(([, start, count = '1']) => rangeOf(start, count))
  if (old === undefined || others.length !== ats.length - 2) return undefined
  return { olds: [old, ...others], new: rangeOf(newStart, newCount) }
}

function readReverseHeader(line: string): HunkHeader | undefined {
  const match = reverseHeader.exec(line)
  if (match === null) return undefined
  const [, newStart, newCount = '1', oldStart, oldCount = '1'] = match
  return { olds: [rangeOf(oldStart, oldCount)], new: rangeOf(newStart, newCount) }
}

/** What git writes after the second `@@`: the function or class around the hunk. */
export function hunkContext(line: string): string {
  return line.replace(/^@{2,}(?: [-+][\d,]+)* ?@{0,} ?/, '')
}
