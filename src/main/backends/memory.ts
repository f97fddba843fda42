// A store that lives as long as its process: for tests and for trying things out.
import { VitrineError } from '../../shared/errors.ts'
import { type StorageBackend } from '../store/backend.ts'

interface StoredObject {
  content: Uint8Array
  modifiedAt: Date
  stamp: string
  mark?: string
}

/** An empty store of its own under `memory://<name>`. */
export function openMemoryBackend(name: string): StorageBackend {
  const rootUri = `memory://${name}`
  const objects = new Map<string, StoredObject>()
  let writes = 0
  const put = (key: string, content: Uint8Array, mark?: string): string => {
    const stamp = String(++writes)
    objects.set(key, { content, modifiedAt: new Date(), stamp, ...(mark === undefined ? {} : { mark }) })
    return stamp
  }
  const find = (key: string): StoredObject => {
    const found = objects.get(key)
    if (found === undefined) throw new VitrineError('artifact.not-found', { uri: `${rootUri}/${key}` })
    return found
  }
  const statOf = (key: string, { content, modifiedAt, stamp, mark }: StoredObject) => ({
    key,
    sizeBytes: content.length,
    modifiedAt,
    stamp,
    mark,
  })

  return {
    scheme: 'memory',
    rootUri,
    capabilities: { conditionalWrites: true, serverCopy: true, localPath: undefined },
    stage: async (id) => {
      const chunks: Uint8Array[] = []
      return {
        id,
        write: async (chunk) => void chunks.push(Uint8Array.from(chunk)),
        finish: async () => chunks.reduce((sum, chunk) => sum + chunk.length, 0),
        commit: async (key, { ifAbsent = false } = { ifAbsent: false }) => {
          if (ifAbsent && objects.has(key)) return false
          put(key, Buffer.concat(chunks), ifAbsent ? id : undefined)
          return true
        },
        discard: async () => void chunks.splice(0),
      }
    },
    // Stages of this process only, and they go when nobody holds them.
    listStages: async function* () {},
    dropStage: async () => undefined,
    upload: async (key, content, { ifMatch } = {}) =>
      ifMatch === undefined || ifMatch === (objects.get(key)?.stamp ?? null) ? put(key, Uint8Array.from(content)) : undefined,
    read: async (key) => objects.get(key),
    download: async (key, { start = 0, end = Infinity } = {}) => {
      const { content } = find(key)
      return (async function* () {
        if (start < Math.min(end, content.length)) yield content.subarray(start, end)
      })()
    },
    delete: async (key) => void objects.delete(key),
    exists: async (key) => objects.has(key),
    getSize: async (key) => find(key).content.length,
    stat: async (key) => {
      const found = objects.get(key)
      return found && statOf(key, found)
    },
    list: async function* (prefix, { name, depth } = {}) {
      for (const [key, object] of objects) {
        const segments = key.split('/')
        if (key.startsWith(prefix) && (name ?? segments.at(-1)) === segments.at(-1) && (depth ?? segments.length) === segments.length)
          yield statOf(key, object)
      }
    },
    copy: async (from, to, options) => {
      const { content } = find(from)
      if (options !== undefined && objects.has(to)) return false
      put(to, content, options?.ifAbsent)
      return true
    },
    move: async (from, to) => {
      put(to, find(from).content)
      objects.delete(from)
    },
    flush: async () => undefined,
    isWritable: async () => true,
    close: async () => undefined,
  }
}
