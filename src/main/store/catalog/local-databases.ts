// The catalog and the locks of an open store, as promises, in a thread of their own or in the caller's.
import { rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { toVitrineError, VitrineError } from '../../../shared/errors.ts'
import { type CatalogFile, openCatalogFile } from './catalog.ts'
import { takeCatalogThread } from './catalog-thread.ts'
import { databaseError, isDamage } from './database-error.ts'
import { type DatabasePaths, refuseLinks } from './database-paths.ts'
import { openLockFile } from './lock-table.ts'

/**
 * Every call of the two databases, synchronous, in one object. A damaged file, or one of another format, is deleted and made anew: it
 * holds nothing that the records do not.
 * @throws store.full, store.denied, store.unreachable, name.invalid; so do all its calls
 */
export function openDatabases(paths: DatabasePaths) {
  guarded(paths.catalog, () => refuseLinks(paths))
  const catalog = guarded(paths.catalog, () => openOrRenew(paths.catalog, (path) => openCatalogFile(path, paths.rootUri)))
  const locks = guarded(paths.locks, () => openOrRenew(paths.locks, openLockFile))
  return {
    ...guardCalls(paths.catalog, catalog),
    ...guardCalls(paths.locks, { tryLock: locks.tryLock, unlock: locks.unlock, disown: locks.disown, beat: locks.beat }),
    close: () => {
      catalog.close()
      locks.close()
    },
  }
}

function openOrRenew<T>(path: string, open: (path: string) => T): T {
  try {
    return open(path)
  } catch (error) {
    const isOfAnotherFormat = error instanceof Error && error.message.startsWith('catalog format')
    if (path === ':memory:' || !(isOfAnotherFormat || isDamage(error))) throw error
    remove(path)
    return open(path)
  }
}

function remove(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
}

function guarded<T>(path: string, call: () => T): T {
  try {
    return call()
  } catch (error) {
    // Damage inside a file shows only when it is read there. The next to open the store makes a new one.
    if (path !== ':memory:' && isDamage(error)) remove(path)
    throw databaseError(error, path)
  }
}

function guardCalls<T extends Record<string, (...parameters: never[]) => unknown>>(path: string, calls: T): T {
  const entries = Object.entries(calls).map(([name, call]) => [name, (...parameters: never[]) => guarded(path, () => call(...parameters))])
  return Object.fromEntries(entries) as T
}

type Databases = ReturnType<typeof openDatabases>
type Promised<T> = { [K in keyof T]: T[K] extends (...parameters: infer P) => infer R ? (...parameters: P) => Promise<R> : never }

/** The catalog and the locks as the store uses them. */
export type LocalDatabases = Promised<CatalogFile & Pick<Databases, 'tryLock' | 'unlock' | 'disown' | 'beat'>>

/** What the thread is told first. */
export type DatabaseOpening = { paths: DatabasePaths }
export type DatabaseCall = { id: number; method: keyof Databases; parameters: unknown[] }
export type DatabaseAnswer =
  | { id: number; value: unknown }
  | { id: number; error: { code: VitrineError['code']; details: VitrineError['details'] } }

/**
 * Opens a store's databases. `thread: 'worker'` keeps every query off the caller's thread; `'caller'` starts quicker, for programs
 * that ask once.
 */
export async function openLocalDatabases(paths: DatabasePaths, thread: 'worker' | 'caller'): Promise<LocalDatabases> {
  for (const path of [paths.catalog, paths.locks]) {
    try {
      refuseLinks(paths)
      if (path !== ':memory:') await mkdir(dirname(path), { recursive: true })
    } catch (error) {
      throw databaseError(error, path)
    }
  }
  return thread === 'worker' ? openInWorker(paths) : promised(openDatabases(paths), paths)
}

/** What is asked of a store that was closed. */
const closedError = ({ rootUri }: DatabasePaths) => new VitrineError('store.unreachable', { uri: rootUri, reason: 'it is closed' })

function promised(databases: Databases, paths: DatabasePaths): LocalDatabases {
  let isClosed = false
  const entries = Object.entries(databases).map(([method, call]) => [
    method,
    async (...parameters: unknown[]) => {
      if (isClosed) throw closedError(paths)
      if (method === 'close') isClosed = true
      return (call as (...p: unknown[]) => unknown)(...parameters)
    },
  ])
  return Object.fromEntries(entries) as LocalDatabases
}

async function openInWorker(paths: DatabasePaths): Promise<LocalDatabases> {
  const worker = takeCatalogThread()
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()
  let calls = 0
  let failure: Error | undefined
  let isClosing = false
  const fail = (error: Error) => {
    failure = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('message', (answer: DatabaseAnswer) => {
    const call = waiting.get(answer.id)
    waiting.delete(answer.id)
    // A late answer must not take back what keeps the process alive until the thread has ended.
    if (waiting.size === 0 && !isClosing) worker.unref()
    if ('error' in answer) call?.reject(new VitrineError(answer.error.code, answer.error.details))
    else call?.resolve(answer.value)
  })
  worker.on('error', (error) => fail(toVitrineError(error)))
  worker.on('exit', () => fail(failure ?? new VitrineError('internal', { reason: 'the catalog is closed' })))

  const call = (method: keyof Databases, parameters: unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (failure !== undefined) return reject(failure)
      calls++
      waiting.set(calls, { resolve, reject })
      // A process may end while nothing is asked, and not before an answer.
      worker.ref()
      worker.postMessage({ id: calls, method, parameters } satisfies DatabaseCall)
    })
  worker.postMessage({ paths } satisfies DatabaseOpening)
  try {
    await call('lastChange', [])
  } catch (error) {
    await worker.terminate()
    throw error
  }
  return new Proxy({} as LocalDatabases, {
    get: (_target, method) =>
      method === 'then' || typeof method !== 'string'
        ? undefined
        : async (...parameters: unknown[]) => {
            if (isClosing) throw closedError(paths)
            if (method === 'close') isClosing = true
            const value = await call(method as keyof Databases, parameters)
            if (method === 'close') await worker.terminate()
            return value
          },
  })
}
