export interface HunkHeader {
  /** The first line of the hunk in the old file, from 1; 0 where it has none. */
  oldStart: number
  /** How many lines of the old file it shows. */
  old: number
  newStart: number
  new: number
}

const pattern = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/
/** The reverse of a patch can have the signs of its headers exchanged. */
const reversePattern = /^@@ \+(\d+)(?:,(\d+))? -(\d+)(?:,(\d+))? @@/

/** What a `@@ -a,b +c,d @@` line says, or undefined when it is none. */
export function parseHunkHeader(line: string): HunkHeader | undefined {
  const match = pattern.exec(line)
  if (match !== null) {
    const [, oldStart, old = 1, newStart, after = 1] = match
    return { oldStart: Number(oldStart), old: Number(old), newStart: Number(newStart), new: Number(after) }
  }
  const reverse = reversePattern.exec(line)
  if (reverse === null) return undefined
  const [, newStart, after = 1, oldStart, old = 1] = reverse
  return { oldStart: Number(oldStart), old: Number(old), newStart: Number(newStart), new: Number(after) }
}
