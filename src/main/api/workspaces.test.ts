// Blobs, sessions and agent files as the window gets them, over the real store.
import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { type ContractRouterClient } from '@orpc/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fileAddress } from '../../shared/address.ts'
import { type StoreChange } from '../../shared/change.ts'
import { type contract } from '../../shared/contract.ts'
import { blobSpecName } from '../../shared/reserved-spec.ts'
import { openPorts, type Ports } from '../ports/open-ports.ts'
import { valueOf } from '../ports/port-result.ts'
import { sessionsPath } from '../ports/sessions/sessions-path.ts'
import { openSqliteSessions } from '../ports/sessions/sqlite-sessions.ts'
import { makeFolder } from '../store/test-store.ts'
import { type App, openApp } from './app.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let app: App
let client: ContractRouterClient<typeof contract>
let port: { close: () => void }
const storeUri = () => join(folder.path, 'store')

const start = async () => {
  app = await openApp({ storeUri: storeUri(), assetsDirectory: folder.path })
  const { port1, port2 } = new MessageChannel()
  app.connect(port1)
  port1.start()
  port2.start()
  port = port1
  client = createORPCClient(new RPCLink({ port: port2 }))
}
const stop = async () => {
  port.close()
  await app.close()
}
beforeEach(async () => {
  folder = await makeFolder()
  process.env['VITRINE_HOME'] = join(folder.path, 'home')
  await start()
})
afterEach(async () => {
  await stop()
  await folder.remove()
})

/** Another process on the same store. */
async function besides<T>(work: (ports: Ports) => Promise<T>): Promise<T> {
  const ports = await openPorts(storeUri(), { catalogThread: 'caller' })
  try {
    return await work(ports)
  } finally {
    await ports.close()
  }
}

/** Resolves with the first change that is wanted. */
async function nextChange(isWanted: (change: StoreChange) => boolean): Promise<StoreChange | undefined> {
  for await (const changes of await client.store.changes()) {
    const found = changes.find(isWanted)
    if (found !== undefined) return found
  }
  return undefined
}

test('blobs are got by key, are no work to review, and are listed as the artifacts of their spec', async () => {
  await besides(({ blobs }) => blobs.put('patches/fix.diff', '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n'))
  expect(await client.blob.get({ key: 'patches/fix.diff' })).toMatchObject({
    record: { type: 'diff', metadata: { key: 'patches/fix.diff' } },
  })
  await expect(client.blob.get({ key: 'none' })).rejects.toMatchObject({ code: 'artifact.not-found' })
  expect(await client.spec.list()).toEqual([])
  expect((await client.artifact.list({ filter: { specName: blobSpecName } })).artifacts).toHaveLength(1)
})

describe('sessions', () => {
  test('are listed, shown with their events, and found by the attempt they made', async () => {
    const id = await besides(async ({ sessions, store }) => {
      const { sessionId } = valueOf(await sessions.startSession({ agent: 'claude', specName: 's', taskId: '1' }))
      for (const type of ['read', 'test', 'write']) valueOf(await sessions.addEvent(sessionId, { type }))
      for (const session of [sessionId, 'never-told-of'])
        await store.upload(Buffer.from(session), {
          specName: 's',
          taskId: '1',
          name: session,
          type: 'log',
          version: 1,
          metadata: { session },
        })
      return sessionId
    })
    expect((await client.session.list({ specName: 's' })).sessions).toMatchObject([{ sessionId: id, agent: 'claude', events: 3 }])
    expect(await client.session.ofAttempt({ specName: 's', taskId: '1', version: 1 })).toMatchObject([{ sessionId: id }])
    expect(await client.session.ofAttempt({ specName: 's', taskId: '1', version: 2 })).toEqual([])
    expect((await client.session.events({ sessionId: id, after: 1, limit: 1 })).map(({ type }) => type)).toEqual(['test'])
    expect((await client.artifact.list({ filter: { session: id } })).artifacts).toHaveLength(1)
    await expect(client.session.get({ sessionId: 'none' })).rejects.toMatchObject({
      code: 'session.not-found',
      data: { sessionId: 'none' },
    })
  })

  test('that are damaged fail alone', async () => {
    await mkdir(join(storeUri(), '.vitrine'), { recursive: true })
    await writeFile(join(storeUri(), '.vitrine/sessions.db'), 'no database')
    await expect(client.session.list({})).rejects.toMatchObject({ code: 'record.unreadable' })
    expect(await client.store.info()).toMatchObject({ artifacts: 0 })
  })

  test('are there when the store is not', async () => {
    const gone = 's3://gone/store'
    const path = sessionsPath(gone)
    const sessions = openSqliteSessions({ path })
    const { sessionId } = valueOf(await sessions.startSession({ agent: 'claude', specName: 's', taskId: '1' }))
    await sessions.close()
    const settings = { s3: { endpoint: 'http://127.0.0.1:9', region: 'us-east-1' } }
    const other = await openApp({ storeUri: gone, settings, assetsDirectory: folder.path })
    const { port1, port2 } = new MessageChannel()
    other.connect(port1)
    port1.start()
    port2.start()
    const asked: typeof client = createORPCClient(new RPCLink({ port: port2 }))
    expect((await asked.session.list({})).sessions).toMatchObject([{ sessionId, agent: 'claude' }])
    await expect(asked.artifact.list({ filter: { session: sessionId } })).rejects.toMatchObject({ code: expect.stringMatching(/^store\./) })
    port1.close()
    await other.close()
  })

  test('tell the window when an agent tells of one', async () => {
    await client.session.list({})
    const heard = nextChange(({ verb }) => verb === 'session')
    const told = setInterval(() => void besides(({ sessions }) => sessions.startSession({ agent: 'a' })), 700)
    expect(await heard).toMatchObject({ verb: 'session' })
    clearInterval(told)
  })
})

describe('workspaces', () => {
  const scopeKey = 'agent:1'
  const read = async (path: string) => {
    const { content } = await client.file.read({ scopeKey, path })
    return content.is === 'text' ? content.text : content.is
  }

  test('hold what is written, with its state, and the store has it when the app is closed', async () => {
    expect(await client.workspace.get({ scopeKey })).toMatchObject({
      files: [],
      roots: [{ baseDirectory: null, folder: null, isReadonly: false }],
    })
    const file = await client.file.write({ scopeKey, path: '/notes/a.md', text: 'one', ifChecksum: null })
    expect(file).toMatchObject({ path: '/notes/a.md', save: { is: 'saved' } })
    const edited = await client.file.write({ scopeKey, path: '/notes/a.md', text: 'two', ifChecksum: file.checksum })
    expect(edited.save).toEqual({ is: 'dirty' })
    await expect(client.file.write({ scopeKey, path: '/notes/a.md', text: 'lost', ifChecksum: file.checksum })).rejects.toMatchObject({
      code: 'file.changed',
    })
    expect(await client.file.describe({ scopeKey, path: '/notes', title: 'Notes', tags: ['t'] })).toMatchObject({
      title: 'Notes',
      tags: ['t'],
    })
    expect(await client.file.move({ scopeKey, from: '/notes', to: '/archive/notes' })).toMatchObject({ path: '/archive/notes' })
    await client.file.makeDirectory({ scopeKey, path: '/empty' })
    const { files, stats } = await client.workspace.get({ scopeKey })
    expect(files.map(({ path }) => path)).toEqual(['/archive', '/archive/notes', '/archive/notes/a.md', '/empty'])
    expect(stats).toMatchObject({ totalFiles: 1, dirtyFiles: 1 })
    expect(await client.workspace.list()).toMatchObject([{ scopeKey, mounts: [] }])
    expect(await client.spec.list()).toEqual([])
    await stop()
    await start()
    expect(await read('/archive/notes/a.md')).toBe('two')
  })

  test('are saved before another store is opened', async () => {
    await client.file.write({ scopeKey, path: '/a.md', text: 'one' })
    await client.file.write({ scopeKey, path: '/a.md', text: 'two' })
    await client.store.open({ uri: join(folder.path, 'other') })
    expect(await client.workspace.list()).toEqual([])
    expect(await besides(async (ports) => valueOf(await (await ports.openFiles(scopeKey)).readFile('/a.md')))).toBe('two')
  })

  test('follow what another process saves, and say so', async () => {
    await client.file.write({ scopeKey, path: '/a.md', text: 'mine' })
    const heard = nextChange(({ verb, uri }) => verb === 'file' && uri === '/theirs.md')
    await besides(async (ports) => {
      const files = await ports.openFiles(scopeKey)
      valueOf(await files.writeFile('/theirs.md', 'theirs'))
      valueOf(await files.writeFile('/a.md', 'changed by them'))
    })
    expect(await heard).toMatchObject({ taskId: scopeKey })
    expect((await client.workspace.get({ scopeKey })).files.map(({ path }) => path)).toEqual(['/a.md', '/theirs.md'])
    expect(await read('/a.md')).toBe('changed by them')
  })

  test('can have folders of this machine, read-only ones among them, which a store from elsewhere cannot bring', async () => {
    const system = join(folder.path, 'system')
    await mkdir(system)
    await writeFile(join(system, 'guide.md'), 'read me')
    await client.workspace.mount({ scopeKey, baseDirectory: 'system', folder: system, isReadonly: true })
    expect(await client.workspace.get({ scopeKey })).toMatchObject({
      roots: [
        { baseDirectory: 'system', folder: system, isReadonly: true, problem: null },
        { baseDirectory: null, folder: null },
      ],
      files: [
        { path: '/system', isReadonly: true },
        { path: '/system/guide.md', isReadonly: true, sizeBytes: 7 },
      ],
    })
    expect(await read('/system/guide.md')).toBe('read me')
    await expect(client.file.write({ scopeKey, path: '/system/guide.md', text: 'x' })).rejects.toMatchObject({ code: 'file.read-only' })
    await client.workspace.mount({ scopeKey, baseDirectory: 'system', folder: system, isReadonly: false })
    await client.file.write({ scopeKey, path: '/system/new.md', text: 'new' })
    expect(await readFile(join(system, 'new.md'), 'utf8')).toBe('new')
    await stop()
    await start()
    expect(await client.workspace.list()).toMatchObject([{ scopeKey, stored: 0, mounts: [{ folder: system }] }])
    await client.workspace.unmount({ scopeKey, baseDirectory: 'system' })
    expect((await client.workspace.get({ scopeKey })).files).toEqual([])
    for (const wrong of [{ folder: join(folder.path, 'absent') }, { folder: 'relative' }, { baseDirectory: '../x' }])
      await expect(
        client.workspace.mount({ scopeKey, baseDirectory: 'x', folder: system, isReadonly: true, ...wrong }),
      ).rejects.toMatchObject({
        code: expect.stringMatching(/path.unreadable|request.invalid/),
      })
  })

  test('give text to edit and bytes by address, and say what is too large or no text', async () => {
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff])
    await besides(async (ports) => {
      const files = await ports.openFiles(scopeKey)
      valueOf(await files.writeFile('/image.png', bytes))
      valueOf(await files.writeFile('/page.html', '<script>alert(1)</script>'))
      valueOf(await files.writeFile('/large.txt', 'x'.repeat(2 * 1024 * 1024 + 1)))
    })
    expect([await read('/image.png'), await read('/large.txt')]).toEqual(['binary', 'too-large'])
    await expect(client.file.read({ scopeKey, path: '/none' })).rejects.toMatchObject({ code: 'file.not-found' })
    const fetchFile = (path: string, headers = {}) => app.handle(new Request(`http://127.0.0.1${fileAddress(scopeKey, path)}`, { headers }))
    const image = await fetchFile('/image.png')
    expect([image.status, image.headers.get('content-type'), Buffer.from(await image.arrayBuffer())]).toEqual([200, 'image/png', bytes])
    expect((await fetchFile('/image.png', { 'if-none-match': image.headers.get('etag') ?? '' })).status).toBe(304)
    expect((await fetchFile('/page.html')).headers.get('content-type')).toBe('application/octet-stream')
    expect((await fetchFile('/none')).status).toBe(404)
    await client.file.write({ scopeKey, path: '/page.html', text: 'not saved yet' })
    expect(await (await fetchFile('/page.html')).text()).toBe('not saved yet')
  })

  test('are cleared file by file or whole, and what was deleted waits in the trash', async () => {
    for (const path of ['/d/a', '/d/b']) await client.file.write({ scopeKey, path, text: path })
    await expect(client.file.delete({ scopeKey, path: '/d' })).rejects.toMatchObject({ code: 'request.invalid' })
    await client.file.delete({ scopeKey, path: '/d', recursive: true })
    expect((await client.workspace.get({ scopeKey })).files).toEqual([])
    const trashed = (await client.trash.page({})).trashed.filter(({ record }) => record.name === 'd/a')
    await client.trash.restore({ trashIds: trashed.map(({ trashId }) => trashId) })
    expect((await client.workspace.get({ scopeKey })).files.map(({ path }) => path)).toEqual(['/d', '/d/a'])
    expect(await read('/d/a')).toBe('/d/a')
    await client.workspace.flush({ scopeKey })
  })
})

describe('an edit that cannot be saved', () => {
  const scopeKey = 'agent:1'
  const notes = () => join(folder.path, 'notes')
  const breakNotes = async () => {
    await rm(notes(), { recursive: true })
    await writeFile(notes(), 'a file where the folder was')
  }
  const mendNotes = async () => {
    await rm(notes())
    await mkdir(notes())
  }
  const edit = async () => {
    await mkdir(notes())
    await client.workspace.mount({ scopeKey, baseDirectory: 'notes', folder: notes(), isReadonly: false })
    await client.file.write({ scopeKey, path: '/notes/plan.md', text: 'first' })
    await client.file.describe({ scopeKey, path: '/notes/plan.md', title: 'The plan' })
    await breakNotes()
    await client.file.write({ scopeKey, path: '/notes/plan.md', text: 'second' })
  }

  test('is kept when the app ends, and comes back with its scope', async () => {
    await edit()
    await stop()
    await start()
    // Still broken: still kept.
    expect(await client.workspace.list()).toMatchObject([{ scopeKey }])
    await client.workspace.get({ scopeKey })
    await stop()
    await mendNotes()
    await start()
    expect(await client.workspace.get({ scopeKey })).toMatchObject({ broughtBack: ['/notes/plan.md'], stats: { dirtyFiles: 0 } })
    expect(await client.file.read({ scopeKey, path: '/notes/plan.md' })).toMatchObject({
      file: { title: 'The plan' },
      content: { is: 'text', text: 'second' },
    })
    expect(await readFile(join(notes(), 'plan.md'), 'utf8')).toBe('second')
    await stop()
    await start()
    expect(await client.workspace.get({ scopeKey })).toMatchObject({ broughtBack: [] })
  })

  test('is never overwritten by the next, even when it cannot be read back', async () => {
    await edit()
    await stop()
    const unsaved = join(process.env['VITRINE_HOME'] ?? '', 'unsaved')
    const [name = ''] = await readdir(unsaved)
    const half = (await readFile(join(unsaved, name), 'utf8')).slice(0, -20)
    await writeFile(join(unsaved, name), half)
    await mendNotes()
    await start()
    await client.workspace.get({ scopeKey })
    await breakNotes()
    await client.file.write({ scopeKey, path: '/notes/plan.md', text: 'third' })
    await stop()
    const kept = await Promise.all((await readdir(unsaved)).map((each) => readFile(join(unsaved, each), 'utf8')))
    expect(kept).toHaveLength(2)
    expect(kept).toContain(half)
    expect(kept.find((each) => each !== half)).toContain(Buffer.from('third').toString('base64'))
    await start()
  })

  test('lies beside the file when somebody else saved that one since', async () => {
    await edit()
    const moment = new Date()
    await stop()
    await mendNotes()
    await writeFile(join(notes(), 'plan.md'), 'theirs')
    // As a disk tells it that keeps times in steps.
    await utimes(join(notes(), 'plan.md'), moment, moment)
    await start()
    expect(await client.workspace.get({ scopeKey })).toMatchObject({ broughtBack: ['/notes/plan (unsaved).md'] })
    expect(await readFile(join(notes(), 'plan.md'), 'utf8')).toBe('theirs')
    expect(await readFile(join(notes(), 'plan (unsaved).md'), 'utf8')).toBe('second')
  })

  test('keeps another store from being opened until that is wanted, and is kept then', async () => {
    await edit()
    const other = join(folder.path, 'other')
    await expect(client.store.open({ uri: other })).rejects.toMatchObject({ code: 'file.unsaved', data: { paths: ['/notes/plan.md'] } })
    expect((await client.store.info()).uri).toContain('store')
    await client.store.open({ uri: other, leaveUnsaved: true })
    await mendNotes()
    await client.store.open({ uri: storeUri() })
    expect(await client.workspace.get({ scopeKey })).toMatchObject({ broughtBack: ['/notes/plan.md'] })
  })
})
