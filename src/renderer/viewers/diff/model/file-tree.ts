// The files of a diff as a tree of folders, in the order of the diff, so that going down the tree is reading on.
import { type DiffFile } from './diff-file.ts'

export type TreeRow =
  | { kind: 'group'; file: DiffFile; depth: number; isOpen: boolean; count: number }
  | { kind: 'directory'; key: string; label: string; depth: number; isOpen: boolean; insertions: number; deletions: number; count: number }
  | { kind: 'file'; file: DiffFile; label: string; depth: number }

interface Directory {
  key: string
  label: string
  directories: Map<string, Directory>
  entries: (Directory | DiffFile)[]
}

function newDirectory(key: string, label: string): Directory {
  return { key, label, directories: new Map(), entries: [] }
}

const isFile = (entry: Directory | DiffFile): entry is DiffFile => 'path' in entry

function buildTree(files: readonly DiffFile[], key: string): Directory {
  const root = newDirectory(key, '')
  for (const file of files) {
    let directory = root
    const parts = file.path.split('/')
    for (const label of parts.slice(0, -1)) {
      let next = directory.directories.get(label)
      if (next === undefined) {
        next = newDirectory(`${directory.key}/${label}`, label)
        directory.directories.set(label, next)
        directory.entries.push(next)
      }
      directory = next
    }
    directory.entries.push(file)
  }
  return root
}

/** A folder that holds one folder alone stands in one line with it. */
function joined(directory: Directory): Directory {
  const [only, second] = directory.entries
  if (only === undefined || second !== undefined || isFile(only)) return directory
  const below = joined(only)
  return { ...below, label: `${directory.label}/${below.label}` }
}

function filesIn(directory: Directory): DiffFile[] {
  return directory.entries.flatMap((entry) => (isFile(entry) ? [entry] : filesIn(entry)))
}

function* rowsOf(directory: Directory, depth: number, closed: ReadonlySet<string>): Generator<TreeRow> {
  for (const entry of directory.entries) {
    if (isFile(entry)) {
      yield { kind: 'file', file: entry, label: entry.path.slice(entry.path.lastIndexOf('/') + 1), depth }
      continue
    }
    const shown = joined(entry)
    const files = filesIn(shown)
    const isOpen = !closed.has(shown.key)
    yield {
      kind: 'directory',
      key: shown.key,
      label: shown.label,
      depth,
      isOpen,
      insertions: files.reduce((sum, file) => sum + file.insertions, 0),
      deletions: files.reduce((sum, file) => sum + file.deletions, 0),
      count: files.length,
    }
    if (isOpen) yield* rowsOf(shown, depth + 1, closed)
  }
}

export const groupKey = (file: DiffFile): string => `#${file.index}`

/** Rows of the tree. Where several patches stand in one diff, each is a group of its own; `closed` holds keys of what is folded. */
export function treeRows(files: readonly DiffFile[], filter: string, closed: ReadonlySet<string>): TreeRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  const isWanted = (file: DiffFile) => words.every((word) => `${file.path} ${file.oldPath}`.toLowerCase().includes(word))
  const messages = files.filter(({ kind, index }) => kind === 'message' && files[index + 1]?.kind === 'file')
  const wanted = files.filter((file) => file.kind === 'file' && isWanted(file))
  if (messages.length < 2) return [...rowsOf(buildTree(wanted, ''), 0, closed)]
  return messages.flatMap((message, at) => {
    const end = messages[at + 1]?.index ?? files.length
    const own = wanted.filter(({ index }) => index > message.index && index < end)
    if (own.length === 0) return []
    const key = groupKey(message)
    const isOpen = !closed.has(key)
    const group: TreeRow = { kind: 'group', file: message, depth: 0, isOpen, count: own.length }
    return isOpen ? [group, ...rowsOf(buildTree(own, key), 1, closed)] : [group]
  })
}
