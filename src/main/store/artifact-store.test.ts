import { execFileSync } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { at, folder, open, openForEachTest, reopen, store } from './store-fixture.ts'
import { makeFolder, readText, shrinkingText } from './test-store.ts'

openForEachTest()

test('metadata of an artifact can be changed without its content', async () => {
  const { record } = await store.upload(Buffer.from('x'), { ...at, type: 'diff', tags: ['a'], metadata: { title: 'old', agent: 'x' } })
  await store.tag(record.uri, { metadata: { title: 'new' } })
  await reopen()
  expect((await store.get(record.uri)).record).toEqual({ ...record, metadata: { title: 'new', agent: 'x' } })
})

test('[S3] a store that was moved keeps working, and an old URI resolves by its last segments', async () => {
  const { record } = await store.upload(shrinkingText(500), { ...at, type: 'file', name: 'src/deep/a.txt' })
  await store.close()
  const other = await makeFolder()
  execFileSync('cp', ['-r', `${folder.path}/.`, other.path])
  await rm(join(folder.path, 'chat-app'), { recursive: true })
  await open({}, other.path)
  expect((await store.get(record.uri)).record.uri).toBe(`file://${other.path}/chat-app/1.1/files/src/deep/a.txt.zst`)
  expect(await readText(await store.download(record.uri))).toBe(shrinkingText(500).toString())
  await other.remove()
})

test('[S11] damage is never given as good', async () => {
  const { record } = await store.upload(shrinkingText(5000), { ...at, type: 'diff' })
  const path = join(folder.path, 'chat-app/1.1/diff.txt.zst')
  const good = await readFile(path)
  const read = async (options = {}) => readText(await store.download(record.uri, options))
  for (const damage of [good.subarray(0, -3), Buffer.from('not zstd'), Buffer.concat([good, good]), Buffer.alloc(0)]) {
    await writeFile(path, damage)
    await expect(read()).rejects.toMatchObject({ code: 'artifact.corrupt', details: { uri: record.uri } })
    await expect(read({ start: 10, end: 20 })).rejects.toMatchObject({ code: 'artifact.corrupt' })
  }
  await rm(path)
  await expect(read()).rejects.toMatchObject({ code: 'artifact.corrupt', details: { reason: 'its bytes are missing' } })
  await writeFile(path, good)
  expect(await read({ start: 10, end: 20 })).toBe(shrinkingText(5000).subarray(10, 20).toString())
})

test('[S11] bytes that are lost are told as lost, whatever part of them is asked for', async () => {
  const { record } = await store.upload(crypto.getRandomValues(new Uint8Array(100)), { ...at, type: 'diff' })
  expect(record.encoding).toBe('identity')
  await rm(join(folder.path, 'chat-app/1.1/diff.txt'))
  for (const part of [{}, { verify: false }, { start: 10, end: 20 }, { start: 10, end: 20, verify: false }])
    await expect(store.download(record.uri, part), JSON.stringify(part)).rejects.toMatchObject({
      code: 'artifact.corrupt',
      details: { isMissing: true },
    })
})

test('lists by spec, task, type, tag, date and text, page by page', async () => {
  for (let index = 0; index < 25; index++) {
    await store.upload(Buffer.from(String(index)), {
      specName: index % 2 === 0 ? 'even' : 'odd',
      taskId: String(index % 5),
      type: index % 3 === 0 ? 'diff' : 'log',
      name: `n${index}`,
      tags: index % 4 === 0 ? ['four'] : [],
      metadata: { agent: `agent-${index}` },
    })
  }
  const names = async (filter: object) => (await store.list({ filter, limit: 1000 })).artifacts.map(({ record }) => record.name)
  expect(await names({ specName: 'even' })).toHaveLength(13)
  expect(await names({ specName: 'even', taskId: '0' })).toEqual(['n20', 'n10', 'n0'])
  expect(await names({ types: ['diff'], tags: ['four'] })).toEqual(['n24', 'n12', 'n0'])
  expect(await names({ text: 'AGENT-24' })).toEqual(['n24'])
  expect(await names({ text: '100%' })).toEqual([])
  expect(await names({ since: '2000-01-01', until: '2001-01-01' })).toEqual([])
  const paged: string[] = []
  let cursor: string | undefined
  do {
    const page = await store.list({ sort: '-name', limit: 7, cursor })
    paged.push(...page.artifacts.map(({ record }) => record.name))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(paged).toEqual(
    Array.from({ length: 25 }, (_, index) => `n${index}`)
      .toSorted()
      .toReversed(),
  )
  await expect(store.list({ cursor: 'rubbish' })).rejects.toMatchObject({ code: 'request.invalid' })
  expect(await store.sum({ specName: 'odd' })).toMatchObject({ count: 12 })
})

test('specs and tasks come in natural order with their counts', async () => {
  for (const taskId of ['10', '2', '1']) await store.upload(Buffer.from('x'), { specName: 's', taskId, type: 'diff' })
  await store.upload(Buffer.from('y'), { specName: 's', taskId: '2', type: 'diff' })
  const [spec] = await store.listSpecs()
  expect(spec).toMatchObject({ specName: 's', artifacts: 4 })
  expect(spec?.tasks.map(({ taskId, attempts }) => [taskId, attempts])).toEqual([
    ['1', 1],
    ['2', 2],
    ['10', 1],
  ])
})

test('facts follow an upload by themselves', async () => {
  const { record } = await store.upload(Buffer.from('a\nb\n'), { ...at, type: 'file', name: 'a.txt' })
  await store.settled()
  expect((await store.get(record.uri)).facts).toMatchObject({ lines: 2 })
})

test('what a session made is found by its id', async () => {
  await store.upload(Buffer.from('1'), { ...at, type: 'diff', metadata: { session: 's-1' } })
  await store.upload(Buffer.from('2'), { specName: 'other', taskId: '2', type: 'log', metadata: { session: 's-1' } })
  await store.upload(Buffer.from('3'), { ...at, type: 'log', metadata: { session: 's-2', not: 's-1' } })
  await store.upload(Buffer.from('4'), { ...at, type: 'test' })
  const found = await store.list({ filter: { session: 's-1' }, sort: 'created' })
  expect(found.artifacts.map(({ record }) => record.specName)).toEqual(['chat-app', 'other'])
})

test('tags are a set that can be added to, taken from and replaced', async () => {
  const { record } = await store.upload(Buffer.from('x'), { ...at, type: 'diff', tags: ['a'] })
  expect((await store.tag(record.uri, { add: ['b', 'a'] })).record.tags).toEqual(['a', 'b'])
  expect((await store.tag(record.uri, { remove: ['a'] })).record.tags).toEqual(['b'])
  expect((await store.tag(record.uri, { set: ['pinned'] })).record.tags).toEqual(['pinned'])
  expect((await store.list({ filter: { tags: ['pinned'] } })).artifacts).toHaveLength(1)
  expect((await store.list({ filter: { tags: ['a'] } })).artifacts).toHaveLength(0)
  await expect(store.tag(`${store.uri}/a/b/c`, { add: ['x'] })).rejects.toMatchObject({ code: 'artifact.not-found' })
})
