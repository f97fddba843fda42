// Learning what storage keeps: at the start, and when somebody else may have changed it.
import { type FileEntry } from '../../../shared/agent-file.ts'
import { isVitrineError, VitrineError } from '../../../shared/errors.ts'
import { attempt, type PortResult, valueOf } from '../port-result.ts'
import { type FileContext } from './file-context.ts'
import { createNode, type FileNode, isDirty } from './file-node.ts'
import { checkPath, isBelow } from './file-path.ts'
import { createRoot, type FileRoot, type FileRootOptions } from './file-roots.ts'
import { askStorage } from './load-content.ts'

/**
 * Brings the tree to what a root keeps: what is new appears, what changed is read anew when it is asked for, what is gone goes; unsaved
 * edits stay. The lock must be held alone. @throws what the storage said
 */
export async function indexRoot(context: FileContext, root: FileRoot): Promise<void> {
  const { tree, roots, scopeKey, cache, tell } = context
  const listed = await askStorage(() => root.persistence.listPersistedEntries(scopeKey, root.options))
  root.problem = listed.ok ? undefined : listed.error.message
  const gone = new Set(tree.all().filter((node) => node.root === root && node.isStored))
  const left = new Set(tree.all().flatMap(({ leftAt }) => leftAt))
  for (const entry of valueOf(listed)) {
    // Below a more specific root only that root's files are seen.
    if (!isPath(entry.path) || roots.rootOf(entry.path) !== root || left.has(entry.path)) continue
    const node = tree.find(entry.path)
    if (node === undefined) addStored(context, entry, root)
    else gone.delete(node)
    if (node === undefined || isDirty(node) || isSame(node.entry, entry)) continue
    node.entry = entry
    if (entry.entryType === 'file') node.content = undefined
    cache.forget(node)
    tell({ is: 'updated', path: entry.path })
  }
  for (const node of gone) {
    node.isStored = false
    if (isDirty(node)) continue
    tree.remove(node)
    cache.forget(node)
    tell({ is: 'deleted', path: node.entry.path })
  }
}

export async function indexAll(context: FileContext): Promise<void> {
  const results: PortResult[] = []
  for (const root of context.roots.all()) results.push(await attempt('list the files', () => indexRoot(context, root)))
  const failed = results.find(({ ok }) => !ok)
  if (failed !== undefined) valueOf(failed)
}

/**
 * Adds a root while files are there: those below it that nothing kept so far are kept from now on.
 * @throws file.exists, file.read-only; what the storage said
 */
export async function addRoot(context: FileContext, options: FileRootOptions): Promise<void> {
  const { roots, tree, saver, scopeKey } = context
  const root = createRoot(options, scopeKey)
  await context.lock.exclusive(async () => {
    roots.add(root)
    const within = tree.all().filter(({ entry }) => roots.rootOf(entry.path) === root)
    const others = within.find((node) => node.root !== undefined)
    try {
      if (others !== undefined) throw new VitrineError('file.exists', { path: others.entry.path })
      // It could not keep them.
      if (root.isReadonly && within[0] !== undefined) throw new VitrineError('file.read-only', { path: within[0].entry.path })
      const stored = valueOf(await askStorage(() => root.persistence.listPersistedEntries(scopeKey, root.options)))
      const clash = within.find(({ entry }) => stored.some(({ path }) => path === entry.path || isBelow(path, entry.path)))
      if (clash !== undefined) throw new VitrineError('file.exists', { path: clash.entry.path })
      await indexRoot(context, root)
    } catch (error) {
      roots.remove(root)
      throw error
    }
    for (const node of within) {
      node.root = root
      node.save = { is: 'saved' }
      node.unsavedContent = ++node.edits
      saver.later(node)
    }
  })
}

export function addStored({ tree, tell }: FileContext, entry: FileEntry, root: FileRoot): FileNode {
  const node = createNode(entry, root, entry.entryType === 'directory' ? new Uint8Array() : undefined)
  node.isStored = true
  tree.put(node)
  tell({ is: 'updated', path: entry.path })
  return node
}

function isPath(path: string): boolean {
  try {
    checkPath(path)
    return true
  } catch (error) {
    if (isVitrineError(error)) return false
    throw error
  }
}

/** A checksum that one of them does not know says nothing, nor does the moment at which something in a directory changed. */
function isSame(a: FileEntry, b: FileEntry): boolean {
  const isChecksumKnown = a.checksum !== null && b.checksum !== null
  const words = ({ checksum, modifiedAt, ...entry }: FileEntry) =>
    JSON.stringify([entry, isChecksumKnown && checksum, entry.entryType === 'file' && modifiedAt])
  return words(a) === words(b)
}
