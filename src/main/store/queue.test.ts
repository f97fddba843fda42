import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { evidenceFindings, readEvidence } from '../../shared/review/evidence.ts'
import { groupAttempts } from '../../shared/spec.ts'
import { type ArtifactStore } from './artifact-store.ts'
import { applyImport } from './import/apply-import.ts'
import { planImport } from './import/plan-import.ts'
import { openStore } from './open-store.ts'
import { makeFolder } from './test-store.ts'

const hour = 60 * 60 * 1000
let folder: Awaited<ReturnType<typeof makeFolder>>
let clock = Date.parse('2026-11-21T08:00:00Z')
let store: ArtifactStore
beforeEach(async () => {
  folder = await makeFolder()
  store = await openStore(join(folder.path, 'store'), { catalogThread: 'caller', now: () => new Date(clock) })
})
afterEach(async () => {
  await store.close()
  await folder.remove()
})

const patch = '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n'
const tap = (failed: number) => `TAP version 13\n1..2\nok 1 - a\n${failed > 0 ? 'not ok' : 'ok'} 2 - b\n`
const put = async (taskId: string, version: number, failed = 0, name = '') => {
  const place = { specName: 'api', taskId, version }
  const mark = `${taskId} ${version} ${name}`
  await store.upload(Buffer.from(patch.replaceAll('x', mark)), { ...place, type: 'diff', name: `${name}patch.diff` })
  await store.upload(Buffer.from(`${tap(failed)}# ${mark}\n`), { ...place, type: 'test', name: `${name}tests.tap` })
  await store.settled()
  clock += hour
}
const order = async (show?: 'waiting' | 'approved') =>
  (await store.listQueue(show === undefined ? {} : { show })).items.map(({ taskId, why }) => `${taskId} ${why ?? 'judged'}`)

test('the queue has the riskiest task first, among equals the one that waits the longest, and says why', async () => {
  await put('old', 1)
  await put('new', 1)
  await put('failing', 1, 1)
  const { items, counts } = await store.listQueue()
  expect(items.map(({ taskId }) => taskId)).toEqual(['failing', 'old', 'new'])
  expect(items[0]).toMatchObject({ version: 1, why: 'unreviewed', verdict: null, tests: { failed: 1, total: 2 } })
  expect(items[0]?.reasons[0]).toEqual({ finding: 'tests-failed', counts: { failed: 1, total: 2 }, points: 30 })
  expect(items[0]?.risk).toBe(5 + (items[0]?.reasons.reduce((sum, { points }) => sum + points, 0) ?? 0))
  expect(counts).toEqual({ waiting: 3, approved: 0, 'changes-requested': 0, blocked: 0 })
})

test('a verdict takes a task out, a new attempt brings it back, and so does what comes to a judged one', async () => {
  await put('1', 1)
  await put('2', 1)
  await store.giveVerdict({ specName: 'api', taskId: '1', version: 1 }, 'approved')
  expect([await order(), await order('approved')]).toEqual([['2 unreviewed'], ['1 judged']])
  await put('1', 2)
  expect([await order(), await order('approved')]).toEqual([['1 new-attempt', '2 unreviewed'], []])
  await store.giveVerdict({ specName: 'api', taskId: '1', version: 2 }, 'approved')
  await put('1', 2, 0, 'more-')
  expect(await order()).toEqual(['1 changed', '2 unreviewed'])
  await store.takeBackVerdict({ specName: 'api', taskId: '1', version: 2 })
  expect(await order()).toEqual(['1 new-attempt', '2 unreviewed'])
})

test('what is deleted or damaged shows in the queue, and a rebuilt catalog has the same one', async () => {
  await put('1', 1)
  await put('2', 1)
  const { artifacts } = await store.list({ filter: { taskId: '1' } })
  await store.delete(artifacts.map(({ record }) => record.uri))
  expect(await order()).toEqual(['2 unreviewed'])
  const before = await store.listQueue()
  for await (const step of store.reindex({ everything: true })) void step
  expect(await store.listQueue()).toEqual(before)
})

test('specs know which of their tasks wait, and the verdict of the others', async () => {
  await put('1', 1)
  await put('2', 1)
  await store.giveVerdict({ specName: 'api', taskId: '2', version: 1 }, 'blocked')
  expect((await store.listSpecs())[0]?.tasks.map(({ verdict, isWaiting }) => [verdict, isWaiting])).toEqual([
    [null, true],
    ['blocked', false],
  ])
})

test('pages by key show each of many tasks once, also while verdicts take tasks out', async () => {
  for (let index = 0; index < 60; index++)
    await store.upload(Buffer.from(String(index)), { specName: `s${index % 3}`, taskId: String(index), type: 'log' })
  await store.settled()
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await store.listQueue({ limit: 7, ...(cursor === undefined ? {} : { cursor }) })
    seen.push(...page.items.map(({ taskId }) => taskId))
    const [first] = page.items
    if (first !== undefined) await store.giveVerdict(first, 'approved')
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect([seen.length, new Set(seen).size]).toEqual([60, 60])
  expect((await store.listQueue({ specName: 's1', limit: 1000 })).items.every(({ specName }) => specName === 's1')).toBe(true)
  await expect(store.listQueue({ cursor: 'x' })).rejects.toMatchObject({ code: 'request.invalid' })
})

const corpus = process.env['VITRINE_CORPUS'] ?? join(import.meta.dirname, '../../../../shared/corpus')
const runs = join(corpus, 'runs')
// oxlint-disable-next-line no-console -- a skipped comparison must be noticed
if (!existsSync(runs)) console.warn(`no corpus in ${corpus}: the evidence of its attempts is not read (set VITRINE_CORPUS)`)

describe.skipIf(!existsSync(runs))('the attempts of the corpus', () => {
  test(
    'have evidence whose every proof is an artifact of the attempt, and which agrees with their facts',
    { timeout: 240_000 },
    async () => {
      const plan = await planImport(store, runs)
      for await (const step of applyImport(store, plan)) void step
      await store.settled()
      const found = new Set<string>()
      for (const { specName, tasks } of await store.listSpecs()) {
        for (const { taskId } of tasks) {
          for (const attempt of groupAttempts((await store.getTask(specName, taskId)).artifacts)) {
            const label = `${specName}/${taskId} ${attempt.version}`
            const names = new Set(attempt.artifacts.map(({ record }) => record.name))
            const lines = readEvidence(attempt)
            for (const { finding, proof } of lines) {
              found.add(finding)
              expect(proof === null || names.has(proof.name), `${label}: ${finding}`).toBe(true)
            }
            const has = (finding: string) => lines.some((line) => line.finding === finding)
            expect(has('diff-missing'), label).toBe(!attempt.artifacts.some(({ record }) => record.type === 'diff'))
            expect(has('tests-failed'), label).toBe((attempt.tests?.failed ?? 0) > 0)
            expect(has('tests-missing'), label).toBe(attempt.tests === null)
          }
        }
      }
      expect(evidenceFindings.filter((finding) => found.has(finding))).toEqual(
        expect.arrayContaining([
          'diff-there',
          'tests-failed',
          'tests-passed',
          'test-code-edited',
          'exit-agrees',
          'log-complete',
          'content-verified',
        ]),
      )
    },
  )
})
