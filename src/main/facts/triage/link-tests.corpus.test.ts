// Frames against diffs of real attempts: what agents changed, and how the tests of their tasks failed.
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readChanges } from './diff-changes.ts'
import { linkTests } from './link-tests.ts'
import { findMentions } from './log-mentions.ts'

const corpus = process.env['VITRINE_CORPUS'] ?? join(import.meta.dirname, '../../../../../shared/corpus')
const hasCorpus = existsSync(join(corpus, 'runs'))
// oxlint-disable-next-line no-console -- a skipped comparison must be noticed
if (!hasCorpus) console.warn(`no corpus in ${corpus}: failing tests are not linked with its diffs (set VITRINE_CORPUS)`)

async function link(attempt: string, log: string) {
  const read = (name: string) => createReadStream(join(corpus, 'runs', attempt, name))
  const diffs = [{ diffName: 'patch.diff', files: await readChanges(read('patch.diff')) }]
  const { tests } = await linkTests({ name: log, type: log.endsWith('.json') ? 'test' : 'log' }, read(log), diffs)
  return new Map(tests.map((test) => [test.path.at(-1) ?? '', test]))
}

describe.skipIf(!hasCorpus)('the failing tests of the corpus', () => {
  it('lead to the changed line of Django that raised', async () => {
    const tests = await link('mini-deepseek-chat-lite100/django/django__django-11905', 'test_output.txt')
    expect(tests.get('test_isnull_non_boolean_value')?.links[0]).toMatchObject({
      path: 'django/db/models/lookups.py',
      line: 470,
      function: '__init__',
      sureness: 'changed-line',
    })
  })

  it('lead to the hunk beside which they failed, and to the file where they failed elsewhere in it', async () => {
    const beside = await link('vexp-claude-opus45-20260322/django/django__django-13590', 'test_output.txt')
    const [test] = beside.values()
    expect(test?.links[0]).toMatchObject({ path: 'django/db/models/sql/query.py', line: 1082, sureness: 'same-hunk' })
    const elsewhere = await link('vexp-claude-opus45-20260322/django/django__django-12325', 'test_output.txt')
    expect(elsewhere.get('test_clash_parent_link')?.links[0]).toMatchObject({ path: 'django/db/models/base.py', sureness: 'same-file' })
  })

  it('lead nowhere when none of their frames is in what changed', async () => {
    const tests = await link('autocoderover-gpt4-run1/django/django__django-11815', 'eval.log')
    expect(tests.size).toBeGreaterThan(0)
    for (const { links, hasFrames } of tests.values()) expect([links, hasFrames]).toEqual([[], true])
  })

  it('are named where their log reports the failure', async () => {
    const log = join(corpus, 'runs/mini-deepseek-chat-lite100/django/django__django-11905/test_output.txt')
    const test = { suite: ['FAIL_TO_PASS'], name: 'test_isnull_non_boolean_value (lookup.tests.LookupTests)' }
    const { line, isFailure, excerpt } = await findMentions(createReadStream(log), test)
    expect(line).not.toBeNull()
    expect(isFailure).toBe(true)
    expect(excerpt).toContain('ERROR: test_isnull_non_boolean_value (lookup.tests.LookupTests)')
  })
})
