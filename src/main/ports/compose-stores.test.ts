// Two halves in one object: whatever one does, the other goes on.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startS3Server } from '../backends/servers/s3-server.ts'
import { makeFolder } from '../store/test-store.ts'
import { type ArtifactStorePort } from './blobs/artifact-store-port.ts'
import { createAwsS3Client } from './blobs/aws-s3-client.ts'
import { openFolderBlobs } from './blobs/folder-blobs.ts'
import { openS3Blobs } from './blobs/s3-blobs.ts'
import { type ComposedStore, composeStores } from './compose-stores.ts'
import { type PortResult, valueOf } from './port-result.ts'
import { openSqliteSessions, type SqliteSessions } from './sessions/sqlite-sessions.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let sessions: SqliteSessions
beforeEach(async () => {
  folder = await makeFolder()
  sessions = openSqliteSessions({ path: join(folder.path, 'sessions.db') })
})
afterEach(async () => {
  await sessions.close()
  await folder.remove()
})

const unavailable = (half: string) => ({
  ok: false,
  error: { code: 'storage_error', message: expect.stringContaining(`${half} store call failed because backend is unavailable`) },
})

async function expectSessionsWork(store: ComposedStore): Promise<void> {
  const { sessionId } = valueOf(await store.startSession({ agent: 'a', specName: 's', taskId: '1' }))
  valueOf(await store.addEvent(sessionId, { type: 'patch', data: { key: 'k' } }))
  valueOf(await store.endSession(sessionId, { outcome: 'completed' }))
  expect(valueOf(await store.getSession(sessionId))).toMatchObject({ outcome: 'completed', events: 1 })
  expect(valueOf(await store.listEvents(sessionId))).toHaveLength(1)
  expect(valueOf(await store.listSessions({ taskId: '1' })).sessions).toContainEqual(expect.objectContaining({ sessionId }))
  valueOf(await store.deleteSession(sessionId))
}

async function expectArtifactsWork(store: ComposedStore): Promise<void> {
  valueOf(await store.put('patch', 'content'))
  expect(Buffer.from(valueOf(await store.get('patch'))).toString()).toBe('content')
  valueOf(await store.delete('patch'))
  expect(await store.get('patch')).toMatchObject({ ok: false, error: { code: 'not_found' } })
}

test('one object is both ports, and passes the answers of its halves on as they are', async () => {
  const store = composeStores({ sessions, artifacts: openFolderBlobs({ root: join(folder.path, 'blobs') }) })
  await expectSessionsWork(store)
  await expectArtifactsWork(store)
  expect(await store.get('none')).toMatchObject({ error: { code: 'not_found', message: 'Artifact not found: none' } })
  expect(await store.getSession('none')).toMatchObject({ error: { code: 'not_found', details: { code: 'session.not-found' } } })
})

test('deleting a session leaves its artifacts', async () => {
  const store = composeStores({ sessions, artifacts: await openFolderBlobs({ root: join(folder.path, 'blobs') }) })
  const { sessionId } = valueOf(await store.startSession({ agent: 'a' }))
  await store.put('k', 'v', { session: sessionId })
  await store.deleteSession(sessionId)
  expect((await store.get('k')).ok).toBe(true)
})

test('sessions go on when the artifacts’ server dies', async () => {
  const server = await startS3Server()
  const { endpoint, region, credentials } = server
  const client = createAwsS3Client({ endpoint, region, credentials })
  const store = composeStores({ sessions, artifacts: openS3Blobs({ bucket: 'bucket', client }) })
  await expectArtifactsWork(store)
  await server.stop()
  for (const result of [await store.put('k', 'v'), await store.get('k'), await store.delete('k')])
    expect(result).toMatchObject({ ok: false, error: { code: 'storage_error' } })
  await expectSessionsWork(store)
  await client.close()
})

test('sessions go on when the artifacts’ folder turns into something else, and artifacts do when it is back', async () => {
  const root = join(folder.path, 'blobs')
  const store = composeStores({ sessions, artifacts: await openFolderBlobs({ root }) })
  await rm(root, { recursive: true })
  await writeFile(root, 'a file')
  expect(await store.put('k', 'v')).toMatchObject({ ok: false, error: { code: 'storage_error' } })
  await expectSessionsWork(store)
  await rm(root)
  await mkdir(root)
  await expectArtifactsWork(store)
})

/** Artifacts kept by another thread, which the key `crash` kills. */
function openWorkerBlobs(): { port: ArtifactStorePort; worker: Worker } {
  const script = `
    const { parentPort } = require('node:worker_threads')
    const blobs = new Map()
    parentPort.on('message', ({ verb, key, content }) => {
      if (key === 'crash') throw new Error('the backend crashed')
      if (verb === 'put') blobs.set(key, content)
      parentPort.postMessage({ ok: true, value: blobs.get(key) })
    })`
  const worker = new Worker(script, { eval: true })
  // Its death is told to whoever waits.
  worker.on('error', () => undefined)
  const ask = <T>(message: unknown) =>
    new Promise<PortResult<T>>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('the backend is not running')))
      worker.postMessage(message)
    })
  const port: ArtifactStorePort = {
    put: (key, content) => ask({ verb: 'put', key, content }),
    get: (key) => ask({ verb: 'get', key }),
    delete: (key) => ask({ verb: 'delete', key }),
  }
  return { port, worker }
}

test('sessions go on when the artifacts’ thread crashes in the middle of a call', async () => {
  const { port, worker } = openWorkerBlobs()
  const store = composeStores({ sessions, artifacts: port })
  valueOf(await store.put('k', 'v'))
  const [session, crashed] = await Promise.all([store.startSession({ agent: 'a' }), store.put('crash', 'x')])
  expect(session.ok).toBe(true)
  expect(crashed).toMatchObject(unavailable('Artifact'))
  await expectSessionsWork(store)
  await worker.terminate()
})

test('artifacts go on when the sessions’ file is destroyed, and sessions do when it is gone', async () => {
  const store = composeStores({ sessions, artifacts: await openFolderBlobs({ root: join(folder.path, 'blobs') }) })
  await expectSessionsWork(store)
  await writeFile(join(folder.path, 'sessions.db'), 'not a database any more')
  for (const result of [await store.startSession({ agent: 'a' }), await store.listSessions(), await store.getSession('s')])
    expect(result).toMatchObject({ ok: false, error: { code: 'storage_error', details: { code: 'record.unreadable' } } })
  await expectArtifactsWork(store)
  await rm(join(folder.path, 'sessions.db'))
  await expectSessionsWork(store)
})

test('artifacts go on when the sessions’ half throws, hangs or answers nonsense', async () => {
  const crash = (): never => {
    throw new Error('it broke')
  }
  const half = {
    ...sessions,
    startSession: crash,
    endSession: async () => crash(),
    getSession: async () => undefined,
    listSessions: () => new Promise<never>(() => undefined),
    addEvent: undefined,
  }
  // @ts-expect-error no session store at all
  const store = composeStores({ sessions: half, artifacts: await openFolderBlobs({ root: join(folder.path, 'blobs') }) })
  void store.listSessions()
  expect(await store.startSession({ agent: 'a' })).toMatchObject(unavailable('Session'))
  expect(await store.endSession('s', { outcome: 'failed' })).toMatchObject(unavailable('Session'))
  expect(await store.getSession('s')).toMatchObject(unavailable('Session'))
  expect(await store.addEvent('s', { type: 't' })).toMatchObject(unavailable('Session'))
  await expectArtifactsWork(store)
})

test('a half that could not be opened takes nothing down with it', async () => {
  const lost = composeStores({ sessions, artifacts: openFolderBlobs({ root: '' }) })
  await expectSessionsWork(lost)
  expect(await lost.get('k')).toMatchObject(unavailable('Artifact'))
  const other = composeStores({ sessions: Promise.reject(new Error('no')), artifacts: openFolderBlobs({ root: join(folder.path, 'b') }) })
  await expectArtifactsWork(other)
  expect(await other.listSessions()).toMatchObject(unavailable('Session'))
})
