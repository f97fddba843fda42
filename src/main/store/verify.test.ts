import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folder, openForEachTest, store } from './store-fixture.ts'
import { finishVerify } from './test-store.ts'

openForEachTest()

const verify = (options = {}) => finishVerify(store.verify(options))
const put = (name: string, specName = 's') => store.upload(Buffer.from(name.repeat(100)), { specName, taskId: '1', type: 'file', name })

test('[S11] a whole store verifies', async () => {
  for (const name of ['a', 'b', 'deep/er/c']) await put(name)
  expect(await verify()).toEqual({ report: { valid: 3, corrupt: 0, missing: 0, unrecorded: 0, isComplete: true }, findings: [] })
})

test('[S11] each damaged, missing and unrecorded one is named, and only those', async () => {
  for (const name of ['good', 'flipped', 'short', 'gone']) await put(name)
  const path = (name: string) => join(folder.path, 's/1', name)
  const flipped = await readFile(path('files/flipped.zst'))
  flipped[flipped.length >> 1] = (flipped[flipped.length >> 1] ?? 0) ^ 4
  await writeFile(path('files/flipped.zst'), flipped)
  await writeFile(path('files/short.zst'), (await readFile(path('files/short.zst'))).subarray(0, 9))
  await rm(path('files/gone.zst'))
  await writeFile(path('stray.txt'), 'x')
  const { report, findings } = await verify()
  expect(report).toEqual({ valid: 1, corrupt: 2, missing: 1, unrecorded: 1, isComplete: true })
  expect(findings.map(({ uri, status }) => `${status} ${uri.slice(store.uri.length)}`).toSorted()).toEqual([
    'corrupt /s/1/files/flipped.zst',
    'corrupt /s/1/files/short.zst',
    'missing /s/1/files/gone.zst',
    'unrecorded /s/1/stray.txt',
  ])
})

test('[S11] a selection verifies by itself, and a run can be stopped', async () => {
  await put('a', 'one')
  for (let index = 0; index < 30; index++) await put(`b${index}`, 'two')
  expect((await verify({ filter: { specName: 'one' } })).report).toMatchObject({ valid: 1, isComplete: true })
  const stop = new AbortController()
  const steps = store.verify({ signal: stop.signal })
  await steps.next()
  stop.abort()
  expect((await steps.next()).value).toMatchObject({ isComplete: false })
})

test('[S11] damage is kept with its artifact until its bytes are read well again', async () => {
  const { record } = await put('a')
  const path = join(folder.path, 's/1/files/a.zst')
  const good = await readFile(path)
  expect((await store.get(record.uri)).damage).toBeUndefined()
  await writeFile(path, good.subarray(0, 9))
  await expect(store.download(record.uri)).rejects.toMatchObject({ code: 'artifact.corrupt' })
  expect((await store.get(record.uri)).damage).toMatchObject({ status: 'corrupt' })
  await rm(path)
  await verify()
  expect((await store.list()).artifacts).toMatchObject([{ damage: { status: 'missing' } }])
  await writeFile(path, good)
  await verify()
  expect((await store.getTask('s', '1')).artifacts[0]?.damage).toBeUndefined()
})

test('[S11] a lost or damaged record file is named, with what it leaves unrecorded', async () => {
  for (const spec of ['good', 'lost', 'torn']) await put('a', spec)
  await rm(join(folder.path, 'lost/1/metadata.json'))
  await writeFile(join(folder.path, 'torn/1/metadata.json'), '{')
  const { report, findings } = await verify()
  expect(report).toEqual({ valid: 1, corrupt: 1, missing: 0, unrecorded: 1, isComplete: true })
  expect(findings.map(({ uri, status }) => `${status} ${uri.slice(store.uri.length)}`).toSorted()).toEqual([
    'corrupt /torn/1/metadata.json',
    'unrecorded /lost/1/files/a.zst',
  ])
})
