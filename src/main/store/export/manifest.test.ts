import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ArtifactStore } from '../artifact-store.ts'
import { finishVerify, makeFolder, openTestStore } from '../test-store.ts'
import { parseManifest, verifyManifest, writeManifest } from './manifest.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let store: ArtifactStore
beforeEach(async () => {
  folder = await makeFolder()
  store = await openTestStore({ root: join(folder.path, 'store') })
})
afterEach(async () => {
  await store.close()
  await folder.remove()
})

const put = (name: string, content: string, taskId = 't') =>
  store.upload(Buffer.from(content), { specName: 'a spec', taskId, type: 'file', name })
const manifestOf = async (taskId: string) => (await Array.fromAsync(writeManifest(store, { specName: 'a spec', taskId }))).join('')
const check = (text: string) => finishVerify(verifyManifest(store, text))

test('[S11] a manifest is checked offline by sha256sum over an unpacked export', async () => {
  const contents = { 'ü/deep.txt': 'one', 'b.log': 'line\n'.repeat(1000) }
  for (const [name, content] of Object.entries(contents)) await put(name, content)
  const text = await manifestOf('t')
  for (const { path } of parseManifest(text)) {
    const content = Object.entries(contents).find(([name]) => path.endsWith(name))?.[1] ?? ''
    await mkdir(dirname(join(folder.path, path)), { recursive: true })
    await writeFile(join(folder.path, path), content)
  }
  await writeFile(join(folder.path, 'SUMS'), text)
  expect(execFileSync('sha256sum', ['--strict', '-c', 'SUMS'], { cwd: folder.path, encoding: 'utf8' }).match(/: OK/g)).toHaveLength(2)
})

test('[S11] a store is checked against a manifest, which speaks only of what it names', async () => {
  await put('same', 'same')
  await put('changed', 'before')
  const { record: gone } = await put('gone', 'gone')
  const text = await manifestOf('t')
  await put('of another task', 'x', 'other')
  expect((await check(text)).report).toMatchObject({ valid: 3, corrupt: 0, missing: 0, isComplete: true })
  const [changed] = (await store.list({ filter: { name: 'changed' } })).artifacts
  await store.delete([gone.uri, changed?.record.uri ?? ''])
  const trash = await store.listTrash()
  await store.purge(trash.map(({ trashId }) => trashId))
  const { report, findings } = await check(text.replace(/^[0-9a-f]{64}(?=.*same)/m, 'f'.repeat(64)))
  expect(report).toMatchObject({ valid: 0, corrupt: 1, missing: 2 })
  expect(findings.map(({ status }) => status).toSorted()).toEqual(['corrupt', 'missing', 'missing'])
})

test('what is no manifest is refused by its line', () => {
  expect(() => parseManifest(`${'a'.repeat(64)}  ok\nnonsense\n`)).toThrow(
    expect.objectContaining({ details: { reason: expect.stringContaining('line 2') } }),
  )
})
