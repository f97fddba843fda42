// An open store for tests: real files in a folder of its own, or memory.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type VerifyFinding, type VerifyReport } from '../../shared/verify.ts'
import { openBackend } from '../backends/index.ts'
import { openMemoryBackend } from '../backends/memory.ts'
import { letGo } from '../let-go.ts'
import { readWhole } from '../read-whole.ts'
import { type ArtifactStore, openArtifactStore } from './artifact-store.ts'
import { type StoreParts } from './store-parts.ts'
import { openLocalDatabases } from './catalog/local-databases.ts'
import { type VerifyProgress } from './verify.ts'
import { type Understanding } from './store-context.ts'
import { defaultSettings, type StoreSettings } from './store-settings.ts'

/** Understands only lengths: the store does not care what facts say. */
const plainUnderstanding: Understanding = {
  recogniseType: async () => 'file',
  guessMimeType: async () => 'text/plain',
  readFacts: async (_artifact, open) => {
    let lines = 0
    for await (const chunk of await open()) {
      for (const byte of chunk) if (byte === 10) lines++
      letGo(chunk)
    }
    return { type: 'file', content: 'text', lines, notes: [] }
  },
  readAllFacts: (parts) => Promise.all(parts.map(({ subject, open }) => plainUnderstanding.readFacts(subject, open))),
  close: async () => undefined,
}

export interface TestStoreOptions {
  root: string
  settings?: Partial<StoreSettings>
  parts?: Partial<StoreParts>
  /** Puts something between the store and what it stands on. */
  wrap?: (parts: Pick<StoreParts, 'backend' | 'databases'>) => Pick<StoreParts, 'backend' | 'databases'>
}

/** Opens the store at a folder with its catalog in this thread. */
export async function openTestStore({ root, settings, parts, wrap = (given) => given }: TestStoreOptions): Promise<ArtifactStore> {
  const { backend: given, ...otherParts } = parts ?? {}
  const backend = given ?? (await openBackend(root, { create: true, ...settings }))
  const folder = backend.capabilities.localPath
  const paths =
    folder === undefined
      ? { catalog: ':memory:', locks: ':memory:' }
      : { catalog: join(folder, '.vitrine/catalog.db'), locks: join(folder, '.vitrine/locks/locks.db') }
  const databases = await openLocalDatabases({ rootUri: backend.rootUri, ...paths, within: folder }, 'caller')
  return openArtifactStore({
    ...wrap({ backend, databases }),
    understanding: plainUnderstanding,
    settings: { ...defaultSettings, ...settings },
    writable: true,
    ...otherParts,
  })
}

/** A new folder, and the function that removes it. */
export async function makeFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'vitrine-store-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** A place whose store is opened again and again, in a folder or a bucket; `end` closes all of them and leaves nothing. */
export async function makeReopened(kind: 'folder' | 'bucket'): Promise<{ open: () => Promise<ArtifactStore>; end: () => Promise<void> }> {
  const { path, remove } = await makeFolder()
  const parts = kind === 'bucket' ? { backend: openMemoryBackend('reopened') } : {}
  const stores: ArtifactStore[] = []
  return {
    open: async () => {
      const store = await openTestStore({ root: path, parts })
      stores.push(store)
      return store
    },
    end: async () => {
      await Promise.all(stores.map((store) => store.close()))
      await remove()
    },
  }
}

/** Does long work to its end, whatever it tells on the way. */
export async function finish<T>(work: AsyncGenerator<unknown, T>): Promise<T> {
  for (;;) {
    const step = await work.next()
    if (step.done === true) return step.value
  }
}

/** A verification's report, and all that it found. */
export async function finishVerify(
  work: AsyncGenerator<VerifyProgress, VerifyReport>,
): Promise<{ report: VerifyReport; findings: VerifyFinding[] }> {
  const findings: VerifyFinding[] = []
  for (;;) {
    const step = await work.next()
    if (step.done === true) return { report: step.value, findings }
    findings.push(...step.value.found)
  }
}

/** Text of a length that compresses well. */
export const shrinkingText = (length: number): Buffer =>
  Buffer.from('a line of text that shrinks\n'.repeat(Math.ceil(length / 28))).subarray(0, length)

export async function readText(content: AsyncIterable<Uint8Array>): Promise<string> {
  return Buffer.from(await readWhole(content)).toString('utf8')
}
