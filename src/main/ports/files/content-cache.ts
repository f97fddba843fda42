// Content that storage has too is kept in memory up to a limit: what was not used for longest goes first.
import { type FileNode } from './file-node.ts'

export interface ContentCache {
  /** The node's content was used, and may go when room is needed. */
  use: (node: FileNode) => void
  /** The node's content must stay, or is gone. */
  forget: (node: FileNode) => void
  readonly sizeBytes: number
}

export function createContentCache(limitBytes: number): ContentCache {
  const kept = new Map<FileNode, number>()
  let sizeBytes = 0
  const forget = (node: FileNode) => {
    sizeBytes -= kept.get(node) ?? 0
    kept.delete(node)
  }
  return {
    use: (node) => {
      forget(node)
      if (node.content === undefined) return
      kept.set(node, node.content.length)
      sizeBytes += node.content.length
      for (const oldest of kept.keys()) {
        if (sizeBytes <= limitBytes) break
        forget(oldest)
        oldest.content = undefined
      }
    },
    forget,
    get sizeBytes() {
      return sizeBytes
    },
  }
}
