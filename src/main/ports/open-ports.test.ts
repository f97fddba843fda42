// The door as a program outside sees it: the built module, by its package name.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startS3Server } from '../backends/servers/s3-server.ts'
import { compilePrograms } from '../store/compile-fixture.ts'
import { makeFolder } from '../store/test-store.ts'
import { openPorts } from './open-ports.ts'
import { valueOf } from './port-result.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../..', import.meta.url))
const isBuilt = existsSync(join(root, 'out/main/open-ports.js'))
if (!isBuilt) console.warn('SKIPPED: the examples of docs/ports.md need "npm run build" first')

let folder: Awaited<ReturnType<typeof makeFolder>>
beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(() => folder.remove())

const example = (name: string) => join(root, 'docs/examples', name)
async function runExample(name: string, parameters: string[], environment: NodeJS.ProcessEnv = {}): Promise<string[]> {
  const { stdout } = await run(process.execPath, [example(name), ...parameters], { cwd: root, env: { ...process.env, ...environment } })
  return stdout.trim().split('\n')
}

test('a store is opened with its ports, and closing it saves what is unsaved', async () => {
  const uri = join(folder.path, 'store')
  const ports = await openPorts(uri, { catalogThread: 'caller' })
  const { sessionId } = valueOf(await ports.composed.startSession({ agent: 'a' }))
  valueOf(await ports.composed.put('k', 'v', { session: sessionId }))
  const files = await ports.openFiles('agent:1')
  valueOf(await files.writeFile('/a.md', 'one'))
  valueOf(await files.writeFile('/a.md', 'two'))
  await ports.close()
  const again = await openPorts(uri, { catalogThread: 'caller' })
  expect(valueOf(await (await again.openFiles('agent:1')).readFile('/a.md'))).toBe('two')
  expect(valueOf(await again.sessions.getSession(sessionId))).toMatchObject({ agent: 'a' })
  expect((await again.store.list({ filter: { session: sessionId } })).artifacts).toHaveLength(1)
  await again.close()
})

test.skipIf(!isBuilt)('the examples of the documentation compile', { timeout: 120_000 }, async () => {
  const names = ['keyed-blobs.ts', 'sessions.ts', 'agent-files.ts', 'review-notes.ts']
  await expect(compilePrograms(...names.map(example))).resolves.toBeUndefined()
})

test.skipIf(!isBuilt)('the example of keyed blobs runs on a folder, a store and a bucket', { timeout: 60_000 }, async () => {
  const server = await startS3Server()
  const { accessKeyId, secretAccessKey } = server.credentials
  const lines = await runExample('keyed-blobs.ts', [join(folder.path, 'blobs'), join(folder.path, 'store'), 'bucket', server.endpoint], {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: server.region,
  })
  expect(lines).toEqual(
    ['folder', 'store', 'bucket'].flatMap((name) => [
      `${name}: 71 bytes under patch-abc123`,
      `${name}: not_found: Artifact not found: patch-abc123`,
    ]),
  )
  expect(server.requests.filter((request) => request.startsWith('PUT'))).toEqual([expect.stringContaining('patches/patch-abc123')])
  await server.stop()
})

test.skipIf(!isBuilt)('the example of sessions runs', { timeout: 60_000 }, async () => {
  expect(await runExample('sessions.ts', [join(folder.path, 'store'), 'checkout', '1.1', 'claude'])).toEqual([
    'claude completed checkout/1.1 with 1 event',
    'made diff patch_…',
    'made log log',
    'artifacts: storage_error',
    'sessions: 1 known',
  ])
})

test.skipIf(!isBuilt)('the example of notes reads what a reviewer wrote', { timeout: 60_000 }, async () => {
  const store = join(folder.path, 'store')
  const vitrine = (...words: string[]) => run(process.execPath, [join(root, 'out/main/cli.js'), '--store', store, ...words])
  await mkdir(store)
  await vitrine('note', 'add', 'checkout', '1/2', 'Close, but not there yet.')
  expect(await runExample('review-notes.ts', [store, 'checkout', '1/2'])).toEqual(['{"on":"task"}: Close, but not there yet.'])
})

test.skipIf(!isBuilt)('the example of agent files runs, and everything is where it belongs', { timeout: 60_000 }, async () => {
  const [user, system] = [join(folder.path, 'user'), join(folder.path, 'system')]
  await mkdir(system)
  await writeFile(join(system, 'guide.md'), 'Read me first.\n')
  const lines = await runExample('agent-files.ts', [join(folder.path, 'store'), user, system])
  expect(lines).toContain('/user_files/plan.md is /user_files/plans/first.md now')
  expect(lines).toContain('the guide says: Read me first.')
  expect(lines).toContainEqual(expect.stringContaining('read_only: Cannot write to read-only directory: /system/guide.md'))
  expect(lines.at(-1)).toBe('/user_files/plans/first.md is saved')
  expect(await readFile(join(user, 'plans/first.md'), 'utf8')).toBe('# Plan\n\n1. Read the guide\n')
  expect(await readdir(join(folder.path, 'store/vitrine%3Afiles/agent%3Aagent-123/files/scratch'))).toContain('notes.md')
})
