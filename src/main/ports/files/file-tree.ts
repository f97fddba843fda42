// What is where, in memory. Directories that nobody made are there as long as something is below them.
import { type AgentFile } from '../../../shared/agent-file.ts'
import { createEntry, createNode, type FileNode, toAgentFile } from './file-node.ts'
import { ancestorsOf, isBelow } from './file-path.ts'
import { type FileRoot } from './file-roots.ts'

export interface FileTree {
  find: (path: string) => FileNode | undefined
  /** Nodes at a path and below it, parents first. */
  under: (path: string) => FileNode[]
  all: () => FileNode[]
  /** A file; a directory, made or implied; nothing. */
  kindOf: (path: string) => 'file' | 'directory' | undefined
  put: (node: FileNode) => void
  remove: (node: FileNode) => void
  /** Gives nodes their new paths, below `to` instead of `from`. */
  rename: (nodes: readonly FileNode[], from: string, to: string) => void
  clear: () => void
  /** Everything, by path, with the directories that are only implied. */
  list: (rootOf: (path: string) => FileRoot | undefined) => AgentFile[]
}

const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)

export function createTree(): FileTree {
  const nodes = new Map<string, FileNode>()
  const under = (path: string) =>
    [...nodes.values()].filter(({ entry }) => entry.path === path || isBelow(entry.path, path)).toSorted((a, b) => byPath(a.entry, b.entry))
  return {
    find: (path) => nodes.get(path),
    under,
    all: () => [...nodes.values()].toSorted((a, b) => byPath(a.entry, b.entry)),
    kindOf: (path) => {
      const found = nodes.get(path)
      if (found !== undefined) return found.entry.entryType
      for (const other of nodes.keys()) if (isBelow(other, path)) return 'directory'
      return undefined
    },
    put: (node) => void nodes.set(node.entry.path, node),
    remove: (node) => {
      node.isGone = true
      nodes.delete(node.entry.path)
    },
    rename: (moved, from, to) => {
      for (const node of moved) nodes.delete(node.entry.path)
      for (const node of moved) {
        node.entry = { ...node.entry, path: to + node.entry.path.slice(from.length) }
        nodes.set(node.entry.path, node)
      }
    },
    clear: () => {
      for (const node of nodes.values()) node.isGone = true
      nodes.clear()
    },
    list: (rootOf) => {
      // No older than the oldest, and not changed before the latest, that is in it.
      const implied = new Map<string, { createdAt: string; modifiedAt: string }>()
      for (const [path, { entry }] of nodes) {
        for (const ancestor of ancestorsOf(path)) {
          if (nodes.has(ancestor)) continue
          const { createdAt, modifiedAt } = implied.get(ancestor) ?? entry
          implied.set(ancestor, {
            createdAt: createdAt < entry.createdAt ? createdAt : entry.createdAt,
            modifiedAt: modifiedAt > entry.modifiedAt ? modifiedAt : entry.modifiedAt,
          })
        }
      }
      const directories = [...implied].map(([path, moments]) =>
        createNode({ ...createEntry(path, 'directory'), ...moments }, rootOf(path), new Uint8Array()),
      )
      return [...nodes.values(), ...directories].map(toAgentFile).toSorted(byPath)
    },
  }
}
