import { inspect } from 'node:util'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { describeError } from '../../shared/error-words.ts'
import { pace } from './bucket/retry.ts'
import { failureOf, stagesOf } from './battery-subject.ts'
import { openBackend } from './index.ts'
import { openS3Backend } from './s3.ts'
import { startFaultProxy } from './servers/fault-proxy.ts'
import { openS3At, setCredentials } from './servers/s3-store.ts'
import { type S3Server, type S3ServerOptions, startS3Server } from './servers/s3-server.ts'

const environment = { ...process.env }
let servers: S3Server[]
beforeAll(() => {
  pace.firstPauseMs = 4
})
beforeEach(() => {
  servers = []
})
afterEach(async () => {
  process.env = { ...environment }
  await Promise.all(servers.map(({ stop }) => stop()))
})

const start = async (options: S3ServerOptions = {}) => {
  const server = await startS3Server(options)
  servers.push(server)
  return server
}

test('a wrong key, a wrong secret, a missing bucket and too few rights each say what to do', async () => {
  const server = await start()
  const { accessKeyId, secretAccessKey } = server.credentials
  const cases = [
    [{ accessKeyId: 'nobody', secretAccessKey }, 's3://bucket', 'store.denied', 'unknown-key', /does not know the access key/],
    [{ accessKeyId, secretAccessKey: 'wrong' }, 's3://bucket', 'store.denied', 'wrong-secret', /secret does not fit/],
    [server.credentials, 's3://elsewhere', 'store.unreachable', 'no-bucket', /name of the bucket/],
  ] as const
  for (const [credentials, uri, code, problem, words] of cases) {
    const error = await failureOf(openS3At({ ...server, credentials }, uri))
    expect(error).toMatchObject({ code, details: { problem } })
    const { what, wayOut } = describeError(error)
    expect(`${what} ${wayOut}`).toMatch(words)
  }
  const unlisted = await start({ denied: ['list'] })
  const error = await failureOf(openS3At(unlisted))
  expect(error).toMatchObject({ code: 'store.denied', details: { operation: 'list', problem: 'not-allowed' } })
  expect(describeError(error).wayOut).toContain('s3:ListBucket')
})

test('no credentials at all are said to be that', async () => {
  const server = await start()
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name]
  // Nor any of the machine's: neither profiles nor a role.
  Object.assign(process.env, {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
    AWS_CONFIG_FILE: '/nonexistent',
  })
  const error = await failureOf(openS3Backend('s3://bucket', { endpoint: server.endpoint, region: 'us-east-1' }))
  expect(error).toMatchObject({ code: 'store.denied', details: { problem: 'no-credentials' } })
})

test('a wrong region is said together with the right one, or followed when nobody named it', async () => {
  const server = await start({ region: 'eu-west-1', buckets: { bucket: 'eu-west-1', far: 'ap-south-1' } })
  setCredentials(server.credentials)
  const { endpoint } = server
  const wrong = await failureOf(openS3Backend('s3://bucket', { endpoint, region: 'us-east-1' }))
  expect(wrong).toMatchObject({
    code: 'store.unreachable',
    details: { problem: 'wrong-region', reason: expect.stringContaining('eu-west-1') },
  })
  const elsewhere = await failureOf(openS3Backend('s3://far', { endpoint, region: 'eu-west-1' }))
  expect(elsewhere).toMatchObject({ details: { problem: 'wrong-region', reason: expect.stringContaining('ap-south-1') } })
  delete process.env['AWS_REGION']
  const followed = await openS3Backend('s3://bucket', { endpoint })
  await followed.upload('a/1/x', Buffer.from('x'))
  await followed.close()
})

test('a clock that is wrong by hours is set right by the service’s', async () => {
  const server = await start({ clockAheadMs: 5 * 60 * 60 * 1000 })
  const backend = await openS3At(server)
  await backend.upload('a/1/x', Buffer.from('x'))
  expect(await backend.exists('a/1/x')).toBe(true)
  await backend.close()
})

test('an unknown host, and one where nothing answers, are said to be that', async () => {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  const unknown = await failureOf(openS3At({ endpoint: 'http://no-such-host.invalid', credentials }))
  expect(unknown).toMatchObject({ code: 'store.unreachable', details: { problem: expect.stringMatching(/unknown-host|no-answer/) } })
  const silent = await start()
  await silent.stop()
  servers = []
  expect(await failureOf(openS3At(silent))).toMatchObject({ code: 'store.unreachable', details: { problem: 'no-answer' } })
})

test('a bucket that may only be read opens, and says so', async () => {
  const server = await start({ denied: ['write'] })
  const backend = await openS3At(server)
  expect(await backend.isWritable()).toBe(false)
  await expect(backend.upload('a/1/x', Buffer.from('x'))).rejects.toMatchObject({ code: 'store.denied', details: { operation: 'write' } })
  await backend.close()
})

test('opening asks twice, and leaves nothing', async () => {
  const server = await start()
  await (await openS3At(server)).close()
  expect(server.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(1)
  expect(server.buckets.get('bucket')?.objects.size).toBe(0)
  const ignorant = await start({ conditions: 'ignored' })
  await (await openS3At(ignorant)).close()
  expect(ignorant.buckets.get('bucket')?.objects.size).toBe(0)
})

test('a service that ignores conditions and stumbles while that is found out is waited for', async () => {
  const server = await start({ conditions: 'ignored' })
  const proxy = await startFaultProxy(server.endpoint)
  proxy.inject({ kind: 'answer', status: 503 }, { matching: /^DELETE/ })
  await (await openS3At({ ...server, endpoint: proxy.endpoint })).close()
  expect([proxy.hits, server.buckets.get('bucket')?.objects.size]).toEqual([1, 0])
  await proxy.stop()
})

test('large uploads that were left are found, however many, and though the service stumbles', async () => {
  const server = await start({ longestPage: 2 })
  const proxy = await startFaultProxy(server.endpoint)
  const backend = await openS3At({ ...server, endpoint: proxy.endpoint })
  const startedAt = new Date('2026-11-21T08:00:00.000Z')
  const left = { startedAt, contentType: '', metadata: new Map<string, string>(), parts: new Map<never, never>() }
  for (const id of ['a', 'b', 'c', 'd', 'e'])
    server.buckets.get('bucket')?.uploads.set(`id-${id}`, { key: `a%20b/prefix/.vitrine/tmp/${id}`, ...left })
  proxy.inject({ kind: 'answer', status: 503 }, { matching: /^GET .*[?&]uploads/, times: 2 })
  const found = await Array.fromAsync(backend.listStages())
  expect(found.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect([found[0]?.modifiedAt, proxy.hits]).toEqual([startedAt, 2])
  await backend.dropStage('c')
  expect(await stagesOf(backend)).toEqual(['a', 'b', 'd', 'e'])
  await backend.close()
  await proxy.stop()
})

test('neither errors nor addresses hold anything secret', async () => {
  const server = await start({ denied: ['read'] })
  process.env['AWS_SESSION_TOKEN'] = 'token-that-is-secret'
  const backend = await openS3At(server)
  for (const work of [
    backend.read('a/1/x'),
    openS3At({ ...server, credentials: { accessKeyId: 'key-id', secretAccessKey: 'wrong-secret' } }),
  ]) {
    const error = await failureOf(work)
    const everything = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error)
    for (const secret of ['token-that-is-secret', server.credentials.secretAccessKey, 'wrong-secret"', 'Signature=', 'key-id'])
      expect(everything).not.toContain(secret)
  }
  expect(backend.rootUri).toBe('s3://bucket/a%20b/prefix')
  await backend.close()
  expect(await failureOf(openS3Backend('s3://bucket', { endpoint: 'https://user:password@host.invalid' }))).toMatchObject({
    code: 'request.invalid',
  })
})

test('a URI must name a bucket, and its prefix must stay in it', async () => {
  for (const uri of ['s3://', 's3:///x', 's3://a', 's3://bucket/../x', 's3://bucket/x/./y', 's3://bad bucket/x'])
    expect(await failureOf(openBackend(uri, { create: true })), uri).toMatchObject({ code: 'request.invalid' })
  expect(describeError(await failureOf(openBackend('gs://', { create: true }))).what).toContain('it reads gs://bucket/prefix')
})

test('keys never leave the prefix', async () => {
  const backend = await openS3At(await start())
  for (const key of ['../x', 'a/../../x', '', 'a//b', '.']) {
    await expect((async () => backend.upload(key, Buffer.from('x')))(), key).rejects.toMatchObject({ code: 'name.invalid' })
    await expect((async () => backend.read(key))(), key).rejects.toMatchObject({ code: 'name.invalid' })
  }
  await backend.close()
})
