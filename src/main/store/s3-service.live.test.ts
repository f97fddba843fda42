// The backend and the store against a real S3 service; `npm run test:s3` names it. Each test has a prefix of its own, and leaves nothing.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { describeBackend } from '../backends/battery.ts'
import { openS3Backend } from '../backends/s3.ts'
import { type StorageBackend } from './backend.ts'
import { describeMachines } from './remote-battery.ts'

const { VITRINE_S3_ENDPOINT: endpoint, VITRINE_S3_REGION: region = 'us-east-1', VITRINE_S3_BUCKET: bucket = '' } = process.env
const { VITRINE_S3_GATEWAY: gateway } = process.env
const run = crypto.randomUUID().slice(0, 8)
const gatewayScript = fileURLToPath(new URL('../../../tools/start-s3-gateway', import.meta.url))
let prefixes = 0

const openAt = (uri: string) => openS3Backend(uri, { endpoint, region })
const newUri = () => `s3://${bucket}/vitrine-test-${run}/${++prefixes}`

async function empty(backend: StorageBackend): Promise<void> {
  const keys: string[] = []
  for await (const { key } of backend.list('')) keys.push(key)
  for (const key of keys) await backend.delete(key)
}

describeBackend('an S3 service’s', { conditionalWrites: true }, async () => {
  const uri = newUri()
  const backend = await openAt(uri)
  return {
    backend,
    dispose: async () => {
      const again = await openAt(uri)
      await empty(again)
      await again.close()
    },
  }
})

describeMachines('a real S3 service', async () => {
  const uri = newUri()
  return {
    open: () => openAt(uri),
    stop: async () => {
      const backend = await openAt(uri)
      await empty(backend)
      await backend.close()
    },
  }
})

test('an object of more bytes than one request copies takes its place whole', async () => {
  const backend = await openAt(newUri())
  const stage = await backend.stage('large-copy')
  const piece = Buffer.alloc(4 * 1024 * 1024, 'a piece of many ')
  const pieces = 70
  for (let written = 0; written < pieces; written++) await stage.write(piece)
  await stage.finish()
  expect(await stage.commit('a/1/large', { ifAbsent: true })).toBe(true)
  await stage.discard()
  expect(await backend.stat('a/1/large')).toMatchObject({ sizeBytes: pieces * piece.length, mark: 'large-copy' })
  const [, ...others] = await Array.fromAsync(backend.list(''))
  expect(others).toEqual([])
  await empty(backend)
  await backend.close()
})

test('a wrong key, a wrong secret and a missing bucket are told apart, and nothing secret is in what is said', async () => {
  const { AWS_ACCESS_KEY_ID: key = '', AWS_SECRET_ACCESS_KEY: secret = '' } = process.env
  const cases = [
    ['no-such-key', secret, newUri(), { code: 'store.denied', details: { problem: 'unknown-key' } }],
    [key, `${secret}x`, newUri(), { code: 'store.denied', details: { problem: 'wrong-secret' } }],
    [key, secret, `s3://no-such-bucket-${run}`, { code: 'store.unreachable', details: { problem: 'no-bucket' } }],
  ] as const
  try {
    for (const [id, hidden, uri, expected] of cases) {
      Object.assign(process.env, { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: hidden })
      const error: unknown = await openAt(uri).catch((error: unknown) => error)
      expect(error).toMatchObject(expected)
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(hidden)
    }
  } finally {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret })
  }
})

test.skipIf(gateway === undefined)('a bucket of somebody else says that the rights are missing', async () => {
  const other = { AWS_ACCESS_KEY_ID: `OTHER${run}`, AWS_SECRET_ACCESS_KEY: `other-secret-${run}` }
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env
  const identity = ['--access-key', other.AWS_ACCESS_KEY_ID, '--secret', other.AWS_SECRET_ACCESS_KEY]
  execFileSync(
    'radosgw-admin',
    ['-c', `${gateway}/ceph.conf`, '-n', 'client.rgw', 'user', 'create', '--uid', `other-${run}`, '--display-name', 'other', ...identity],
    { stdio: 'ignore', timeout: 60_000 },
  )
  try {
    Object.assign(process.env, other)
    await expect(openAt(newUri())).rejects.toMatchObject({ code: 'store.denied', details: { operation: 'list', problem: 'not-allowed' } })
  } finally {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY })
  }
})

test.skipIf(gateway === undefined)('work that meets an outage goes on when the service is back', async () => {
  const backend = await openAt(newUri())
  const control = (command: string) => execFileSync(gatewayScript, [command, gateway ?? ''], { stdio: 'ignore' })
  control('gateway-down')
  const writing = backend.upload('a/1/x', Buffer.from('written through an outage'))
  setTimeout(() => control('gateway-up'), 1500)
  await writing
  expect(Buffer.from((await backend.read('a/1/x'))?.content ?? []).toString('utf8')).toBe('written through an outage')
  await empty(backend)
  await backend.close()
})
