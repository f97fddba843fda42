// The command line on stores in buckets. Runs the sources as a process of their own.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type GcsServer, startGcsServer } from '../backends/servers/gcs-server.ts'
import { type S3Server, startS3Server } from '../backends/servers/s3-server.ts'
import { makeFolder } from '../store/test-store.ts'
import { runVitrine } from './cli-fixture.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let s3: S3Server
let gcs: GcsServer
beforeEach(async () => {
  folder = await makeFolder()
  s3 = await startS3Server()
  gcs = await startGcsServer()
})
afterEach(async () => {
  await Promise.all([s3.stop(), gcs.stop()])
  await folder.remove()
})

function vitrine(parameters: string[], { input = '', machine = 'one' } = {}) {
  const environment = {
    XDG_CACHE_HOME: join(folder.path, machine),
    AWS_ACCESS_KEY_ID: s3.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: s3.credentials.secretAccessKey,
    ARTIFACT_STORE_S3_ENDPOINT: s3.endpoint,
    ARTIFACT_STORE_GCS_ENDPOINT: gcs.endpoint,
  }
  return runVitrine(folder.path, parameters, { input, environment })
}
const put = ['put', '--spec', 's', '--task', '1', '--type', 'log', '--json', '-']
// Each command is a process that reads the sources: seconds on a busy machine.
const slow = { timeout: 180_000 }
const linesOf = (stdout: string) =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

test.for(['s3://bucket/prefix', 'gs://bucket/prefix'])('every command works on %s, and machines see each other', slow, async (uri) => {
  const at = ['--store', uri]
  const [record] = linesOf((await vitrine([...at, ...put], { input: 'first\n' })).stdout)
  expect(record).toMatchObject({ version: 1, uri: `${uri}/s/1/log.txt` })
  await vitrine([...at, ...put], { input: 'second\n', machine: 'two' })
  expect(linesOf((await vitrine([...at, 'ls', '--json'])).stdout).map(({ version }) => version)).toEqual([2, 1])
  const first = String(record?.['uri'])
  expect((await vitrine([...at, 'get', first], { machine: 'three' })).stdout).toBe('first\n')
  expect(linesOf((await vitrine([...at, 'versions', first, '--json'], { machine: 'four' })).stdout)).toHaveLength(2)
  expect((await vitrine([...at, 'tag', 'add', first, 'pinned'])).exitCode).toBe(0)
  const [deleted] = linesOf((await vitrine([...at, 'rm', '--json', first], { machine: 'two' })).stdout)
  expect(linesOf((await vitrine([...at, 'trash', '--json'])).stdout)).toHaveLength(1)
  expect((await vitrine([...at, 'restore', String(deleted?.['trash_id'])], { machine: 'three' })).exitCode).toBe(0)
  const [verified] = linesOf((await vitrine([...at, 'verify', '--json'])).stdout).slice(-1)
  expect(verified).toMatchObject({ valid: 2, corrupt: 0, missing: 0 })
  expect(linesOf((await vitrine([...at, 'reindex', '--publish', '--json'])).stdout)[0]).toMatchObject({
    artifacts: 2,
    published: expect.any(String),
  })
  expect(linesOf((await vitrine([...at, 'ls', '--json'], { machine: 'five' })).stdout)).toHaveLength(2)
})

test.for(['s3://bucket/prefix', 'gs://bucket/prefix'])(
  'what is understood of artifacts is understood of those in %s',
  slow,
  async (uri) => {
    const at = ['--store', uri]
    await vitrine([...at, ...put], { input: 'first line\nERROR: no route to the moon\n' })
    await vitrine([...at, ...put], { input: 'first line\n' })
    const log = `${uri}/s/1/log.txt`
    const [inspected] = linesOf((await vitrine([...at, 'inspect', log, '--json'])).stdout)
    expect(inspected).toMatchObject({ type: 'log', facts: { lines: 2, errors: 1 } })
    expect((await vitrine([...at, 'compare', 's/1@1', 's/1@2'], { machine: 'two' })).stdout).toContain('no route to the moon')

    const unread = await vitrine([...at, 'search', 'moon'], { machine: 'three' })
    expect(unread).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('only the names of 2 artifacts were searched') })
    await vitrine([...at, 'reindex'], { machine: 'three' })
    const found = await vitrine([...at, 'search', 'moon'], { machine: 'three' })
    expect(found).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('no route to the moon'), stderr: '' })

    const archive = join(folder.path, 'export.zip')
    await vitrine([...at, 'export', '--spec', 's', '-o', archive], { machine: 'four' })
    expect((await vitrine(['--store', `${uri}/imported`, 'import', archive])).stdout).toContain('2 added')
    expect((await vitrine([...at, 'usage'], { machine: 'five' })).stdout).toContain('2 artifacts')
  },
)

test.for(['s3://bucket/prefix', 'gs://bucket/prefix'])('blobs, sessions and cleanups are in %s as in a folder', slow, async (uri) => {
  const at = ['--store', uri]
  await vitrine([...at, 'kv', 'put', 'key'], { input: 'value' })
  expect((await vitrine([...at, 'kv', 'get', 'key'], { machine: 'two' })).stdout).toBe('value')
  expect((await vitrine([...at, 'kv', 'delete', 'key'], { machine: 'three' })).exitCode).toBe(0)
  expect((await vitrine([...at, 'kv', 'get', 'key'], { machine: 'two' })).exitCode).toBe(1)
  const session = (await vitrine([...at, 'session', 'start', '--spec', 's', '--task', '1', '--agent', 'a'])).stdout.trim()
  expect((await vitrine([...at, 'session', 'list'], { machine: 'two' })).stdout).toContain(session)

  await vitrine([...at, ...put], { input: 'old\n' })
  await vitrine([...at, ...put], { input: 'new\n' })
  const later = ['--now', '2099-01-01T00:00:00.000Z']
  expect((await vitrine([...at, 'cleanup', '--dry-run', ...later], { machine: 'two' })).stdout).toContain('1 artifact due')
  expect((await vitrine([...at, 'cleanup', ...later])).stdout).toContain('1 artifact moved to the trash')
  expect((await vitrine([...at, 'purge', '--all'], { machine: 'two' })).exitCode).toBe(0)
  expect(await vitrine([...at, 'trash', '--json'], { machine: 'three' })).toMatchObject({ exitCode: 0, stdout: '' })
  expect(linesOf((await vitrine([...at, 'ls', '--json'])).stdout)).toHaveLength(1)
})

test('a put looks at its task alone, however large the bucket is', slow, async () => {
  const at = ['--store', 's3://bucket/prefix']
  for (const task of ['1', '2', '3'])
    await vitrine([...at, 'put', '--spec', 'other', '--task', task, '--type', 'log', '-'], { input: task })
  const before = s3.requests.length
  await vitrine([...at, ...put], { input: 'x\n', machine: 'new' })
  const asked = s3.requests.slice(before)
  expect(asked.filter((request) => request.includes('/other/'))).toEqual([])
  expect(asked.length).toBeLessThan(12)
})

test('copy carries a folder into a bucket and tells what it did', slow, async () => {
  const source = join(folder.path, 'source')
  await mkdir(source)
  await vitrine(['--store', source, ...put], { input: 'carried\n' })
  const copied = await vitrine(['copy', '--json', '--verify', source, 's3://bucket/copy'])
  expect([copied.exitCode, linesOf(copied.stdout)]).toEqual([0, [{ copied: 1, unchanged: 0, size: 8, failed: [] }]])
  const between = await vitrine(['copy', 's3://bucket/copy', 'gs://bucket/copy'])
  expect(between.stdout).toBe('1 copied (8 B), 0 there already, 0 failed\n')
  expect((await vitrine(['--store', 'gs://bucket/copy', 'get', 's/1/log.txt'], { machine: 'new' })).stdout).toBe('carried\n')
  expect(await vitrine(['copy', source, source])).toMatchObject({ exitCode: 2 })
  expect(await vitrine(['--store', source, 'copy', source, 's3://bucket/x'])).toMatchObject({ exitCode: 2 })
})

test('a bucket that is not there says so, and what to do', slow, async () => {
  const missing = await vitrine(['--store', 's3://nowhere', 'ls'])
  expect(missing).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('there is no such bucket') })
  const config = join(folder.path, 'config.yaml')
  await writeFile(config, 'artifact_store:\n  backend_type: s3\n  s3_bucket: bucket\n  prefix: configured\n')
  await vitrine(['--config', config, ...put], { input: 'x' })
  expect([...(s3.buckets.get('bucket')?.objects.keys() ?? [])]).toContain('configured/s/1/log.txt')
})
