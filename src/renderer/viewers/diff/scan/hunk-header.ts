// `@@ -1,3 +1,9 @@` and its combined form `@@@ -1,3 -1,4 +1,9 @@@`.

export interface HunkRange {
  start: number
  count: number
}

export interface HunkHeader {
  /** One range for each version compared with, two and more in a combined diff. */
  olds: HunkRange[]
  new: HunkRange
}

const header = /^(@{2,}) ((?:-\d+(?:,\d+)? )+)\+(\d+)(?:,(\d+))? @{2,}/
/** The reverse of a patch can have the signs of its headers exchanged as those of its rows: `@@ +1,9 -1,3 @@`. */
const reverseHeader = /^@@ \+(\d+)(?:,(\d+))? -(\d+)(?:,(\d+))? @@/
const oldRange = /-(\d+)(?:,(\d+))?/g

/** The ranges of a hunk header, or undefined when its numbers cannot be read. */
export function readHunkHeader(line: string): HunkHeader | undefined {
  const match = header.exec(line)
  if (match === null) return readReverseHeader(line)
  const [, ats = '', oldText = '', newStart, newCount = '1'] = match
  const olds = [...oldText.matchAll(oldRange)].map(([, start, count = '1']) => ({ start: Number(start), count: Number(count) }))
  if (olds.length !== ats.length - 1) return undefined
  return { olds, new: { start: Number(newStart), count: Number(newCount) } }
}

function readReverseHeader(line: string): HunkHeader | undefined {
  const match = reverseHeader.exec(line)
  if (match === null) return undefined
  const [, newStart, newCount = '1', oldStart, oldCount = '1'] = match
  return { olds: [{ start: Number(oldStart), count: Number(oldCount) }], new: { start: Number(newStart), count: Number(newCount) } }
}

/** What git writes after the second `@@`: the function or class around the hunk. */
export function hunkContext(line: string): string {
  return line.replace(/^@{2,}(?: [-+][\d,]+)* ?@{0,} ?/, '')
}
