import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeError } from '../../shared/error-words.ts'
import { makeFolder } from '../store/test-store.ts'
import { failureOf } from './battery-subject.ts'
import { openGcsBackend } from './gcs.ts'
import { startFaultProxy } from './servers/fault-proxy.ts'
import { type GcsServer, type GcsServerOptions, startGcsServer } from './servers/gcs-server.ts'
import { openGcsAt } from './servers/gcs-store.ts'

const environment = { ...process.env }
let servers: GcsServer[]
beforeEach(() => {
  servers = []
})
afterEach(async () => {
  process.env = { ...environment }
  await Promise.all(servers.map(({ stop }) => stop()))
})

const start = async (options: GcsServerOptions = {}) => {
  const server = await startGcsServer(options)
  servers.push(server)
  return server
}

test('a missing bucket and too few rights each say what to do', async () => {
  const missing = await failureOf(openGcsAt(await start(), 'gs://elsewhere'))
  expect(missing).toMatchObject({ code: 'store.unreachable', details: { problem: 'no-bucket' } })
  const unlisted = await failureOf(openGcsAt(await start({ denied: ['list'] })))
  expect(unlisted).toMatchObject({ code: 'store.denied', details: { operation: 'list', problem: 'not-allowed' } })
  expect(describeError(unlisted).wayOut).toContain('storage.objects.list')
})

test('credentials that are not where the environment says are said to be missing', async () => {
  process.env['GOOGLE_APPLICATION_CREDENTIALS'] = '/nonexistent/key.json'
  const error = await failureOf(openGcsBackend('gs://bucket', {}))
  expect(error).toMatchObject({ code: 'store.denied', details: { problem: 'no-credentials' } })
  expect(inspect(error, { depth: 10 })).not.toContain('key.json')
})

test('a key file that is none, cut short or damaged is said to be unreadable, and nothing of it is told', async () => {
  const folder = await makeFolder()
  const path = join(folder.path, 'key.json')
  process.env['GOOGLE_APPLICATION_CREDENTIALS'] = path
  const account = { type: 'service_account', client_email: 'a@b.example', private_key: '-----BEGIN PRIVATE KEY-----\nkey-that-is-secret\n' }
  for (const content of [
    '{',
    '{"type":"weird"}',
    JSON.stringify(account),
    JSON.stringify({ ...account, private_key: 'key-that-is-secret' }),
  ]) {
    await writeFile(path, content)
    const error = await failureOf(openGcsBackend('gs://bucket', {}))
    expect(error, content).toMatchObject({ code: 'store.denied', details: { problem: 'unreadable-credentials' } })
    expect(describeError(error).wayOut).toContain('GOOGLE_APPLICATION_CREDENTIALS')
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('key-that-is-secret')
  }
  await folder.remove()
})

test('a caller without credentials whom the service refuses is told that there are none', async () => {
  const server = await start()
  const proxy = await startFaultProxy(server.endpoint)
  try {
    const body = '{"error":{"code":401,"message":"Anonymous caller does not have storage.objects.list access to the bucket."}}'
    proxy.inject({ kind: 'answer', status: 401, body }, { times: Infinity })
    expect(await failureOf(openGcsAt(proxy))).toMatchObject({ code: 'store.denied', details: { problem: 'no-credentials' } })
  } finally {
    await proxy.stop()
  }
})

test('credentials that are refused, a host that nobody knows and one where nothing answers are told apart', async () => {
  const server = await start()
  const proxy = await startFaultProxy(server.endpoint)
  try {
    proxy.inject({ kind: 'answer', status: 401, body: '{"error":{"message":"Bearer token-that-is-secret"}}' }, { times: Infinity })
    const refused = await failureOf(openGcsAt(proxy))
    expect(refused).toMatchObject({ code: 'store.denied', details: { problem: 'unknown-key' } })
    expect(describeError(refused).wayOut).not.toBe('')
    expect(inspect(refused, { depth: 20, showHidden: true })).not.toContain('token-that-is-secret')
  } finally {
    await proxy.stop()
  }
  expect(await failureOf(openGcsAt(proxy))).toMatchObject({ code: 'store.unreachable', details: { problem: 'no-answer' } })
  expect(await failureOf(openGcsAt({ endpoint: 'http://no-such-host.invalid' }))).toMatchObject({
    code: 'store.unreachable',
    details: { problem: expect.stringMatching(/unknown-host|no-answer/) },
  })
})

test('an endpoint that holds a password is refused before it is asked or kept', async () => {
  const error = await failureOf(openGcsAt({ endpoint: 'https://user:pass-that-is-secret@host.invalid' }))
  expect(error).toMatchObject({ code: 'request.invalid' })
  expect(inspect(error, { depth: 20 })).not.toContain('pass-that-is-secret')
})

test('a bucket that may only be read opens, and says so', async () => {
  const backend = await openGcsAt(await start({ denied: ['write'] }))
  expect(await backend.isWritable()).toBe(false)
  await expect(backend.upload('a/1/x', Buffer.from('x'))).rejects.toMatchObject({ code: 'store.denied', details: { operation: 'write' } })
  await backend.close()
})

test('a large upload that was given up leaves no session', async () => {
  const server = await start()
  const backend = await openGcsAt(server)
  const stage = await backend.stage('given-up')
  for (let written = 0; written < 20; written++) await stage.write(Buffer.alloc(1024 * 1024))
  expect(server.buckets.get('bucket')?.sessions.size).toBe(1)
  await stage.discard()
  expect(server.buckets.get('bucket')?.sessions.size).toBe(0)
  await backend.close()
})
