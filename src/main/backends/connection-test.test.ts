import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestStep } from '../../shared/store-reach.ts'
import { pace } from './bucket/retry.ts'
import { type ConnectionSettings, testConnection } from './connection-test.ts'
import { type S3Server, type S3ServerOptions, startS3Server } from './servers/s3-server.ts'
import { setCredentials } from './servers/s3-store.ts'

const environment = { ...process.env }
let folder: string
let servers: S3Server[]
beforeAll(() => {
  pace.firstPauseMs = 4
})
beforeEach(async () => {
  servers = []
  folder = await mkdtemp(join(tmpdir(), 'vitrine-connection-'))
})
afterEach(async () => {
  process.env = { ...environment }
  await Promise.all(servers.map(({ stop }) => stop()))
  await rm(folder, { recursive: true, force: true })
})

const none: ConnectionSettings = { s3: {}, gcs: {} }
const all = async (uri: string, settings = none) => Array.fromAsync(testConnection(uri, settings))
const outcomes = (steps: readonly TestStep[] | undefined) => Object.fromEntries((steps ?? []).map(({ step, outcome }) => [step, outcome]))
const last = async (uri: string, settings = none) => (await all(uri, settings)).at(-1)

describe('of a folder', () => {
  test('all steps pass, one after the other, and nothing is left behind', async () => {
    const told = await all(`file://${folder}`)
    expect(told.map(outcomes)).toEqual([
      { find: 'running', read: 'waiting', write: 'waiting' },
      { find: 'passed', read: 'running', write: 'waiting' },
      { find: 'passed', read: 'passed', write: 'running' },
      { find: 'passed', read: 'passed', write: 'passed' },
    ])
    expect(await readdir(folder)).toEqual([])
  })

  test('one that is not there is not made, and it is said where it would be', async () => {
    const [find] = (await last(join(folder, 'a/b'))) ?? []
    expect(find).toMatchObject({ outcome: 'passed', remark: `There is no such folder yet; opening the store makes it in ${folder}.` })
    expect(await readdir(folder)).toEqual([])
  })

  test('a file is no store, and neither is what would lie in one', async () => {
    await writeFile(join(folder, 'file'), '')
    for (const path of ['file', 'file/store']) {
      const steps = await last(join(folder, path))
      expect(outcomes(steps)).toEqual({ find: 'failed', read: 'skipped', write: 'skipped' })
      expect(steps?.[0]).toMatchObject({ failure: { code: 'store.unreachable', what: expect.stringContaining('it is a file') } })
    }
  })

  test.skipIf(process.getuid?.() === 0)('a folder that may only be read fails at the last step', async () => {
    const locked = join(folder, 'locked')
    await mkdir(locked)
    await chmod(locked, 0o500)
    expect(outcomes(await last(locked))).toEqual({ find: 'passed', read: 'passed', write: 'failed' })
  })
})

describe('of a bucket', () => {
  const start = async (options: S3ServerOptions = {}) => {
    const server = await startS3Server(options)
    servers.push(server)
    setCredentials(server.credentials)
    return { s3: { endpoint: server.endpoint, region: 'us-east-1' }, gcs: {}, server }
  }
  const names = ['resolve', 'connect', 'credentials', 'bucket', 'list', 'read', 'write']
  const failedAt = (failing: string) =>
    Object.fromEntries(
      names.map((name, index) => [
        name,
        index < names.indexOf(failing) ? 'passed' : index === names.indexOf(failing) ? 'failed' : 'skipped',
      ]),
    )

  test('all steps pass, and the bucket is as empty as before', async () => {
    const { server, ...settings } = await start()
    expect(outcomes(await last('s3://bucket/prefix', settings))).toEqual(Object.fromEntries(names.map((name) => [name, 'passed'])))
    expect(server.buckets.get('bucket')?.objects.size).toBe(0)
  })

  test('a host that nobody knows, and a port that nobody listens on, are told apart', async () => {
    const unknown = await last('s3://bucket', { ...none, s3: { endpoint: 'http://no-such-host.invalid' } })
    expect(outcomes(unknown)).toEqual(failedAt('resolve'))
    const closed = createServer().listen(0, '127.0.0.1')
    await once(closed, 'listening')
    const address = closed.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    closed.close()
    await once(closed, 'close')
    const silent = await last('s3://bucket', { ...none, s3: { endpoint: `http://127.0.0.1:${port}` } })
    expect(outcomes(silent)).toEqual(failedAt('connect'))
    expect(silent?.[1]).toMatchObject({ failure: { what: expect.stringContaining(`127.0.0.1:${port}`) } })
  })

  test('a wrong secret, a missing bucket and missing rights each fail their own step', async () => {
    const { server, ...settings } = await start()
    expect(outcomes(await last('s3://elsewhere', settings))).toEqual(failedAt('bucket'))
    setCredentials({ ...server.credentials, secretAccessKey: 'wrong' })
    expect(outcomes(await last('s3://bucket', settings))).toEqual(failedAt('credentials'))
    for (const denied of ['list', 'read', 'write'] as const) {
      const { server: _, ...refusing } = await start({ denied: [denied] })
      expect(outcomes(await last('s3://bucket', refusing)), denied).toEqual(failedAt(denied))
    }
  })

  test('a service that ignores conditions is fit for one machine, and that is said', async () => {
    const { server: _, ...settings } = await start({ conditions: 'ignored' })
    expect((await last('s3://bucket', settings))?.at(-1)).toMatchObject({
      outcome: 'passed',
      remark: expect.stringContaining('only one machine at a time'),
    })
  })

  test('a URI that names no bucket is refused before anything is tried', async () => {
    await expect(all('s3://')).rejects.toMatchObject({ code: 'request.invalid' })
  })
})
