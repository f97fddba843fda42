// Writing, creating and describing files.
import { type AgentFile } from '../../../shared/agent-file.ts'
import { VitrineError } from '../../../shared/errors.ts'
import { checkWritable, type FileContext, getNode } from './file-context.ts'
import {
  applyWords,
  createEntry,
  createNode,
  describeContent,
  type FileNode,
  type FileWords,
  isDirty,
  toAgentFile,
  type WriteCondition,
} from './file-node.ts'
import { ancestorsOf, checkPath, isBelow } from './file-path.ts'
import { type FileRoot } from './file-roots.ts'
import { indexRoot } from './index-files.ts'
import { loadContent } from './load-content.ts'

/** When a change of words is saved: at once, or with the next edits. */
export type Persist = 'now' | 'debounce'

/** A new file is written at once, with the directories above it; an edit when nothing changed for a while. */
export async function writeFile(
  context: FileContext,
  given: string,
  content: string | Uint8Array,
  { ifChecksum, ...words }: FileWords & WriteCondition,
): Promise<AgentFile> {
  const path = checkPath(given)
  // A copy: the caller may go on with its bytes.
  const bytes = typeof content === 'string' ? Buffer.from(content) : Uint8Array.from(content)
  checkWritable(context.roots.rootOf(path), path)
  const edited = await context.lock.shared(async () => {
    const node = context.tree.find(path)
    if (node?.entry.entryType !== 'file') return undefined
    await checkUnchanged(context, node, ifChecksum)
    return edit(context, node, bytes, words)
  })
  if (edited !== undefined) return edited
  const created = await context.lock.exclusive(async () => {
    const root = context.roots.rootOf(path)
    checkWritable(root, path)
    await checkListed(context, root)
    // Somebody else may have been quicker, here or in storage.
    const node = context.tree.find(path)
    if (node?.entry.entryType === 'file') {
      await checkUnchanged(context, node, ifChecksum)
      return edit(context, node, bytes, words)
    }
    if (typeof ifChecksum === 'string') throw new VitrineError('file.changed', { path })
    checkFree(context, path)
    return addNode(context, describeContent(applyWords(createEntry(path, 'file'), words), bytes), bytes)
  })
  return Array.isArray(created) ? saveNew(context, created) : created
}

export async function createDirectory(context: FileContext, given: string, words: FileWords): Promise<AgentFile> {
  const path = checkPath(given)
  const nodes = await context.lock.exclusive(async () => {
    const root = context.roots.rootOf(path)
    checkWritable(root, path)
    await checkListed(context, root)
    checkFree(context, path)
    return addNode(context, applyWords(createEntry(path, 'directory'), words), new Uint8Array())
  })
  return saveNew(context, nodes)
}

/** Says something of a file or directory, and leaves its content alone. Nothing new is no write. */
export async function describeFile(context: FileContext, given: string, words: FileWords, persist: Persist): Promise<AgentFile> {
  const path = checkPath(given)
  return context.lock.shared(async () => {
    const node = getNode(context.tree, path)
    checkWritable(node.root, path)
    const entry = applyWords(node.entry, words)
    if (entry === node.entry) return toAgentFile(node)
    node.entry = entry
    node.unsavedMetadata = ++node.edits
    context.tell({ is: 'updated', path })
    if (persist === 'now') await context.saver.now(node)
    else context.saver.later(node)
    return toAgentFile(node)
  })
}

/** @throws file.changed */
async function checkUnchanged({ cache }: FileContext, node: FileNode, ifChecksum: string | null | undefined): Promise<void> {
  if (ifChecksum === undefined) return
  // Storage may not know the checksum of what somebody else put there.
  if (node.entry.checksum === null) await loadContent(cache, node)
  if (node.entry.checksum !== ifChecksum) throw new VitrineError('file.changed', { path: node.entry.path })
}

function edit({ cache, saver, tell }: FileContext, node: FileNode, bytes: Uint8Array, words: FileWords): AgentFile {
  node.content = bytes
  node.entry = { ...describeContent(applyWords(node.entry, words), bytes), modifiedAt: new Date().toISOString() }
  node.unsavedContent = ++node.edits
  cache.forget(node)
  saver.later(node)
  tell({ is: 'updated', path: node.entry.path })
  return toAgentFile(node)
}

/** Puts a new entry into the tree, and the directories above it that its root should know. Parents come first; the entry is the last. */
export function addNode(context: FileContext, entry: AgentFile | FileNode['entry'], content: Uint8Array): FileNode[] {
  const { tree, roots, tell } = context
  const added = [...addAncestors(context, entry.path), createNode(entry, roots.rootOf(entry.path), content)]
  const last = added.at(-1)
  if (last !== undefined) {
    markUnsaved(last)
    tree.put(last)
    keepFrom(context, entry.path)
    tell({ is: 'updated', path: entry.path })
  }
  return added
}

/** Makes the directories above a path that its root should know and does not. */
export function addAncestors({ tree, roots, tell }: FileContext, path: string): FileNode[] {
  const root = roots.rootOf(path)
  if (root === undefined) return []
  const base = root.baseDirectory === undefined ? '' : `/${root.baseDirectory}`
  const missing = ancestorsOf(path).filter(
    (above) => isBelow(above, base) && roots.rootOf(above) === root && tree.find(above) === undefined,
  )
  return missing.map((above) => {
    const node = createNode(createEntry(above, 'directory'), root, new Uint8Array())
    markUnsaved(node)
    tree.put(node)
    tell({ is: 'updated', path: above })
    return node
  })
}

/** Something is at a path again: whoever was to be deleted there is overwritten instead. */
export function keepFrom({ tree }: FileContext, path: string): void {
  for (const node of tree.all()) if (node.leftAt.includes(path)) node.leftAt = node.leftAt.filter((left) => left !== path)
}

export function markUnsaved(node: FileNode): void {
  node.unsavedContent = ++node.edits
  if (node.root !== undefined && node.save.is === 'saved') node.save = { is: 'dirty' }
}

/** Saves nodes in their order, so that no file is stored before its directory. What fails stays dirty and says so. */
export async function saveNew({ lock, saver }: FileContext, nodes: readonly FileNode[]): Promise<AgentFile> {
  return lock.shared(async () => {
    for (const node of nodes) if (isDirty(node)) await saver.now(node)
    const last = nodes.at(-1)
    if (last === undefined) throw new VitrineError('internal', { reason: 'nothing was made' })
    return toAgentFile(last)
  })
}

/** @throws file.exists, request.invalid */
export function checkFree({ tree, roots }: FileContext, path: string): void {
  // Where a root begins there is a directory, empty or not.
  if (tree.kindOf(path) !== undefined || roots.isAtOrAboveBase(path)) throw new VitrineError('file.exists', { path })
  const file = ancestorsOf(path).find((above) => tree.find(above)?.entry.entryType === 'file')
  if (file !== undefined) throw new VitrineError('request.invalid', { reason: `${file} is a file, not a directory` })
}

/** What a root keeps must be known before anything is put beside it. @throws what kept it from being listed */
export async function checkListed(context: FileContext, root: FileRoot | undefined): Promise<void> {
  if (root?.problem !== undefined) await indexRoot(context, root)
}
