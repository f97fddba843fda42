// What every operation of an agent's file system works with.
import { type FileEvent } from '../../../shared/agent-file.ts'
import { VitrineError } from '../../../shared/errors.ts'
import { type ContentCache } from './content-cache.ts'
import { type FileNode } from './file-node.ts'
import { type FileRoot, type FileRoots } from './file-roots.ts'
import { type FileSaver } from './file-saver.ts'
import { type FileTree } from './file-tree.ts'
import { type StructureLock } from './structure-lock.ts'

export interface FileContext {
  scopeKey: string
  tree: FileTree
  roots: FileRoots
  lock: StructureLock
  cache: ContentCache
  saver: FileSaver
  tell: (event: FileEvent) => void
}

/** @throws file.not-found */
export function getNode(tree: FileTree, path: string): FileNode {
  const node = tree.find(path)
  if (node !== undefined) return node
  if (tree.kindOf(path) === 'directory') throw new VitrineError('request.invalid', { reason: `${path} is a directory` })
  throw new VitrineError('file.not-found', { path })
}

/** @throws file.read-only */
export function checkWritable(root: FileRoot | undefined, path: string): void {
  if (root?.isReadonly === true) throw new VitrineError('file.read-only', { path })
}
