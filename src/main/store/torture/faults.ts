// Putting faults between a store and what it stands on: every call of its backend and its databases goes through one gate.
import { VitrineError } from '../../../shared/errors.ts'
import { type Stage, type StorageBackend } from '../backend.ts'
import { type LocalDatabases } from '../catalog/local-databases.ts'

/**
 * `refuse`: one call throws and does nothing. `late`: one call does its work and throws all the same. `break`: from that call on all throw.
 * `die`: the same, but as the process would: nothing that comes after it counts.
 */
export type FaultKind = 'refuse' | 'late' | 'break' | 'die'

/** What a fault looks like to the store, by the error of the system that causes it. */
export const faultErrors = {
  EIO: () => new VitrineError('store.unreachable', { uri: 'fault', reason: 'EIO: i/o error' }),
  EMFILE: () => new VitrineError('store.unreachable', { uri: 'fault', reason: 'EMFILE: too many open files' }),
  EACCES: () => new VitrineError('store.denied', { path: 'fault', operation: 'write' }),
  ENOSPC: () => new VitrineError('store.full', { reason: 'disk' }),
}
export type FaultError = keyof typeof faultErrors

export class Faults {
  readonly #stages: Stage[] = []
  #calls = 0
  #armed: { at: number | RegExp; kind: FaultKind; error: FaultError } | undefined
  /** What the fault hit, e.g. `stage.commit`; undefined while it hit nothing. */
  hit: string | undefined

  /** The fault comes at the call of this number, counted from now, or at the first that fits. */
  arm(at: number | RegExp, kind: FaultKind, error: FaultError): void {
    this.#calls = 0
    this.#armed = { at, kind, error }
    this.hit = undefined
  }

  disarm(): void {
    this.#armed = undefined
  }

  /** A stage whose `discard` may never come through: its file is held open until `closeStages`. */
  keep(stage: Stage): void {
    this.#stages.push(stage)
  }

  async closeStages(): Promise<void> {
    for (const stage of this.#stages.splice(0)) await stage.discard()
  }

  async through<T>(what: string, work: () => Promise<T>): Promise<T> {
    const call = ++this.#calls
    if (this.#armed === undefined) return work()
    const { at, kind, error } = this.#armed
    const isHit = this.hit === undefined ? (typeof at === 'number' ? call >= at : at.test(what)) : kind === 'break' || kind === 'die'
    if (!isHit) return work()
    this.hit ??= what
    if (kind === 'late') await work()
    throw faultErrors[error]()
  }
}

/** The backend behind the gate. What it reads in a stream passes the gate once. */
export function faultyBackend(backend: StorageBackend, faults: Faults): StorageBackend {
  const gate = <T>(what: string, work: () => Promise<T>) => faults.through(what, work)
  async function* read<T>(what: string, source: AsyncIterable<T>): AsyncGenerator<T> {
    await gate(what, async () => undefined)
    yield* source
  }
  const faultyStage = (stage: Stage): Stage => ({
    id: stage.id,
    write: (chunk) => gate('stage.write', () => stage.write(chunk)),
    finish: () => gate('stage.finish', () => stage.finish()),
    commit: (key, options) => gate('stage.commit', () => stage.commit(key, options)),
    discard: () => gate('stage.discard', () => stage.discard()),
  })
  return {
    scheme: backend.scheme,
    rootUri: backend.rootUri,
    capabilities: backend.capabilities,
    stage: (id) =>
      gate('stage', async () => {
        const stage = await backend.stage(id)
        faults.keep(stage)
        return faultyStage(stage)
      }),
    listStages: () => read('listStages', backend.listStages()),
    dropStage: (id) => gate('dropStage', () => backend.dropStage(id)),
    upload: (key, content, options) => gate(`upload ${key}`, () => backend.upload(key, content, options)),
    read: (key) => gate(`read ${key}`, () => backend.read(key)),
    download: async (key, options) => read(`stream ${key}`, await gate(`download ${key}`, () => backend.download(key, options))),
    delete: (key) => gate(`delete ${key}`, () => backend.delete(key)),
    exists: (key) => gate(`exists ${key}`, () => backend.exists(key)),
    getSize: (key) => gate(`getSize ${key}`, () => backend.getSize(key)),
    stat: (key) => gate(`stat ${key}`, () => backend.stat(key)),
    list: (prefix, options) => read(`list ${prefix}`, backend.list(prefix, options)),
    copy: (from, to, options) => gate(`copy ${from}`, () => backend.copy(from, to, options)),
    move: (from, to) => gate(`move ${from}`, () => backend.move(from, to)),
    flush: (keys) => gate(`flush ${keys.join(' ')}`, () => backend.flush(keys)),
    isWritable: () => backend.isWritable(),
    close: () => backend.close(),
  }
}

/** The databases behind the same gate. */
export function faultyDatabases(databases: LocalDatabases, faults: Faults): LocalDatabases {
  const entries = Object.entries(databases).map(([method, call]) => [
    method,
    method === 'close'
      ? call
      : (...parameters: unknown[]) =>
          faults.through(`databases.${method}`, () => (call as (...p: unknown[]) => Promise<unknown>)(...parameters)),
  ])
  return Object.fromEntries(entries) as LocalDatabases
}
