// Restoring many at once: what they share, and what each has for itself.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { type VitrineError } from '../../../shared/errors.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { makeFolder, openTestStore, readText } from '../test-store.ts'

const at = { specName: 's', taskId: '1', type: 'file' } as const

let folder: Awaited<ReturnType<typeof makeFolder>>
let store: ArtifactStore
/** Keys that were written, in order. */
let written: string[]

const open = () =>
  openTestStore({
    root: folder.path,
    wrap: ({ backend, databases }) => ({
      databases,
      backend: {
        ...backend,
        upload: async (key, content, options) => {
          written.push(key)
          return backend.upload(key, content, options)
        },
      },
    }),
  })

beforeEach(async () => {
  folder = await makeFolder()
  written = []
  store = await open()
})
afterEach(async () => {
  await store.close()
  await folder.remove()
})

const put = async (name: string, content = name) => (await store.upload(Buffer.from(content), { ...at, name })).record
const byName = (artifacts: readonly Artifact[]) => artifacts.map(({ record }) => record).toSorted((a, b) => a.name.localeCompare(b.name))
const records = async () => byName((await store.list()).artifacts)
const trashed = async (uris: readonly string[]) => (await store.delete(uris)).map(({ trashId }) => trashId)

test('[S8] what is restored of a task at once comes back exactly, with one record file', async () => {
  for (let index = 0; index < 30; index++) await put(`file-${index}`)
  const before = await records()
  const ids = await trashed(before.map(({ uri }) => uri))
  written = []
  const restored = await store.restore(ids)
  expect(byName(restored)).toEqual(before)
  expect(await records()).toEqual(before)
  // The first may have been alone.
  expect(written.filter((key) => key === 's/1/metadata.json').length).toBeLessThanOrEqual(2)
  expect(await readdir(join(folder.path, '.vitrine/trash'))).toEqual([])
  expect(await readText(await store.download(before[7]?.uri ?? ''))).toBe(before[7]?.name)
})

test('[S8] one that cannot come back keeps no other from it', async () => {
  const uris = []
  for (const name of ['a', 'b', 'c', 'd']) uris.push((await put(name)).uri)
  const [a = '', b = '', c = '', d = ''] = await trashed(uris)
  await rm(join(folder.path, '.vitrine/trash', b, 'content'))
  const outcomes = await Promise.allSettled([a, b, c, 'no-such-id', c, d].map(async (id) => (await store.restore([id]))[0]?.record.name))
  expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : (outcome.reason as VitrineError).code))).toEqual([
    'a',
    'artifact.corrupt',
    'c',
    'artifact.not-found',
    'artifact.not-found',
    'd',
  ])
  expect((await records()).map(({ name }) => name)).toEqual(['a', 'c', 'd'])
  expect(await readdir(join(folder.path, '.vitrine/trash'))).toEqual([b])
  expect(await readdir(join(folder.path, '.vitrine/journal'))).toEqual([])
})

test('[S8] versions of one name that come back beside one that is there get numbers of their own', async () => {
  const first = await put('a', '1')
  const second = await put('a', '2')
  const ids = await trashed([first.uri, second.uri])
  await store.restore(ids)
  const again = await trashed([first.uri, second.uri])
  await store.upload(Buffer.from('3'), { ...at, name: 'a' })
  const back = await store.restore(again, { asNewVersion: true })
  expect(back.map(({ record }) => record.version)).toEqual([1, 2])
  expect((await records()).map(({ version }) => version).toSorted((a, b) => a - b)).toEqual([1, 2, 3])
})

test('[S5] the intent of one restore, as Vitrine wrote them once, is settled like any other', async () => {
  const record = await put('a')
  const [trashId = ''] = await trashed([record.uri])
  await store.close()
  // As if killed after the bytes were moved.
  await mkdir(join(folder.path, 's/1/files'), { recursive: true })
  const content = join(folder.path, '.vitrine/trash', trashId, 'content')
  await writeFile(join(folder.path, 's/1/files/a'), 'a')
  await rm(content)
  const owner = `${hostname().replace(/[^\w.-]/g, '_')}~999999999~1~dead`
  const intent = { verb: 'restore', folder: 's/1', entry: { record, file: 'files/a' }, trashId }
  await writeFile(join(folder.path, `.vitrine/journal/${owner}~1.json`), JSON.stringify(intent))
  store = await open()
  expect(await readdir(join(folder.path, '.vitrine/journal'))).toEqual([])
  expect((await store.restore([trashId])).map(({ record: { name } }) => name)).toEqual(['a'])
})
