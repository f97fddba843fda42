// Uploads into one task that are stored together: what they share, and what each has for itself.
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { VitrineError } from '../../../shared/errors.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { type Stage, type StorageBackend } from '../backend.ts'
import { type StoreSettings } from '../store-settings.ts'
import { makeFolder, openTestStore, readText } from '../test-store.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let store: ArtifactStore
/** What the backend was asked to write and put in place, in order. */
let calls: string[]
/** Resolves before the first record file is written. */
let gate: Promise<unknown>
/** What every record file fails with. */
let failure: VitrineError | undefined
let staged: { count: number; until: number; reached: () => void }

const at = { specName: 's', taskId: '1', type: 'file' } as const

beforeEach(async () => {
  failure = undefined
  folder = await makeFolder()
})
afterEach(async () => {
  await store.close()
  await folder.remove()
})

/** Opens a store whose first upload is not recorded before so many are staged: the others are one group then. */
async function open({ together, settings = {}, refuse }: { together: number; settings?: Partial<StoreSettings>; refuse?: RegExp }) {
  const all = Promise.withResolvers<void>()
  gate = all.promise
  calls = []
  staged = { count: 0, until: together, reached: all.resolve }
  const wrap = (backend: StorageBackend): StorageBackend => ({
    ...backend,
    stage: async (id) => watched(await backend.stage(id), refuse),
    upload: async (key, content, options) => {
      calls.push(`upload ${key.replace(/^\.vitrine\/journal\/.*/, 'intent')}`)
      if (key.endsWith('metadata.json')) await gate
      if (key.endsWith('metadata.json') && failure !== undefined) throw failure
      return backend.upload(key, content, options)
    },
    flush: async (keys) => {
      calls.push('flush')
      return backend.flush(keys)
    },
  })
  store = await openTestStore({
    root: folder.path,
    settings,
    wrap: ({ backend, databases }) => ({ backend: wrap(backend), databases }),
  })
}

const watched = (stage: Stage, refuse?: RegExp): Stage => ({
  ...stage,
  finish: async () => {
    const size = await stage.finish()
    if (++staged.count === staged.until) staged.reached()
    return size
  },
  commit: async (key, options) => {
    if (refuse?.test(key) === true) throw new VitrineError('store.denied', { path: key, operation: 'write' })
    return stage.commit(key, options)
  },
})

const put = (content: string, name: string, options = {}) => store.upload(Buffer.from(content), { ...at, name, ...options })
const codesOf = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'stored' : (outcome.reason as VitrineError).code))
const listed = async () => (await store.list()).artifacts.map(({ record }) => `${record.name} ${record.version}`).toSorted()

test('[S5] uploads that wait for their task are stored together, with one intent and one record file', async () => {
  await open({ together: 20 })
  const first = put('content of 0', 'file-0')
  const others = Array.from({ length: 19 }, (_, index) => put(`content of ${index + 1}`, `file-${index + 1}`))
  const outcomes = await Promise.all([first, ...others])
  // The first may have been alone.
  for (const call of ['upload intent', 'upload s/1/metadata.json', 'flush'])
    expect(calls.filter((made) => made === call).length, call).toBeLessThanOrEqual(2)
  for (const [index, { record, isNew }] of outcomes.entries()) {
    expect([record.name, isNew]).toEqual([`file-${index}`, true])
    expect(await readText(await store.download(record.uri))).toBe(`content of ${index}`)
  }
  expect(await readdir(join(folder.path, '.vitrine/journal'))).toEqual([])
})

test('[S7] versions of one name in a group have numbers of their own, and the same bytes are one', async () => {
  await open({ together: 4 })
  const outcomes = await Promise.all([put('1', 'a'), put('2', 'a'), put('same', 'b'), put('same', 'b')])
  expect(new Set(outcomes.map(({ record }) => record.uri)).size).toBe(3)
  expect(outcomes.filter(({ isNew }) => isNew)).toHaveLength(3)
  expect(await listed()).toEqual(['a 1', 'a 2', 'b 1'])
})

test('[S7] what replaces what its own group makes goes after it, and the last one stays', async () => {
  await open({ together: 4, settings: { versioning: false } })
  const outcomes = await Promise.all([put('1', 'a'), put('2', 'a'), put('3', 'a'), put('4', 'b')])
  expect(outcomes.every(({ isNew }) => isNew)).toBe(true)
  expect(await listed()).toEqual(['a 1', 'b 1'])
  expect((await readdir(join(folder.path, 's/1/files'))).toSorted()).toEqual(['a', 'b'])
  const [found] = (await store.list()).artifacts.filter(({ record }) => record.name === 'a')
  expect(outcomes.map(({ record }) => record.checksum)).toContain(found?.record.checksum)
})

test('[S5] who is refused in a group fails alone: by its version, the quota or the disk', async () => {
  const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(3000))).toString('latin1')
  await open({ together: 1 })
  await put('first', 'first')
  await store.close()
  await open({ together: 5, settings: { quota: { maxSizeBytes: 3000, warnRatio: 1 } }, refuse: /refused/ })
  const outcomes = await Promise.allSettled([
    put('x', 'good'),
    put('y', 'first', { version: 1 }),
    put(noise, 'too-large'),
    put('z', 'refused'),
    put('w', 'also-good'),
  ])
  expect(codesOf(outcomes)).toEqual(['stored', 'artifact.exists', 'store.full', 'store.denied', 'stored'])
  expect(await listed()).toEqual(['also-good 1', 'first 1', 'good 1'])
  expect((await readdir(join(folder.path, 's/1/files'))).toSorted()).toEqual(['also-good', 'first', 'good'])
  expect((await readdir(join(folder.path, '.vitrine'), { recursive: true })).filter((path) => /^(journal|tmp)./.test(path))).toEqual([])
})

test('[S5] bytes that cannot be put in place leave what they would have replaced', async () => {
  await open({ together: 1, settings: { versioning: false } })
  const before = await put('old', 'refused')
  await store.close()
  await open({ together: 3, settings: { versioning: false }, refuse: /refused/ })
  const outcomes = await Promise.allSettled([put('1', 'a'), put('new', 'refused'), put('2', 'b')])
  expect(codesOf(outcomes)).toEqual(['stored', 'store.denied', 'stored'])
  expect(await readText(await store.download(before.record.uri))).toBe('old')
  expect(await listed()).toEqual(['a 1', 'b 1', 'refused 1'])
  expect(await readdir(join(folder.path, '.vitrine/journal'))).toEqual([])
})

test('[S5] when their record file cannot be written all of a group fail, and nothing of them is left', async () => {
  await open({ together: 5 })
  failure = new VitrineError('store.full', { reason: 'disk' })
  const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map((name) => put(name, name)))
  expect(new Set(codesOf(outcomes))).toEqual(new Set(['store.full']))
  expect(await listed()).toEqual([])
  expect(await readdir(join(folder.path, 's/1'))).toEqual([])
  expect((await readdir(join(folder.path, '.vitrine'), { recursive: true })).filter((path) => /^(journal|tmp)./.test(path))).toEqual([])
})

test('[S5] the intent of one upload, as Vitrine wrote them once, is settled like any other', async () => {
  await open({ together: 1 })
  const { record } = await put('x', 'a')
  await store.close()
  await writeFile(join(folder.path, 's/1/files/b'), 'half-done')
  const entry = { record: { ...record, name: 'b', uri: '' }, file: 'files/b' }
  await mkdir(join(folder.path, '.vitrine/journal'), { recursive: true })
  const owner = `${hostname().replace(/[^\w.-]/g, '_')}~999999999~1~dead`
  const intent = { verb: 'upload', folder: 's/1', entry, stageId: 'gone' }
  await writeFile(join(folder.path, `.vitrine/journal/${owner}~1.json`), JSON.stringify(intent))
  await open({ together: 1 })
  expect(await readdir(join(folder.path, 's/1/files'))).toEqual(['a'])
  expect(await readdir(join(folder.path, '.vitrine/journal'))).toEqual([])
})
