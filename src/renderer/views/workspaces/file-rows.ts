// The rows of a scope's tree, from the flat list of its files.
import { type AgentFile } from '../../../shared/agent-file.ts'

export interface FileRow {
  file: AgentFile
  name: string
  level: number
  /** Undefined for files. */
  isOpen: boolean | undefined
  position: number
  siblings: number
}

export const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/'))
export const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

/** Directories first, then by name, as people count. */
function compare(a: AgentFile, b: AgentFile): number {
  if (a.entryType !== b.entryType) return a.entryType === 'directory' ? -1 : 1
  return nameOf(a.path).localeCompare(nameOf(b.path), 'en', { numeric: true })
}

/** Rows that show; what lies in a closed directory does not. */
export function fileRows(entries: readonly AgentFile[], closed: ReadonlySet<string>): FileRow[] {
  const children = Map.groupBy(entries, ({ path }) => parentOf(path))
  const rowsBelow = (directory: string, level: number): FileRow[] => {
    const siblings = (children.get(directory) ?? []).toSorted(compare)
    return siblings.flatMap((file, index) => {
      const isOpen = file.entryType === 'directory' ? !closed.has(file.path) : undefined
      const row: FileRow = { file, name: nameOf(file.path), level, isOpen, position: index + 1, siblings: siblings.length }
      return isOpen === true ? [row, ...rowsBelow(file.path, level + 1)] : [row]
    })
  }
  return rowsBelow('', 1)
}

/** Where a file goes that is dropped on another row: into a directory, or beside a file. Undefined when that changes nothing or cannot be. */
export function dropTarget(path: string, onto: AgentFile | undefined): string | undefined {
  const directory = onto === undefined ? '' : onto.entryType === 'directory' ? onto.path : parentOf(onto.path)
  const to = `${directory}/${nameOf(path)}`
  return to === path || directory === path || directory.startsWith(`${path}/`) ? undefined : to
}
