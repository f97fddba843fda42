// What a line is that stands in no hunk.
import { type ByteLines } from './byte-lines.ts'
import { isSignature } from './line-role.ts'
import { readHunkHeader } from '../../../../shared/patch/hunk-header.ts'

/**
 * `file` starts a file, `header` says something about it, `hunk` opens a hunk, `message` starts the next mail or commit,
 * `text` is none of these, `skipped` carries nothing to show.
 */
export type OutsideLine = 'file' | 'header' | 'hunk' | 'message' | 'text' | 'blank' | 'signature' | 'skipped' | 'wait'

export interface OutsideState {
  /** A file was started and has no hunk yet. */
  isHeaderOpen: boolean
  isBinaryData: boolean
  headerLines: readonly string[]
  isFile: boolean
  isSubmodule: boolean
}

const fileStarts = [
  'diff --git ',
  'diff --cc ',
  'diff --combined ',
  'Index: ',
  "=== added file '",
  "=== modified file '",
  "=== removed file '",
  "=== renamed file '",
  '==== //',
]
const headerStarts = [
  'index ',
  'old mode ',
  'new mode ',
  'mode ',
  'new file mode ',
  'old file mode ',
  'deleted file mode ',
  'similarity index ',
  'dissimilarity index ',
  'rename from ',
  'rename to ',
  'copy from ',
  'copy to ',
  'Binary files ',
  'GIT binary patch',
  '+++ ',
  '======',
  'RCS file: ',
  'retrieving revision ',
  'Binary file ',
  'Cannot display: file marked as a binary type',
  'svn:mime-type',
  'remerge ',
]
const messageStart = /^(?:From [0-9a-f]{7,64} |commit [0-9a-f]{7,64}(?: |$))/
const submodule = /^Submodule \S.* (?:[0-9a-f]{7,}\.{2,3}[0-9a-f]{7,}|contains (?:un)?(?:tracked|modified) content)/
const submoduleName = /^Submodule (\S.*?) (?:[0-9a-f]{7,}|contains )/
const binarySize = /^(?:literal|delta) \d+$/
const binaryData = /^[A-Za-z]\S{1,66}$/

export function outsideLine(lines: ByteLines, position: number, state: OutsideState): OutsideLine {
  if (lines.isBlank(position)) return 'blank'
  const starts = (prefix: string) => lines.startsWith(position, prefix)
  if (fileStarts.some(starts)) return isBelowIndex(starts, state) ? 'header' : 'file'
  if (starts('--- ')) return dashes(lines, position, state)
  if (starts('@@')) return state.isFile || readHunkHeader(lines.text(position)) !== undefined ? 'hunk' : 'text'
  if (state.isHeaderOpen && headerStarts.some(starts) && !isNextBinary(starts, state)) return 'header'
  if (starts('diff -')) return plainDiff(state)
  const text = lines.text(position)
  if (state.isBinaryData && binarySize.test(text)) return 'header'
  if (state.isBinaryData && binaryData.test(text)) return 'skipped'
  if (starts('Binary files ') && text.endsWith(' differ')) return 'file'
  if (starts('Submodule ') && submodule.test(text)) return isSameSubmodule(text, state) ? 'header' : 'file'
  if (messageStart.test(text)) return 'message'
  return isSignature(lines, position, true) === 'end' ? 'signature' : 'text'
}

/** Subversion can write git's line below its own: they start one file. */
function isBelowIndex(starts: (prefix: string) => boolean, { isHeaderOpen, headerLines }: OutsideState): boolean {
  return isHeaderOpen && starts('diff --git ') && headerLines.every((line) => /^(?:Index: |=====)/.test(line))
}

/** A submodule that was also touched has several lines below each other. */
function isSameSubmodule(text: string, { isHeaderOpen, headerLines }: OutsideState): boolean {
  const nameOf = (line = '') => submoduleName.exec(line)?.[1]
  return isHeaderOpen && nameOf(text) !== undefined && nameOf(headerLines[0]) === nameOf(text)
}

/** Without git every `Binary files` line is a file of its own. */
function isNextBinary(starts: (prefix: string) => boolean, state: OutsideState): boolean {
  return starts('Binary files ') && state.headerLines.some((line) => line.startsWith('Binary files '))
}

/** `--- a/x` with `+++ b/x` below names a file: the one whose header is open and has no names yet, else a new one. */
function dashes(lines: ByteLines, position: number, state: OutsideState): OutsideLine {
  if (!lines.has(position, 3)) return 'wait'
  // `--combined-all-paths` names the file of each parent.
  if (state.isHeaderOpen && state.headerLines[0]?.startsWith('diff --c') === true) return 'header'
  const second = lines.next(position)
  if (!lines.startsWith(second, '+++ ')) return 'text'
  const isNamed = state.headerLines.some((line) => line.startsWith('--- '))
  if (state.isHeaderOpen && !isNamed) return 'header'
  return lines.startsWith(lines.next(second), '@@') ? 'file' : 'text'
}

/** `diff -u old new` starts a file, unless it follows the `Index:` line of the same one. */
function plainDiff(state: OutsideState): OutsideLine {
  const [first = ''] = state.headerLines
  const belongs = state.isHeaderOpen && first.startsWith('Index: ') && !state.headerLines.some((line) => /^(?:diff -|--- )/.test(line))
  return belongs ? 'header' : 'file'
}
