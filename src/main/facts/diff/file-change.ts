// What a patch does to one file, as far as its lines tell.
import { isConflict, isUnchanged, joinChanges, reverseChange, type TextChange } from './text-change.ts'

/** Why the lines of a change are not known. */
export type Opaque = 'binary' | 'combined' | 'damaged' | 'no-content'

export interface FileSide {
  path: string
  /** As git writes it; undefined where the patch does not say. */
  mode: string | undefined
  /** The blob's id, perhaps abbreviated. */
  blob: string | undefined
}

export interface FileChange {
  /** Undefined: the file is new, or deleted. */
  old: FileSide | undefined
  new: FileSide | undefined
  /** The new file begins as a copy; the old one stays. */
  isCopy: boolean
  lines: TextChange
  opaque: Opaque | undefined
  /** What a binary patch holds, to tell two of them apart. */
  binaryData: string
}

const leastIdLength = 7

/** Whether two sides are the same blob; undefined when their ids do not tell. */
export function isSameBlob(one: FileSide | undefined, other: FileSide | undefined): boolean | undefined {
  const [a, b] = [one?.blob ?? '', other?.blob ?? '']
  const length = Math.min(a.length, b.length)
  // git writes zeros for a file whose id it did not compute.
  if (length < leastIdLength || /^0+$/.test(a) || /^0+$/.test(b)) return undefined
  return a.slice(0, length) === b.slice(0, length)
}

export function reverseFile(change: FileChange): FileChange {
  const lines = reverseChange(change.lines)
  // What a copy began with is not in the patch.
  return change.isCopy
    ? { ...change, old: change.new, new: undefined, isCopy: false, lines, opaque: 'no-content' }
    : { ...change, old: change.new, new: change.old, lines }
}

export type JoinedFile = { file: FileChange; conflictAt?: undefined } | { file?: undefined; conflictAt: number }

/** From two changes of the same file: the change from the first's result to the second's. */
export function joinFiles(first: FileChange, second: FileChange): JoinedFile {
  const lines = joinChanges(first.lines, second.lines)
  if (isConflict(lines)) return lines
  const file = {
    old: first.new,
    new: second.new,
    isCopy: false,
    lines,
    opaque: first.opaque ?? second.opaque,
    binaryData: `${first.binaryData}${second.binaryData}`,
  }
  return { file: { ...file, old: withMode(file.old, first, second), new: withMode(file.new, second, first) } }
}

/** A patch that leaves the mode alone may not name it; the other one may. */
function withMode(side: FileSide | undefined, from: FileChange, other: FileChange): FileSide | undefined {
  if (side === undefined || side.mode !== undefined) return side
  return { ...side, mode: from.old?.mode ?? other.old?.mode }
}

/** One change after another: `second` starts from what `first` leaves. */
export function followFile(first: FileChange, second: FileChange): FileChange {
  const { file } = joinFiles(reverseFile({ ...first, isCopy: false }), second)
  if (file === undefined) return { ...second, old: first.old, isCopy: first.isCopy, lines: [], opaque: 'damaged' }
  return { ...file, isCopy: first.isCopy || (second.isCopy && first.old !== undefined) }
}

/** The file is the same before and after, name and mode included. */
export function isSameFile({ old, new: now, lines }: FileChange): boolean {
  if (old === undefined || now === undefined) return old === now
  return old.path === now.path && (old.mode === now.mode || old.mode === undefined || now.mode === undefined) && isUnchanged(lines)
}
