// A persistence for tests that keeps files in a map, fails when it is told to, and can be held up.
import { type FileEntry } from '../../../shared/agent-file.ts'
import { VitrineError } from '../../../shared/errors.ts'
import { fail, type PortResult, succeed } from '../port-result.ts'
import { isBelow } from './file-path.ts'
import { type FilePersistence, type LoadedEntry } from './file-persistence.ts'

type Verb = 'write' | 'load' | 'delete' | 'list' | 'move' | 'update'

export interface TestStorage {
  persistence: FilePersistence
  files: Map<string, LoadedEntry>
  /** Calls so far, e.g. `write /a.md`. */
  calls: string[]
  /** Asked before every call; true makes it fail. */
  isBroken: (verb: Verb, path: string) => boolean
  /** Awaited by every call before it does anything. */
  gate: Promise<unknown>
  /** Texts by path. */
  texts: () => Record<string, string>
}

/** `basic`: without the calls that a persistence may leave out. */
export function createTestStorage({ basic = false } = {}): TestStorage {
  const storage: TestStorage = {
    persistence: {} as FilePersistence,
    files: new Map(),
    calls: [],
    isBroken: () => false,
    gate: Promise.resolve(),
    texts: () =>
      Object.fromEntries(
        [...storage.files]
          .filter(([, { entryType }]) => entryType === 'file')
          .map(([path, { content }]) => [path, Buffer.from(content).toString('utf8')] as const)
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ),
  }
  const { files } = storage
  const call = async <T>(verb: Verb, path: string, work: () => T): Promise<PortResult<T>> => {
    storage.calls.push(`${verb} ${path}`)
    await storage.gate
    // Half of the failures are answers, half are thrown.
    if (storage.isBroken(verb, path)) {
      const broken = new VitrineError('store.unreachable', { uri: path, reason: `${verb} is broken` })
      if (storage.calls.length % 2 === 0) throw broken
      return fail(broken)
    }
    return succeed(work())
  }
  const get = (path: string): LoadedEntry => {
    const found = files.get(path)
    if (found === undefined) throw new VitrineError('file.not-found', { path })
    return found
  }
  const put = (entry: LoadedEntry): FileEntry => {
    files.set(entry.path, { ...entry, content: Uint8Array.from(entry.content) })
    const { content: _content, ...kept } = entry
    return kept
  }
  const required: FilePersistence = {
    writeToStorage: (entry) => call('write', entry.path, () => put(entry)),
    loadFromStorage: (entry) => call('load', entry.path, () => ({ ...entry, content: get(entry.path).content })),
    deleteFromStorage: ({ path }) => call('delete', path, () => void files.delete(path)),
    listPersistedEntries: (scopeKey, { baseDirectory }) =>
      call('list', scopeKey, () =>
        [...files.values()]
          .filter(({ path }) => baseDirectory === undefined || isBelow(path, `/${baseDirectory}`))
          .map(({ content: _content, ...entry }) => entry),
      ),
  }
  const optional: Partial<FilePersistence> = {
    moveInStorage: ({ path: from }, to) =>
      call('move', `${from} ${to}`, () => {
        for (const entry of [...files.values()].filter(({ path }) => path === from || isBelow(path, from))) {
          files.delete(entry.path)
          put({ ...entry, path: to + entry.path.slice(from.length) })
        }
      }),
    updateMetadataInStorage: (entry) => call('update', entry.path, () => put({ ...entry, content: get(entry.path).content })),
  }
  storage.persistence = basic ? required : { ...required, ...optional }
  return storage
}
