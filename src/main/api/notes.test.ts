// Notes as the window gets them, over real stores: a folder and a bucket.
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { type ContractRouterClient } from '@orpc/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type contract } from '../../shared/contract.ts'
import { type NoteSpot } from '../../shared/notes/note.ts'
import { type S3Server, startS3Server } from '../backends/servers/s3-server.ts'
import { openStore } from '../store/open-store.ts'
import { type StoreSettings } from '../store/store-settings.ts'
import { makeFolder } from '../store/test-store.ts'
import { openApp } from './app.ts'

type Client = ContractRouterClient<typeof contract>

let folder: Awaited<ReturnType<typeof makeFolder>>
let s3: S3Server
const closing: (() => Promise<void>)[] = []
const before = { ...process.env }

beforeEach(async () => {
  folder = await makeFolder()
  s3 = await startS3Server()
  process.env['VITRINE_HOME'] = join(folder.path, 'home')
  process.env['XDG_CACHE_HOME'] = join(folder.path, 'cache')
  process.env['AWS_ACCESS_KEY_ID'] = s3.credentials.accessKeyId
  process.env['AWS_SECRET_ACCESS_KEY'] = s3.credentials.secretAccessKey
})
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
  await s3.stop()
  await folder.remove()
  for (const name of ['VITRINE_HOME', 'XDG_CACHE_HOME', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) {
    if (before[name] === undefined) Reflect.deleteProperty(process.env, name)
    else process.env[name] = before[name]
  }
})

async function open(storeUri: string, settings: Partial<StoreSettings> = {}): Promise<{ client: Client; close: () => Promise<void> }> {
  const app = await openApp({ storeUri, settings, assetsDirectory: folder.path })
  const { port1, port2 } = new MessageChannel()
  app.connect(port1)
  port1.start()
  port2.start()
  let isClosed = false
  const close = async () => {
    if (isClosed) return
    isClosed = true
    port1.close()
    await app.close()
  }
  closing.push(close)
  return { client: createORPCClient(new RPCLink({ port: port2 })), close }
}

const patch = (lines: readonly string[]) => `--- a/src/price.ts
+++ b/src/price.ts
@@ -1,2 +1,${lines.length + 2} @@
 export function price(order) {
${lines.map((line) => `+${line}`).join('\n')}
   return order.total
`
const report = (...names: string[]) =>
  `<testsuite name="unit">${names.map((name) => `<testcase classname="price" name="${name}"><failure message="expected 1"/></testcase>`).join('')}</testsuite>`

async function fill(storeUri: string, settings: Partial<StoreSettings> = {}): Promise<void> {
  const store = await openStore(storeUri, { settings, create: true, catalogThread: 'caller' })
  const put = (name: string, version: number, type: 'diff' | 'log' | 'test', content: string) =>
    store.upload(Buffer.from(content), { specName: 'checkout', taskId: '1.1', name, version, type })
  await put('patch.diff', 1, 'diff', patch(['  const rounded = round(order.total)', '  audit.write(order.number)']))
  await put('patch.diff', 2, 'diff', patch(['  // totals', '  audit.write(order.number)', '  const rounded = floor(order.total)']))
  await put('run.log', 1, 'log', '08:00:01 starting workers\n08:00:02 connection refused by db-1\n08:00:03 done\n')
  await put('run.log', 2, 'log', 'hello\n09:10:01 starting workers\n09:10:02 connection refused by db-1\n09:10:03 done\n')
  await put('junit.xml', 1, 'test', report('rounds', 'adds'))
  await put('junit.xml', 2, 'test', report('adds'))
  await store.close()
}

const task = { specName: 'checkout', taskId: '1.1' }
const lineOf = (line: number): NoteSpot => ({
  on: 'line',
  artifact: 'patch.diff',
  path: 'src/price.ts',
  nth: 1,
  side: 'right',
  first: line,
  last: line,
})
const testOf = (name: string): NoteSpot => ({ on: 'test', artifact: 'junit.xml', test: `unit › price › ${name}` })

test('a note on a file of a diff goes along while the next diff has that file, one on an artifact while there is one', async () => {
  const storeUri = join(folder.path, 'store')
  await fill(storeUri)
  const store = await openStore(storeUri, { catalogThread: 'caller' })
  const other = patch(['  return 0']).replaceAll('price.ts', 'prices.ts')
  await store.upload(Buffer.from(other), { ...task, name: 'patch.diff', version: 3, type: 'diff' })
  await store.close()
  const { client } = await open(storeUri)
  const factsIn = async (version: number) =>
    (await client.artifact.list({ filter: { ...task, name: 'patch.diff', version } })).artifacts.map(({ facts }) => facts?.type)
  for (const version of [1, 2, 3]) await expect.poll(() => factsIn(version), { timeout: 10_000 }).toEqual(['diff'])
  const file = (path: string, nth = 1): NoteSpot => ({ on: 'file', artifact: 'patch.diff', path, nth })
  await expect(client.note.add({ ...task, version: 1, spot: file('src/other.ts'), text: 'no' })).rejects.toMatchObject({
    data: { reason: 'patch.diff does not have src/other.ts as a whole' },
  })
  await client.note.add({ ...task, version: 1, spot: file('src/price.ts'), text: 'all of it' })
  await client.note.add({ ...task, version: 1, spot: { on: 'artifact', artifact: 'run.log' }, text: 'too long' })
  const placesIn = async (version: number) => (await client.note.list({ ...task, version })).notes.map(({ place }) => place)
  expect(await placesIn(2)).toEqual([
    { is: 'placed', spot: file('src/price.ts') },
    { is: 'placed', spot: { on: 'artifact', artifact: 'run.log' } },
  ])
  expect(await placesIn(3)).toEqual([
    { is: 'unplaced', reason: 'not-there' },
    { is: 'unplaced', reason: 'no-artifact' },
  ])
})

describe.each(['folder', 'bucket'])('in a %s', (place) => {
  const storeUri = () => (place === 'folder' ? join(folder.path, 'store') : 's3://bucket/prefix')
  const settings = (): Partial<StoreSettings> => (place === 'folder' ? {} : { s3: { endpoint: s3.endpoint } })

  test('notes are written, found again in the next attempt, and there after a restart', async () => {
    await fill(storeUri(), settings())
    const first = await open(storeUri(), settings())
    const keys = (await first.client.note.list({ ...task, version: 1 })).notes
    expect(keys).toEqual([])
    const key = (
      await first.client.report.get({
        uri: (await first.client.artifact.list({ filter: { name: 'junit.xml', version: 1 } })).artifacts[0]?.record.uri ?? '',
      })
    ).cases[0]
    expect(key).toMatchObject({ name: 'rounds' })
    const spots: NoteSpot[] = [
      { on: 'task' },
      lineOf(2),
      lineOf(3),
      { on: 'range', artifact: 'run.log', first: 2, last: 2 },
      testOf('adds'),
      testOf('rounds'),
    ]
    for (const spot of spots) {
      const added = await first.client.note.add({ ...task, version: 1, spot, text: `about ${JSON.stringify(spot)}` })
      expect(added).toMatchObject({ save: { is: 'saved' }, place: { is: 'placed', spot } })
    }
    await first.close()

    const { client } = await open(storeUri(), settings())
    const listed = await client.note.list(task)
    expect(listed.version).toBe(2)
    expect(listed.notes.map(({ place }) => (place.is === 'placed' ? place.spot : place.reason))).toEqual([
      { on: 'task' },
      testOf('adds'),
      lineOf(3),
      { on: 'range', artifact: 'run.log', first: 3, last: 3 },
      'not-there',
      'not-there',
    ])
    expect(await client.workspace.list()).toEqual([])
    expect(await client.spec.list()).toMatchObject([{ specName: 'checkout' }])
  })
})

describe('a note', () => {
  const storeUri = () => join(folder.path, 'store')
  test('is changed, settled, deleted and put back as it was', async () => {
    await fill(storeUri())
    const { client } = await open(storeUri())
    const { note } = await client.note.add({ ...task, version: 1, spot: lineOf(2), text: 'why?' })
    expect(await client.note.change({ ...task, noteId: note.noteId, text: 'why round?' })).toMatchObject({
      text: 'why round?',
      createdAt: note.createdAt,
    })
    const settled = await client.note.change({ ...task, noteId: note.noteId, isResolved: true })
    expect(settled.resolvedAt).not.toBeNull()
    const deleted = await client.note.delete({ ...task, noteId: note.noteId })
    expect(deleted).toEqual(settled)
    expect((await client.note.list(task)).notes).toEqual([])
    expect(await client.note.take({ ...task, notes: [deleted] })).toEqual({ added: 1, updated: 0, same: 0 })
    expect(await client.note.take({ ...task, notes: [deleted] })).toEqual({ added: 0, updated: 0, same: 1 })
    expect((await client.note.list({ ...task, version: 1 })).notes).toMatchObject([
      { note: settled, place: { is: 'placed', spot: lineOf(2) } },
    ])
  })

  test('is refused where nothing is, and without words', async () => {
    await fill(storeUri())
    const { client } = await open(storeUri())
    await expect(client.note.add({ ...task, version: 1, spot: lineOf(99), text: 'x' })).rejects.toMatchObject({
      code: 'request.invalid',
      data: { reason: 'patch.diff does not have src/price.ts:99' },
    })
    await expect(client.note.add({ ...task, version: 7, spot: lineOf(2), text: 'x' })).rejects.toMatchObject({ code: 'artifact.not-found' })
    await expect(client.note.add({ ...task, version: 1, spot: { on: 'task' }, text: ' \n' })).rejects.toMatchObject({
      code: 'request.invalid',
    })
    expect((await client.note.list(task)).notes).toEqual([])
  })

  test('of another process reaches this window, and outlives the artifacts of its task', async () => {
    await fill(storeUri())
    const { client } = await open(storeUri())
    expect((await client.note.list(task)).notes).toEqual([])
    const other = await open(storeUri())
    const changes = await client.store.changes()
    await other.client.note.add({ ...task, version: 2, spot: lineOf(4), text: 'from elsewhere' })
    for await (const batch of changes) if (batch.some(({ verb }) => verb === 'file')) break
    expect((await client.note.list(task)).notes).toMatchObject([{ note: { text: 'from elsewhere' } }])
    const { artifacts } = await client.artifact.list({ filter: task })
    await client.artifact.delete({ uris: artifacts.map(({ record }) => record.uri) })
    expect((await client.note.list(task)).notes).toMatchObject([{ note: { text: 'from elsewhere' }, place: { is: 'unplaced' } }])
  })

  test('that cannot be saved is kept and shown as such, and saved once that can be done', async () => {
    await fill(storeUri())
    const { client } = await open(storeUri())
    const inTheWay = join(storeUri(), 'vitrine%3Afiles')
    await writeFile(inTheWay, 'a file where a folder must be')
    const added = await client.note.add({ ...task, version: 2, spot: lineOf(4), text: 'first try' })
    expect(added.save).toMatchObject({ is: 'failed', attempts: 1 })
    expect((await client.note.list(task)).notes).toMatchObject([{ note: { text: 'first try' }, save: { is: 'failed' } }])
    await rm(inTheWay)
    await client.note.change({ ...task, noteId: added.note.noteId, text: 'second try' })
    expect((await client.note.list(task)).notes).toMatchObject([{ note: { text: 'second try' }, save: { is: 'saved' } }])
  })
})
