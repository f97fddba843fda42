// `vitrine compare` as scripts see it. Runs the sources as a process of their own.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../store/open-store.ts'
import { makeFolder } from '../store/test-store.ts'
import { runOnStore } from './cli-fixture.ts'

const patch = (line: string) => `--- a/x.ts\n+++ b/x.ts\n@@ -1,2 +1,2 @@\n same\n-old\n+${line}\n`
const junit = (failed: string) =>
  `<testsuite name="s" tests="2"><testcase name="a"/><testcase name="b">${failed && '<failure message="no"/>'}</testcase></testsuite>`
const uris: Record<string, string> = {}
let folder: Awaited<ReturnType<typeof makeFolder>>

beforeAll(async () => {
  folder = await makeFolder()
  const store = await openStore(join(folder.path, 'store'), { create: true })
  const put = async (version: number, name: string, text: string) => {
    const content = { name, specName: 'a/b', taskId: '1', version }
    const { record } = await store.upload(
      (async function* () {
        yield Buffer.from(text)
      })(),
      content,
    )
    uris[`${name} ${version}`] = record.uri
  }
  await put(1, 'patch.diff', patch('one'))
  await put(1, 'junit.xml', junit('yes'))
  await put(1, 'run.log', '08:00:01 start\nERROR: it broke\n')
  await put(1, 'notes.md', 'only once')
  await put(2, 'patch.diff', patch('two'))
  await put(2, 'junit.xml', junit(''))
  await put(2, 'run.log', '09:30:59 start\nall is well\n')
  await store.close()
})
afterAll(() => folder.remove())

const vitrine = (...parameters: string[]) => runOnStore(folder.path, parameters)
const json = async (...parameters: string[]): Promise<unknown> => JSON.parse((await vitrine('compare', '--json', ...parameters)).stdout)

describe('two attempts', () => {
  test('are one object: artifacts, test flips, interdiff and log delta', async () => {
    expect(await json('a%2Fb/1@1', 'a%2Fb/1@2')).toMatchObject({
      a: { attempt: 'a%2Fb/1@1', spec_name: 'a/b', task_id: '1', version: 1 },
      b: { version: 2 },
      artifacts: [
        { type: 'diff', change: 'changed', a: { uri: uris['patch.diff 1'], name: 'patch.diff' } },
        { type: 'log', change: 'changed' },
        { type: 'test', change: 'changed', b: { uri: uris['junit.xml 2'] } },
        { type: 'file', change: 'only-a', b: null },
      ],
      tests: [
        {
          counts: { fixed: 1, 'still-passing': 1, broke: 0, slower: 0 },
          facts_a: { format: 'junit-xml', is_whole: true, totals: { failed: 1 } },
          flips: [
            { flip: 'fixed', transition: 'fail→pass', name: 'b', suite: ['s'], a: 'failed', b: 'passed', message: 'no' },
            { name: 'a' },
          ],
        },
      ],
      diffs: [
        {
          files: [{ path: 'x.ts', change: 'changed', insertions: 1, deletions: 1, problem: null }],
          patch: expect.stringContaining('\n-one\n+two\n'),
        },
      ],
      logs: [
        {
          common: 1,
          only_a: { only_here: 1, errors: 1, listed: [{ line: 2, text: 'ERROR: it broke', mark: 'error' }] },
          only_b: { listed: [{ line: 2, text: 'all is well' }] },
        },
      ],
    })
  })

  test('read well in a terminal', async () => {
    const { stdout, exitCode } = await vitrine('compare', 'a%2Fb/1@1', 'a%2Fb/1@2')
    expect(exitCode).toBe(0)
    for (const line of [
      'a%2Fb/1@1 -> a%2Fb/1@2',
      '  only-first   file  notes.md',
      '  1 fixed, 1 still passing',
      '  fixed             fail→pass  s › b',
      '  changed   x.ts  +1 -1',
      '  <      2  ERROR: it broke',
      '  >      2  all is well',
    ])
      expect(stdout.split('\n')).toContain(line)
  })
})

describe('two artifacts or files', () => {
  test('are compared by their type', async () => {
    const file = join(folder.path, 'other.diff')
    await writeFile(file, patch('one'))
    expect(await json(uris['patch.diff 1'] ?? '', file)).toMatchObject({
      a: { uri: uris['patch.diff 1'] },
      b: { path: file, type: 'diff' },
      artifacts: [{ change: 'same' }],
      diffs: [{ files: [{ change: 'same' }], patch: '' }],
      tests: [],
    })
  })

  test('need no store when both are files', async () => {
    const [one, other] = [join(folder.path, '1.log'), join(folder.path, '2.log')]
    await writeFile(one, 'a\nb\n')
    await writeFile(other, 'a\nc\n')
    const run = (folders: string) => vitrine('--store', folders, 'compare', '--json', one, other)
    expect(JSON.parse((await run(join(folder.path, 'nowhere'))).stdout)).toMatchObject({
      artifacts: [{ type: 'log', change: 'changed' }],
      logs: [{ only_a: { listed: [{ text: 'b' }] }, only_b: { listed: [{ text: 'c' }] } }],
    })
  })

  test('of two types are a mistake that names the way out', async () => {
    const { exitCode, stderr } = await vitrine('compare', '--json', uris['patch.diff 1'] ?? '', uris['run.log 1'] ?? '')
    expect(exitCode).toBe(2)
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'request.invalid', message: expect.stringContaining('--type') } })
    expect((await vitrine('compare', '--type', 'log', uris['patch.diff 1'] ?? '', uris['run.log 1'] ?? '')).exitCode).toBe(0)
  })
})

describe('what cannot be compared', () => {
  test.each([
    [['a%2Fb/1@1', 'a%2Fb/1@9'], 1, 'artifact.not-found', 'a%2Fb/1@9'],
    [['a%2Fb/1@1', 'a%2Fb/77@1'], 1, 'artifact.not-found', ''],
    [['a%2Fb/1@1', 'no such thing'], 2, 'request.invalid', 'SPEC/TASK@VERSION'],
    [['a%2Fb/1@1', import.meta.filename], 2, 'request.invalid', 'an attempt is compared with an attempt'],
  ])('%j: exit code %i', async (parameters, code, error, words) => {
    const { exitCode, stderr } = await vitrine('compare', '--json', ...parameters)
    expect(exitCode).toBe(code)
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: error, message: expect.stringContaining(words) } })
  })
})
