// Asking storage, and the content that it has.
import { VitrineError } from '../../../shared/errors.ts'
import { attempt, fail, isPortResult, type PortResult, valueOf } from '../port-result.ts'
import { type ContentCache } from './content-cache.ts'
import { describeContent, type FileNode } from './file-node.ts'

/** Asks a persistence; whatever it throws, or answers instead of a result, is a failure of this call. */
export async function askStorage<T>(ask: () => Promise<PortResult<T>>): Promise<PortResult<T>> {
  try {
    const result: unknown = await ask()
    if (isPortResult(result)) return result as PortResult<T>
    throw new VitrineError('internal', { reason: 'the storage gave no answer' })
  } catch (error) {
    return fail(error)
  }
}

/** The content of a file, from storage when it is not in memory. An edit that comes meanwhile wins. */
export async function loadContent(cache: ContentCache, node: FileNode): Promise<Uint8Array> {
  const { root, content } = node
  if (content !== undefined || root === undefined) {
    if (root !== undefined && node.unsavedContent === 0) cache.use(node)
    return content ?? new Uint8Array()
  }
  node.loading ??= attempt('read the file', async () => {
    try {
      const loaded = valueOf(await askStorage(() => root.persistence.loadFromStorage(node.entry, root.options)))
      // Storage that gives nothing must not make the file empty.
      if (!(loaded.content instanceof Uint8Array)) throw new VitrineError('internal', { reason: 'the storage gave no content' })
      if (node.content !== undefined) return node.content
      node.content = loaded.content
      node.entry = describeContent(node.entry, loaded.content)
      cache.use(node)
      return loaded.content
    } finally {
      node.loading = undefined
    }
  })
  return valueOf(await node.loading)
}
