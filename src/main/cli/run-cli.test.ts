// The command line as scripts see it: exit codes, JSON on stdout, errors on stderr. Runs the sources as a process of their own.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeFolder, openTestStore } from '../store/test-store.ts'
import { runOnStore } from './cli-fixture.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(() => folder.remove())

const vitrine = (parameters: string[], input = '') => runOnStore(folder.path, parameters, { input })
const write = async (name: string, content: string) => {
  await writeFile(join(folder.path, name), content)
  return join(folder.path, name)
}
const at = ['--spec', 's', '--task', '1']

test('put gives the record of each input, and get its bytes', async () => {
  const file = await write('patch.diff', '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n')
  const put = await vitrine(['put', ...at, '--tag', 'a', '--meta', 'agent=me', '--meta', 'tries=2', '--json', file, '-'], 'from a pipe\n')
  expect(put.json).toMatchObject([
    { spec_name: 's', task_id: '1', type: 'diff', name: 'patch.diff', version: 1, tags: ['a'], metadata: { agent: 'me', tries: 2 } },
  ])
  expect([put.exitCode, put.stderr]).toMatchObject([2, expect.stringContaining('"name.invalid"')])
  const piped = await vitrine(['put', ...at, '--type', 'log', '--json'], 'from a pipe\n')
  expect(piped.json).toMatchObject([{ type: 'log', name: 'log', original_size: 12 }])
  const { uri } = piped.json[0] as { uri: string }
  expect((await vitrine(['get', uri])).stdout).toBe('from a pipe\n')
  expect((await vitrine(['get', uri, '-o', join(folder.path, 'out')])).exitCode).toBe(0)
  expect(await readFile(join(folder.path, 'out'), 'utf8')).toBe('from a pipe\n')
})

test('ls lists by filter, a page at a time', async () => {
  for (const name of ['1.log', '2.log', '3.log']) await vitrine(['put', ...at, await write(name, name)])
  const first = await vitrine(['ls', '--json', '--sort', 'name', '--limit', '2'])
  expect(first.json).toMatchObject([{ name: '1.log', facts: { lines: 1 } }, { name: '2.log' }])
  const cursor = /--cursor (\S+)/.exec(first.stderr)?.[1] ?? ''
  expect((await vitrine(['ls', '--json', '--sort', 'name', '--cursor', cursor])).json).toMatchObject([{ name: '3.log' }])
  expect((await vitrine(['ls', '--json', '--type', 'diff'])).json).toEqual([])
})

test('one artifact is told as one, several as several', async () => {
  await vitrine(['put', ...at, await write('1.log', 'a')])
  expect((await vitrine(['usage'])).stdout).toMatch(/^1 artifact, /)
  await vitrine(['put', ...at, await write('2.log', 'b')])
  expect((await vitrine(['usage'])).stdout).toMatch(/^2 artifacts, /)
})

test('inspect tells the facts of files and artifacts', async () => {
  const file = await write('patch.diff', '--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n-a\n+b\n+c\n')
  const facts = { files: 1, insertions: 2, deletions: 1, paths: ['x'] }
  expect((await vitrine(['inspect', '--json', file])).json).toMatchObject([{ path: file, type: 'diff', facts }])
  const { uri } = (await vitrine(['put', ...at, '--json', file])).json[0] as { uri: string }
  expect((await vitrine(['inspect', '--json', uri])).json).toMatchObject([{ uri, type: 'diff', facts }])
})

test('rm moves to the trash, restore takes back, purge destroys and names what is not in the trash', async () => {
  const { uri } = (await vitrine(['put', ...at, '--json', await write('a.log', 'the wombat')])).json[0] as { uri: string }
  expect((await vitrine(['rm', '--spec', 's', '--dry-run', '--json'])).json).toEqual([{ uri }])
  const removed = await vitrine(['rm', uri, '--json'])
  expect(removed.json).toMatchObject([{ uri }])
  expect((await vitrine(['rm', uri])).exitCode).toBe(0)
  expect((await vitrine(['rm', '--spec', 'none'])).exitCode).toBe(1)
  expect((await vitrine(['restore', uri, '--json'])).json).toMatchObject([{ uri }])
  expect(await vitrine(['search', 'wombat'])).toMatchObject({ exitCode: 0, stderr: '' })
  const [{ trash_id: trashId } = { trash_id: '' }] = (await vitrine(['rm', uri, '--json'])).json as { trash_id: string }[]
  expect(await vitrine(['purge', 'mistyped', trashId, '--json'])).toMatchObject({
    exitCode: 0,
    json: [{ trash_id: trashId, uri }],
    stderr: 'mistyped is not in the trash\n',
  })
  expect((await vitrine(['trash', '--json'])).json).toEqual([])
})

test('import takes evaluation runs as attempts, and a second time adds nothing', async () => {
  for (const run of ['run-a', 'run-b']) {
    await mkdir(join(folder.path, 'runs', run, 'api/7'), { recursive: true })
    await write(`runs/${run}/api/7/patch.diff`, `--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+${run}\n`)
    await write(`runs/${run}/api/7/metrics.json`, '{"model": "m", "metrics": {"duration_sec": 1.5}}')
  }
  const runs = join(folder.path, 'runs')
  expect((await vitrine(['import', runs, '--dry-run', '--json'])).json).toHaveLength(4)
  expect((await vitrine(['import', runs, '--json'])).json).toMatchObject([{ added: 4, unchanged: 0, failed: [], skipped: [] }])
  expect((await vitrine(['import', runs, '--json'])).json).toMatchObject([{ added: 0, unchanged: 4 }])
  const { json } = await vitrine(['ls', '--json', '--type', 'diff', '--sort', 'created'])
  const attempts = (json as { version: number; metadata: unknown }[]).toSorted((a, b) => a.version - b.version)
  expect(attempts).toMatchObject([
    { version: 1, metadata: { agent: 'run-a', model: 'm', duration_ms: 1500 } },
    { version: 2, metadata: { agent: 'run-b' } },
  ])
})

test('verify ends with the sums, and damage makes the answer no', async () => {
  const { uri } = (await vitrine(['put', ...at, '--json', await write('a.log', 'good')])).json[0] as { uri: string }
  expect(await vitrine(['verify', '--json'])).toMatchObject({ exitCode: 0, json: [{ valid: 1, corrupt: 0, missing: 0, unrecorded: 0 }] })
  await writeFile(uri.slice('file://'.length), 'evil')
  expect(await vitrine(['verify', '--json'])).toMatchObject({
    exitCode: 1,
    json: [
      { uri, status: 'corrupt' },
      { valid: 0, corrupt: 1 },
    ],
  })
  expect(await vitrine(['get', uri, '--json'])).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringContaining('artifact.corrupt'),
  })
  expect((await vitrine(['get', uri, '--no-verify'])).stdout).toBe('evil')
})

test('verdict judges the newest attempt, takes back, and shows the log', async () => {
  const put = async (name: string) => {
    const store = await openTestStore({ root: join(folder.path, 'store') })
    await store.upload(Buffer.from(name), { specName: 's', taskId: '1', type: 'log', name, version: 1 })
    await store.close()
  }
  await put('a.log')
  const given = await vitrine(['verdict', 'give', 'blocked', ...at, '--by', 'ada', '--json'])
  expect(given.json).toMatchObject([
    { spec_name: 's', version: 1, verdict: 'blocked', by: 'ada', unseen: [], log: [{ verdict: 'blocked', seen: [{ name: 'a.log' }] }] },
  ])
  await put('b.log')
  expect((await vitrine(['verdict', 'show', ...at])).stdout).toContain('blocked; came or changed since: b.log')
  const back = await vitrine(['verdict', 'take-back', ...at, '--json'])
  expect(back.json).toMatchObject([{ verdict: null, log: [{}, { takes_back: expect.any(String) }] }])
  expect(await vitrine(['verdict', 'take-back', ...at])).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('no such verdict') })
  expect(await vitrine(['verdict', 'give', 'fine', ...at, '--json'])).toMatchObject({ exitCode: 2 })
})

test('what cannot be written where it was asked for is wrong usage, and leaves nothing', async () => {
  const { uri } = (await vitrine(['put', ...at, '--meta', '__proto__=kept', '--json', await write('a.log', 'x')])).json[0] as {
    uri: string
  }
  for (const command of [['export'], ['export', '--manifest'], ['export', '--html', ...at], ['get', uri]])
    expect(await vitrine([...command, '-o', join(folder.path, 'none/x'), '--json']), command.join(' ')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('"path.unreadable"'),
    })
  expect((await readdir(folder.path)).toSorted()).toEqual(['a.log', 'store'])
  const [listed] = (await vitrine(['ls', '--json'])).stdout.split('\n')
  expect(listed).toContain('"metadata":{"__proto__":"kept"}')
})

test('failures have a code on stderr and the right exit code', async () => {
  const file = await write('file', '')
  await vitrine(['put', ...at, file])
  expect(await vitrine(['get', 'nothing', '--json'])).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('"artifact.not-found"'),
  })
  expect(await vitrine(['put', '--spec', '', '--task', '1', '--json', file])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('"name.invalid"'),
  })
  expect(await vitrine(['put', ...at, '--json', join(folder.path, 'none')])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('"path.unreadable"'),
  })
  expect(await vitrine(['ls', '--store', file, '--json'])).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining('"store.unreachable"'),
  })
  expect(await vitrine(['frob', '--json'])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('"request.invalid"') })
})
