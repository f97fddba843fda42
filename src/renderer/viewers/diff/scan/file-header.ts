// What the lines before a file's first hunk say about it.
import { type FileChange } from '../model/diff-file.ts'
import { readGitNames, readName, stripPrefixes } from './file-names.ts'

export interface FileHeader {
  path: string
  oldPath: string
  change: FileChange
  oldMode: string | undefined
  newMode: string | undefined
  similarity: number | undefined
  isBinary: boolean
  isSubmodule: boolean
}

const none = '/dev/null'
const combined = /^diff --(?:cc|combined) /
const binaryNames = /^Binary files (.+) and (.+) differ/
const submoduleLog = /^Submodule (.+?) (?:[0-9a-f]{7,}|contains (?:un)?(?:tracked|modified))/

// `Index: path` (Subversion, CVS), `=== added file 'path'` (Bazaar).
const plainName = /^(?:Index: |=== \w+ file ')([^' ][^']*?)'?$/
// `diff -r 0123456789ab path` (Mercurial), `diff -u old new` (diff).
const mercurialName = /^diff (?:-r [0-9a-f]{12,40} )+(.+)$/
const comparedName = /^diff -.* ('[^']+'|[^' ]+)$/
// `==== //depot/old#3 (text) - //depot/path#4 (text) ====` (Perforce).
const perforceName = /^==== (?:.* - )?(\/\/[^#]+)#\d+/
const plainNames = [plainName, mercurialName, comparedName, perforceName]

interface Found {
  old: string | undefined
  new: string | undefined
  from: string | undefined
  to: string | undefined
  git: { old: string; new: string } | undefined
  /** The name in a line that only tools before git write. */
  plain: string | undefined
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
  const found: Found = { old: undefined, new: undefined, from: undefined, to: undefined, git: undefined, plain: undefined }
  for (const line of lines) readLine(line, header, found)
  const names = stripPrefixes({
    old: found.old ?? found.git?.old ?? found.new ?? found.plain ?? '',
    new: found.new ?? found.git?.new ?? found.old ?? found.plain ?? '',
  })
  // Renames and copies name their files without a prefix, and exactly.
  const oldPath = found.from ?? names.old
  const newPath = found.to ?? names.new
  if (header.change === 'modified' && oldPath === none) header.change = 'added'
  if (header.change === 'modified' && newPath === none) header.change = 'deleted'
  header.path = header.change === 'deleted' && oldPath !== none ? oldPath : newPath
  header.oldPath = found.from ?? (oldPath === none || found.git === undefined ? header.path : oldPath)
  if (header.oldMode === '160000' || header.newMode === '160000') header.isSubmodule = true
  return header
}

function readLine(line: string, header: FileHeader, found: Found): void {
  const after = (prefix: string) => (line.startsWith(prefix) ? line.slice(prefix.length) : undefined)
  const git = after('diff --git ')
  if (git !== undefined) found.git = readGitNames(git)
  else if (combined.test(line)) {
    const name = readName(line.replace(combined, ''))
    found.git = { old: name, new: name }
  } else if (line.startsWith('--- ')) found.old ??= readName(line.slice(4))
  else if (line.startsWith('+++ ')) found.new ??= readName(line.slice(4))
  else if (line.startsWith('rename from ')) {
    header.change = 'renamed'
    found.from = readName(line.slice(12))
  } else if (line.startsWith('rename to ')) found.to = readName(line.slice(10))
  else if (line.startsWith('copy from ')) {
    header.change = 'copied'
    found.from = readName(line.slice(10))
  } else if (line.startsWith('copy to ')) found.to = readName(line.slice(8))
  else if (!readMode(line, header)) readBinary(line, header, found)
}

function readMode(line: string, header: FileHeader): boolean {
  const mode = /^(?:(old|new|new file|deleted file) )?mode ([\d,]+?)(?:\.\.(\d+))?$/.exec(line)
  if (mode !== null) {
    const [, which, first, last] = mode
    if (which === 'new file') header.change = 'added'
    if (which === 'deleted file') header.change = 'deleted'
    if (which === 'old' || which === 'deleted file' || which === undefined) header.oldMode = first
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

function plainNameOf(line: string): string | undefined {
  for (const name of plainNames) {
    const found = name.exec(line)?.[1]
    if (found !== undefined) return found.replace(/^'(.*)'$/, '$1')
  }
  return undefined
}

function readBinary(line: string, header: FileHeader, found: Found): void {
  const names = binaryNames.exec(line)
  if (names !== null) {
    header.isBinary = true
    if (found.git === undefined) {
      found.old ??= readName(names[1] ?? '')
      found.new ??= readName(names[2] ?? '')
    } else if (names[1] === none) header.change = 'added'
    else if (names[2] === none) header.change = 'deleted'
  } else if (line.startsWith('GIT binary patch')) header.isBinary = true
  else if (submoduleLog.test(line)) {
    header.isSubmodule = true
    found.new ??= submoduleLog.exec(line)?.[1]
  } else if (line.startsWith('Cannot display: file marked as a binary type')) header.isBinary = true
  else if (/^Binary file .* has changed$/.test(line)) header.isBinary = true
  else found.plain ??= plainNameOf(line)
}
