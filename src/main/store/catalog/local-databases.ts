// The catalog and the locks of an open store, as promises, in a thread of their own or in the caller's.
import { rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { toVitrineError, VitrineError } from '../../../shared/errors.ts'
import { workerUrl } from '../../worker-url.ts'
import { type CatalogFile, openCatalogFile } from './catalog.ts'
import { openLockFile } from './lock-table.ts'

export interface DatabasePaths {
  rootUri: string
  /** A file path, or `:memory:`. */
  catalog: string
  locks: string
}

/**
 * Every call of the two databases, synchronous, in one object. A damaged file, or one of another format, is deleted and made anew: it
 * holds nothing that the records do not.
 */
export function openDatabases({ rootUri, catalog: catalogPath, locks: locksPath }: DatabasePaths) {
  const catalog = openOrRenew(catalogPath, (path) => openCatalogFile(path, rootUri))
  const locks = openOrRenew(locksPath, openLockFile)
  return {
    ...catalog,
    tryLock: locks.tryLock,
    unlock: locks.unlock,
    disown: locks.disown,
    beat: locks.beat,
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
    if (path === ':memory:' || !isDamage(error)) throw error
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
    return open(path)
  }
}

function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error.message.startsWith('catalog format') || ('code' in error && ['SQLITE_CORRUPT', 'SQLITE_NOTADB'].includes(String(error.code)))
}

type Databases = ReturnType<typeof openDatabases>
type Promised<T> = { [K in keyof T]: T[K] extends (...parameters: infer P) => infer R ? (...parameters: P) => Promise<R> : never }

/** The catalog and the locks as the store uses them. */
export type LocalDatabases = Promised<CatalogFile & Pick<Databases, 'tryLock' | 'unlock' | 'disown' | 'beat'>>

export type DatabaseCall = { id: number; method: keyof Databases; parameters: unknown[] }
export type DatabaseAnswer =
  | { id: number; value: unknown }
  | { id: number; error: { code: VitrineError['code']; details: VitrineError['details'] } }

/**
 * Opens a store's databases. `thread: 'worker'` keeps every query off the caller's thread; `'caller'` starts quicker, for programs
 * that ask once.
 */
export async function openLocalDatabases(paths: DatabasePaths, thread: 'worker' | 'caller'): Promise<LocalDatabases> {
  for (const path of [paths.catalog, paths.locks]) if (path !== ':memory:') await mkdir(dirname(path), { recursive: true })
  return thread === 'worker' ? openInWorker(paths) : promised(openDatabases(paths))
}

function promised(databases: Databases): LocalDatabases {
  const entries = Object.entries(databases).map(([method, call]) => [
    method,
    async (...parameters: unknown[]) => (call as (...p: unknown[]) => unknown)(...parameters),
  ])
  return Object.fromEntries(entries) as LocalDatabases
}

async function openInWorker(paths: DatabasePaths): Promise<LocalDatabases> {
  const worker = new Worker(workerUrl('./catalog-worker', import.meta.url), { workerData: paths })
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
  await call('lastChange', [])
  return new Proxy({} as LocalDatabases, {
    get: (_target, method) =>
      method === 'then' || typeof method !== 'string'
        ? undefined
        : async (...parameters: unknown[]) => {
            if (method === 'close') isClosing = true
            const value = await call(method as keyof Databases, parameters)
            if (method === 'close') await worker.terminate()
            return value
          },
  })
}
