// Bringing what is in memory to storage: at once or after a pause, and again and again while it fails.
import { type FileEvent, type SaveState } from '../../../shared/agent-file.ts'
import { done, type PortResult } from '../port-result.ts'
import { type ContentCache } from './content-cache.ts'
import { type FileNode, isDirty } from './file-node.ts'
import { askStorage, loadContent } from './load-content.ts'
import { type StructureLock } from './structure-lock.ts'

export interface FileSaver {
  /** Saves when nothing changed for the root's pause; each call starts the pause anew. */
  later: (node: FileNode) => void
  /** Saves whatever is unsaved by now; resolves when it was tried. The lock must be held, shared or not. */
  now: (node: FileNode) => Promise<void>
  /** No save is planned for the node any more. */
  cancel: (node: FileNode) => void
}

interface SaverParts {
  lock: StructureLock
  cache: ContentCache
  tell: (event: FileEvent) => void
}

const firstRetryMs = 1000
const longestRetryMs = 60_000

export function createSaver({ lock, cache, tell }: SaverParts): FileSaver {
  const become = (node: FileNode, save: SaveState) => {
    node.save = save
    tell({ is: 'state', path: node.entry.path, save })
  }
  const cancel = (node: FileNode) => {
    clearTimeout(node.timer)
    node.timer = undefined
  }
  const plan = (node: FileNode, delayMs: number) => {
    cancel(node)
    node.timer = setTimeout(() => {
      node.timer = undefined
      // It refuses when everything was closed meanwhile.
      lock.shared(() => now(node)).catch(() => undefined)
    }, delayMs)
  }
  const later = (node: FileNode) => {
    if (node.root === undefined) return
    const { debounceMs } = node.root
    if (node.save.is === 'saved') become(node, { is: 'dirty' })
    else if (node.save.is === 'failed') become(node, { ...node.save, retryAt: new Date(Date.now() + debounceMs).toISOString() })
    plan(node, debounceMs)
  }

  const fail = (node: FileNode, reason: string, before: SaveState) => {
    const attempts = before.is === 'failed' ? before.attempts + 1 : 1
    const delayMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (attempts - 1))
    become(node, { is: 'failed', reason, attempts, retryAt: new Date(Date.now() + delayMs).toISOString() })
    plan(node, delayMs)
  }

  const saveOnce = async (node: FileNode): Promise<void> => {
    const { edits, save: before } = node
    cancel(node)
    become(node, { is: 'saving' })
    const result = await store(node, cache)
    if (!result.ok) return fail(node, result.error.message, before)
    if (node.unsavedContent <= edits) node.unsavedContent = 0
    if (node.unsavedMetadata <= edits) node.unsavedMetadata = 0
    if (node.entry.entryType === 'file' && node.unsavedContent === 0) cache.use(node)
    if (!isDirty(node)) return become(node, { is: 'saved' })
    become(node, { is: 'dirty' })
    later(node)
  }

  const now = async (node: FileNode): Promise<void> => {
    // What is under way may have begun before the last edit.
    if (node.saving !== undefined) await node.saving
    if (node.root === undefined || node.isGone || (!isDirty(node) && node.leftAt.length === 0)) return
    node.saving ??= saveOnce(node).finally(() => {
      node.saving = undefined
    })
    await node.saving
  }

  return { later, now, cancel }
}

/** One try. Metadata alone never touches content: where storage cannot keep it alone, the content is read first and written with it. */
async function store(node: FileNode, cache: ContentCache): Promise<PortResult> {
  const { root } = node
  if (root === undefined) return done
  const { persistence, options } = root
  if (isDirty(node)) {
    const result = await askStorage(async () => {
      if (node.unsavedContent === 0 && node.isStored && persistence.updateMetadataInStorage !== undefined)
        return persistence.updateMetadataInStorage(node.entry, options)
      const content = node.entry.entryType === 'directory' ? new Uint8Array() : await loadContent(cache, node)
      return persistence.writeToStorage({ ...node.entry, content }, options)
    })
    if (!result.ok) return result
    node.isStored = true
    const { createdAt, modifiedAt } = result.value
    node.entry = { ...node.entry, createdAt, modifiedAt }
  }
  for (let path = node.leftAt[0]; path !== undefined; path = node.leftAt[0]) {
    const left = { ...node.entry, path }
    const result = await askStorage(() => persistence.deleteFromStorage(left, options))
    if (!result.ok) return result
    node.leftAt.shift()
  }
  return done
}
