// A file of the diff, or the text that stands between files (a commit's message, a mail's head).

import { type BinaryPatch } from '../picture/binary-patch.ts'

export type FileChange = 'added' | 'deleted' | 'modified' | 'renamed' | 'copied'

export interface DiffFile {
  kind: 'file' | 'message'
  index: number
  /** The new path, or the old one of a deleted file; empty where the diff names none. */
  path: string
  /** Differs from `path` in renames and copies. */
  oldPath: string
  change: FileChange
  oldMode: string | undefined
  newMode: string | undefined
  /** Percent of the lines that a rename or copy kept. */
  similarity: number | undefined
  isBinary: boolean
  isSubmodule: boolean
  /** More hunks of the file before, behind text that stands between them. */
  isContinued?: true
  /** How many versions the new one is compared with: 1, or 2 and more in a combined diff. */
  parents: number
  /** The header lines of a file without hunks, as they stand, cut at a few thousand characters; of one with hunks, what the rest does not say. */
  header: string
  /** What a binary patch of a picture holds: the new version, and perhaps the old one. */
  patches?: BinaryPatch[]
  /** The beginning of the delta that any other binary was changed by, which tells both sizes. */
  delta?: BinaryPatch
  firstRow: number
  endRow: number
  firstHunk: number
  endHunk: number
  insertions: number
  deletions: number
  /** Width in character cells of its widest row. */
  width: number
}

/** The last part of a path, and what stands before it with its slash. */
export function splitPath(path: string): { directory: string; base: string } {
  const slash = path.lastIndexOf('/')
  return { directory: path.slice(0, slash + 1), base: path.slice(slash + 1) }
}
