// Moving and deleting: whoever does either is alone, and nothing in memory changes before storage has done it.
import { type AgentFile } from '../../../shared/agent-file.ts'
import { VitrineError } from '../../../shared/errors.ts'
import { valueOf } from '../port-result.ts'
import { checkWritable, type FileContext } from './file-context.ts'
import { createEntry, type FileNode, isDirty, toAgentFile } from './file-node.ts'
import { checkPath, isBelow } from './file-path.ts'
import { type FileRoot } from './file-roots.ts'
import { askStorage, loadContent } from './load-content.ts'
import { addAncestors, checkFree, checkListed, keepFrom, markUnsaved, saveNew } from './write-file.ts'

/** Moves a file, or a directory with all that is below it. Edits that wait to be saved go along, and are saved under the new path. */
export async function moveFile(context: FileContext, givenFrom: string, givenTo: string): Promise<AgentFile> {
  const [from, to] = [checkPath(givenFrom), checkPath(givenTo)]
  const unsaved = await context.lock.exclusive(async () => {
    const { tree, roots, tell } = context
    const root = roots.rootOf(from)
    await checkListed(context, root)
    if (tree.kindOf(from) === undefined) throw new VitrineError('file.not-found', { path: from })
    if (from === to) return []
    if (isBelow(to, from)) throw new VitrineError('request.invalid', { reason: `${from} cannot be moved into itself` })
    const nodes = tree.under(from)
    const isOneRoot = [to, ...nodes.map(({ entry }) => to + entry.path.slice(from.length))].every((path) => roots.rootOf(path) === root)
    if (!isOneRoot || nodes.some((node) => node.root !== root) || roots.isAtOrAboveBase(from))
      throw new VitrineError('request.invalid', { reason: `${from} and ${to} are not kept in the same place` })
    checkWritable(root, from)
    checkFree(context, to)
    const left = root === undefined ? [] : await moveInStorage(context, root, nodes, { from, to })
    for (const node of left) {
      node.leftAt.push(node.entry.path)
      node.isStored = false
      markUnsaved(node)
    }
    tree.rename(nodes, from, to)
    for (const { entry } of nodes) keepFrom(context, entry.path)
    tell({ is: 'moved', from, to })
    return [...addAncestors(context, to), ...left]
  })
  if (unsaved.length > 0) await saveNew(context, unsaved)
  const moved = context.tree.find(to)
  return moved === undefined
    ? { ...createEntry(to, 'directory'), isReadonly: false, isLoaded: true, save: { is: 'saved' } }
    : toAgentFile(moved)
}

/** Gives the nodes that storage could not move itself: they are to be written anew, and deleted where they were. */
async function moveInStorage(
  context: FileContext,
  { persistence, options }: FileRoot,
  nodes: readonly FileNode[],
  { from, to }: { from: string; to: string },
): Promise<FileNode[]> {
  const stored = nodes.filter(({ isStored }) => isStored)
  if (stored.length === 0) return []
  const move = persistence.moveInStorage?.bind(persistence)
  if (move !== undefined) {
    const top = context.tree.find(from)?.entry ?? createEntry(from, 'directory')
    valueOf(await askStorage(() => move(top, to, options)))
    // What should not be there any more was moved, too.
    for (const node of nodes) node.leftAt = node.leftAt.map((path) => (isBelow(path, from) ? to + path.slice(from.length) : path))
    return []
  }
  // All of it or nothing: what cannot be read cannot be moved.
  for (const node of stored) {
    if (node.entry.entryType !== 'file') continue
    node.content = await loadContent(context.cache, node)
    context.cache.forget(node)
  }
  return stored
}

/** Deletes a file, or a directory: an empty one, or with `recursive` all that is below it. What storage refuses to delete stays. */
export async function deleteFile(context: FileContext, given: string, recursive: boolean): Promise<void> {
  const path = checkPath(given)
  await context.lock.exclusive(async () => {
    const { tree, roots } = context
    await checkListed(context, roots.rootOf(path))
    if (tree.kindOf(path) === undefined) throw new VitrineError('file.not-found', { path })
    const nodes = tree.under(path)
    if (!recursive && nodes.some(({ entry }) => entry.path !== path))
      throw new VitrineError('request.invalid', { reason: `the directory ${path} is not empty` })
    for (const node of nodes) checkWritable(node.root, node.entry.path)
    for (const node of nodes.toReversed()) await deleteNode(context, node)
  })
}

async function deleteNode({ tree, cache, saver, tell }: FileContext, node: FileNode): Promise<void> {
  const { root, entry } = node
  saver.cancel(node)
  try {
    // Also what was never acknowledged: a write that failed may have left something.
    if (root !== undefined)
      for (const path of [...node.leftAt, entry.path])
        valueOf(await askStorage(() => root.persistence.deleteFromStorage({ ...entry, path }, root.options)))
  } catch (error) {
    if (isDirty(node)) saver.later(node)
    throw error
  }
  tree.remove(node)
  cache.forget(node)
  tell({ is: 'deleted', path: entry.path })
}
