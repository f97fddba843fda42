import { rm } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { folder, open, openForEachTest, store } from './store-fixture.ts'

openForEachTest()

const put = async (
  content: string | Uint8Array,
  options: { name?: string; specName?: string; agent?: string; type?: 'diff' | 'log' } = {},
) => {
  const { record } = await store.upload(Buffer.from(content), {
    specName: options.specName ?? 's',
    taskId: '1',
    type: options.type ?? 'log',
    name: options.name ?? 'log',
    metadata: options.agent === undefined ? {} : { agent: options.agent },
  })
  await store.settled()
  return record
}
const find = async (query: string) =>
  (await store.search(query, {})).results.map(({ artifact, hits }) => [artifact.record.name, ...hits.map(({ line }) => line)])

test('[S12] finds words in contents and names the lines', async () => {
  await put('first line\nconnect ECONNREFUSED 127.0.0.1:5432\nlast\nagain ECONNREFUSED', { name: 'a.log' })
  await put('all is well', { name: 'b.log' })
  expect(await find('econnrefused')).toEqual([['a.log', 2, 4]])
  expect((await store.search('"refused 127"', {})).results).toEqual([])
  expect(await find('"ECONNREFUSED 127.0.0.1"')).toEqual([['a.log', 2]])
  expect(await find('ECONNREF')).toEqual([['a.log', 2, 4]])
})

test('[S12] several words must all be there, a phrase in its order', async () => {
  await put('alpha beta\ngamma', { name: 'a.log' })
  await put('beta alpha', { name: 'b.log' })
  expect((await find('alpha beta')).map(([name]) => name)).toEqual(['b.log', 'a.log'])
  expect(await find('"alpha beta"')).toEqual([['a.log', 1]])
  expect(await find('alpha gamma')).toEqual([['a.log', 1, 2]])
  expect(await find('alpha delta')).toEqual([])
})

test('[S12] names and metadata are found, too, and filters narrow', async () => {
  await put('x', { name: 'nightly.log', specName: 'one', agent: 'gold-reference' })
  await put('x', { name: 'nightly.log', specName: 'two' })
  expect(await find('nightly')).toHaveLength(2)
  expect(await find('nightly spec:two')).toHaveLength(1)
  expect(await find('agent:gold-reference')).toHaveLength(1)
  expect(await find('gold')).toHaveLength(1)
})

test('[S12] case and accents do not matter; bytes that are no text do no harm', async () => {
  await put('Ein Größenfehler: Überlauf', { name: 'a.log' })
  await put(crypto.getRandomValues(new Uint8Array(60_000)), { name: 'noise.log' })
  expect(await find('großenfehler')).toEqual([['a.log', 1]])
  expect(await find('UBERLAUF')).toEqual([['a.log', 1]])
})

test('[S12] a diff is searched as it reads: out of a mail, without colours, from UTF-16', async () => {
  const diff = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+größer = wanted\n'
  const mail = 'From: A\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n'
  await put(mail + diff.replace('größer = wanted', 'gr=F6=DFer =3D wan=\nted'), { name: 'mailed', type: 'diff' })
  const base64 = 'From: A\nContent-Transfer-Encoding: base64\n\n'
  await put(base64 + Buffer.from(diff).toString('base64'), { name: 'encoded', type: 'diff' })
  await put(Buffer.from(`\uFEFF${diff}`, 'utf16le'), { name: 'utf16', type: 'diff' })
  await put(diff.replaceAll(/^(.)(.*)$/gm, '\u001B[1m$1\u001B[32m$2\u001B[m'), { name: 'coloured', type: 'diff' })
  const found = [...(await find('"größer = wanted"'))].toSorted(([one], [other]) => String(one).localeCompare(String(other)))
  expect(found).toEqual([
    ['coloured', 6],
    ['encoded', 9],
    ['mailed', 10],
    ['utf16', 6],
  ])
  expect((await store.search('größer', {})).results[0]?.hits[0]?.excerpt).toBe('+größer = wanted')
})

test('[S12] what was deleted is not found, what was restored or tagged is', async () => {
  const record = await put('a needle here')
  await store.tag(record.uri, { add: ['kept'] })
  expect(await find('needle kept')).toHaveLength(1)
  const [deleted] = await store.delete([record.uri])
  expect(await find('needle')).toEqual([])
  await store.restore([deleted?.trashId ?? ''])
  await store.settled()
  expect(await find('needle')).toHaveLength(1)
})

test('[S12] a hit deep in a large log is found at its line', async () => {
  await put(`${'some ordinary words in a line\n'.repeat(200_000)}the needle\n`)
  expect(await find('needle')).toEqual([['log', 200_001]])
})

test('[S12] a line of any length is looked through, and told once', async () => {
  const line = `${'filler '.repeat(60_000)}needle one ${'filler '.repeat(60_000)}needle two ${'filler '.repeat(60_000)}`
  await put(`before\n${line}\nneedle after`, { name: 'a.log' })
  expect(await find('needle')).toEqual([['a.log', 2, 3]])
  expect(await find('"needle two"')).toEqual([['a.log', 2]])
  expect(await find('"two filler"')).toEqual([['a.log', 2]])
})

test('[S12] results come page by page, and a wrong query is an error', async () => {
  for (let index = 0; index < 12; index++) await put(`common ${index}`, { name: `n${index}` })
  const first = await store.search('common', { limit: 8 })
  const second = await store.search('common', { limit: 8, cursor: first.nextCursor ?? undefined })
  expect([first.results.length, second.results.length, second.nextCursor]).toEqual([8, 4, null])
  await expect(store.search('type:odd')).rejects.toMatchObject({ code: 'request.invalid' })
})

test('[S12] the first page says how all results are spread', async () => {
  for (let index = 0; index < 5; index++)
    await put(`common ${index}`, { name: `n${index}`, specName: index < 3 ? 'one' : 'two', agent: `a${index % 2}` })
  const { facets, nextCursor } = await store.search('common', { limit: 2 })
  expect(facets).toMatchObject({
    type: [{ value: 'log', count: 5 }],
    spec: [
      { value: 'one', count: 3 },
      { value: 'two', count: 2 },
    ],
    agent: [
      { value: 'a0', count: 3 },
      { value: 'a1', count: 2 },
    ],
    tag: [],
  })
  expect((await store.search('common', { cursor: nextCursor ?? undefined })).facets).toBeNull()
  expect((await store.search('common spec:two')).facets?.type).toEqual([{ value: 'log', count: 2 }])
})

test('[S12] the index is rebuilt with the catalog', async () => {
  await put('a needle here')
  for await (const progress of store.reindex({ everything: true })) void progress
  expect(await find('needle')).toHaveLength(1)
  await store.close()
  await rm(`${folder.path}/.vitrine/catalog.db`)
  await open()
  await store.completeFacts()
  expect(await find('needle')).toHaveLength(1)
})
