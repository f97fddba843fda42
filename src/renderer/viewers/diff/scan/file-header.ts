// What the lines before a file's first hunk say about it.
import { type DiffFile } from '../model/diff-file.ts'
import { gitNames, hasPrefixes, type NamePair, noFile, sideName, withoutPrefix } from '../../../../shared/patch/file-names.ts'

export type FileHeader = Pick<DiffFile, 'path' | 'oldPath' | 'change' | 'oldMode' | 'newMode' | 'similarity' | 'isBinary' | 'isSubmodule'>

const combined = /^diff --(?:cc|combined) /
const binaryNames = /^Binary files (.+) and (.+) differ/
const submoduleLog = /^Submodule (.+?) (?:[0-9a-f]{7,}|contains (?:un)?(?:tracked|modified))/

// `Index: path` (Subversion, CVS), `=== added file 'path'` and `=== renamed file 'old' => 'path'` (Bazaar).
const plainName = /^(?:Index: |=== \w+ file '(?:[^']*' => ')?)([^' ][^']*?)(?: \(deleted\)|'(?: \(properties changed: .*\))?)?$/
const plainChange = /^(?:=== (added|removed|renamed) file '(?:([^']*)' => ')?|Index: .*( \(deleted\))$)/
// `diff -r 0123456789ab path` (Mercurial), `diff -u old new` (diff).
const mercurialName = /^diff (?:-r [0-9a-f]{12,40} )+(.+)$/
const comparedNames = /^diff -.* ('[^']+'|"(?:[^"\\]|\\.)+"|[^'" ]+) ('[^']+'|"(?:[^"\\]|\\.)+"|[^'" ]+)$/
// `==== //depot/old#3 (text) - //depot/path#4 (text) ====` (Perforce).
const perforceName = /^==== (?:.* - )?(\/\/[^#]+)#\d+/
const plainNames = [plainName, mercurialName, perforceName]

interface Found {
  old: string | undefined
  new: string | undefined
  from: string | undefined
  to: string | undefined
  git: NamePair | undefined
  /** The name in a line that only tools before git write. */
  plain: string | undefined
  /** The two names that `diff -r` writes above what it found. */
  compared: NamePair | undefined
}

/** What the lines say; `lines` are those from `diff --git` (or `---`) up to the first hunk. */
export function readFileHeader(lines: readonly string[]): FileHeader {
  const header: FileHeader = {
    path: '',
    oldPath: '',
    change: 'modified',
    oldMode: undefined,
    newMode: undefined,
    similarity: undefined,
    isBinary: false,
    isSubmodule: false,
  }
  const found: Found = {
    old: undefined,
    new: undefined,
    from: undefined,
    to: undefined,
    git: undefined,
    plain: undefined,
    compared: undefined,
  }
  for (const line of lines) readLine(line, header, found)
  const names = namesOf(found)
  // Renames and copies name their files without a prefix, and exactly.
  const oldPath = found.from ?? names.old
  const newPath = found.to ?? names.new
  if (header.change === 'modified' && oldPath === noFile) header.change = 'added'
  if (header.change === 'modified' && newPath === noFile) header.change = 'deleted'
  // Subversion writes an empty path for the folder that it stands in.
  header.path = (header.change === 'deleted' && oldPath !== noFile ? oldPath : newPath) || (found.plain ?? '')
  header.oldPath = found.from ?? (oldPath === noFile || found.git === undefined ? header.path : oldPath)
  if (header.oldMode === '160000' || header.newMode === '160000') header.isSubmodule = true
  return header
}

/** Both names, the one for the other where only one is told. */
function namesOf({ old, new: now, git, plain, compared }: Found): NamePair {
  const oldName = old ?? git?.old ?? now ?? plain ?? compared?.old ?? ''
  const newName = now ?? git?.new ?? old ?? plain ?? compared?.new ?? ''
  if (!hasPrefixes(git?.old ?? oldName, git?.new ?? newName)) return { old: oldName, new: newName }
  return { old: withoutPrefix(oldName), new: withoutPrefix(newName) }
}

function readLine(line: string, header: FileHeader, found: Found): void {
  const after = (prefix: string) => (line.startsWith(prefix) ? line.slice(prefix.length) : undefined)
  const git = after('diff --git ')
  if (git !== undefined) found.git = gitNames(git)
  else if (combined.test(line)) found.plain = sideName(line.replace(combined, ''))
  else if (line.startsWith('--- ')) found.old ??= sideName(line.slice(4))
  else if (line.startsWith('+++ ')) found.new ??= sideName(line.slice(4))
  else if (line.startsWith('rename from ')) {
    header.change = 'renamed'
    found.from = sideName(line.slice(12))
  } else if (line.startsWith('rename to ')) found.to = sideName(line.slice(10))
  else if (line.startsWith('copy from ')) {
    header.change = 'copied'
    found.from = sideName(line.slice(10))
  } else if (line.startsWith('copy to ')) found.to = sideName(line.slice(8))
  else if (!readMode(line, header) && !readPlain(line, header, found)) readBinary(line, header, found)
}

function readMode(line: string, header: FileHeader): boolean {
  const mode = /^(?:(old|new|new file|deleted file|old file) )?mode ([\d,]+?)(?:\.\.(\d+))?$/.exec(line)
  if (mode !== null) {
    const [, which, first, last] = mode
    // Bazaar writes a mode of 0 for a file that is not there.
    if (which === 'new file') header.change = first !== '0' ? (header.oldMode === undefined ? 'added' : header.change) : 'deleted'
    if (which === 'deleted file') header.change = 'deleted'
    if (first === '0') return true
    if (which === 'old' || which === 'old file' || which === 'deleted file' || which === undefined) header.oldMode = first
    if (which === 'new' || which === 'new file') header.newMode = first
    if (which === undefined) header.newMode = last
    return true
  }
  const index = /^index [0-9a-f,]+\.\.[0-9a-f]+ (\d{6})$/.exec(line)
  if (index !== null) {
    header.oldMode ??= index[1]
    header.newMode ??= index[1]
    return true
  }
  const similarity = /^similarity index (\d+)%/.exec(line)
  if (similarity !== null) header.similarity = Number(similarity[1])
  return similarity !== null
}

/** What only tools before git say of a file. */
function readPlain(line: string, header: FileHeader, found: Found): boolean {
  const [, how, old, isDeleted] = plainChange.exec(line) ?? []
  if (how === 'added') header.change = 'added'
  else if (how === 'removed' || isDeleted !== undefined) header.change = 'deleted'
  else if (how === 'renamed') header.change = 'renamed'
  if (old !== undefined) found.from = old
  const name = plainNameOf(line)
  found.plain ??= name
  if (how === 'renamed' && name !== undefined) found.to = name
  const [, left, right] = name === undefined ? (comparedNames.exec(line) ?? []) : []
  if (left !== undefined && right !== undefined) found.compared = { old: unquoted(left), new: unquoted(right) }
  return name !== undefined || left !== undefined
}

const unquoted = (name: string) => sideName(name.replace(/^'(.*)'$/, '$1'))

function plainNameOf(line: string): string | undefined {
  for (const name of plainNames) {
    const found = name.exec(line)?.[1]
    if (found !== undefined) return found
  }
  return undefined
}

function readBinary(line: string, header: FileHeader, found: Found): void {
  const names = binaryNames.exec(line)
  if (names !== null) {
    header.isBinary = true
    if (found.git === undefined) {
      found.old ??= sideName(names[1] ?? '')
      found.new ??= sideName(names[2] ?? '')
    } else if (names[1] === noFile) header.change = 'added'
    else if (names[2] === noFile) header.change = 'deleted'
  } else if (line.startsWith('GIT binary patch')) header.isBinary = true
  else if (submoduleLog.test(line)) {
    header.isSubmodule = true
    found.new ??= submoduleLog.exec(line)?.[1]
  } else if (line.startsWith('Cannot display: file marked as a binary type')) header.isBinary = true
  else if (/^Binary file .* has changed$/.test(line)) header.isBinary = true
}
