// Scenario 6, names: any text as spec, task, name, tag and URI.
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { isVitrineError } from '../../../shared/errors.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { openTestStore, readText } from '../test-store.ts'
import { placeCanary } from './canary.ts'
import { inspectStore } from './inspect-store.ts'
import { type Scenario, tellFailures, type TortureOutcome } from './scenario.ts'

const runs = { short: 60, full: 3000 }

const known = [
  '..',
  '.',
  '../../canary/file',
  '/etc/passwd',
  'a/../../b',
  'C:\\x',
  '\\\\host\\share',
  'a\0b',
  'CON',
  'nul.txt',
  'com1',
  'LPT9.log',
  'metadata',
  'metadata.json',
  'metadata-index.json',
  '.vitrine',
  '.VITRINE',
  '.vitrine/trash',
  'files',
  'files/',
  'locks',
  'diff',
  'diff.v2',
  'diff.txt.zst',
  '%2e%2e',
  '%',
  '~',
  'a~0123456789abcdef',
  ' ',
  ' a ',
  'a.',
  '...',
  '-rf',
  '$HOME',
  '`id`',
  '\u202Egnp.exe',
  '\uFEFF',
  '\uD800',
  'é',
  'e\u0301',
  'ǅ',
  'README',
  'readme',
  'ReadMe',
  'ß',
  'SS',
  'x'.repeat(10_000),
  'é'.repeat(10_000),
  '../'.repeat(3000),
  '__proto__',
  'constructor',
]
const anyName = fc.oneof(
  fc.constantFrom(...known),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom('.', '/', '\\', '%', '\0', 'a', 'A', '~', ' ', ':', 'v', '2', 'é', 'e\u0301'),
    minLength: 1,
    maxLength: 20,
  }),
)
const anyUpload = fc.record({
  specName: anyName,
  taskId: anyName,
  name: anyName,
  tag: anyName,
  type: fc.constantFrom('diff', 'log', 'test', 'file'),
})

export const hostileNamesScenario: Scenario = {
  name: 'hostile names',
  rules: '[S2] [S3] [S8]',
  invariant: 'any text is stored, found again under itself, deleted and restored, and nothing outside the root is touched',
  run: async ({ form, random, folder }): Promise<TortureOutcome> => {
    const root = join(folder, 'store')
    const canary = await placeCanary(join(folder, 'canary'))
    const store = await openTestStore({ root })
    const failures: string[] = []
    let uploads = 0
    const seed = random.integer(2 ** 31)
    const outcome = await fc.check(
      fc.asyncProperty(anyUpload, async ({ tag, ...target }) => {
        uploads++
        await passThrough(store, { ...target, tag, content: `content ${uploads}` })
        await askWithHostileIds(store, [target.name, `${store.uri}/${target.name}`, `${store.uri}/../canary/file`, tag])
      }),
      { numRuns: runs[form], seed, endOnFailure: true },
    )
    if (outcome.failed) failures.push(`${JSON.stringify(outcome.counterexample)?.slice(0, 500) ?? ''}: ${String(outcome.errorInstance)}`)
    await store.settled()
    failures.push(...(await inspectStore(store, root)).problems)
    await store.close()
    failures.push(...(await canary.check()))
    const beside = (await readdir(dirname(root))).toSorted().join(' ')
    if (beside !== 'canary store') failures.push(`beside the root is ${beside}`)
    return {
      figures: [`${uploads} uploads under names of every kind; the folder beside the store is as it was`],
      failures: tellFailures(failures),
    }
  },
}

interface Passing {
  specName: string
  taskId: string
  name: string
  tag: string
  type: 'diff' | 'log' | 'test' | 'file'
  content: string
}

const kept = (text: string) => text.toWellFormed().normalize('NFC')

async function passThrough(store: ArtifactStore, { tag, content, ...target }: Passing): Promise<void> {
  const metadata = JSON.parse(`{${JSON.stringify(kept(tag))}:[null,1]}`) as Record<string, (number | null)[]>
  const { record } = await store.upload(Buffer.from(content), { ...target, tags: [tag], metadata })
  const expect = (what: string, is: unknown, should: unknown) => {
    if (JSON.stringify(is) !== JSON.stringify(should)) throw new Error(`${what} is ${JSON.stringify(is)?.slice(0, 200) ?? 'undefined'}`)
  }
  expect('the spec', record.specName, kept(target.specName))
  expect('the task', record.taskId, kept(target.taskId))
  expect('the name', record.name, kept(target.name))
  const found = await store.get(record.uri)
  expect('what is found', found.record, record)
  expect('the tag', found.record.tags, [kept(tag)])
  expect('the content', await readText(await store.download(record.uri)), content)
  const task = await store.getTask(target.specName, target.taskId)
  expect(
    'its place in its task',
    task.artifacts.some((artifact) => artifact.record.uri === record.uri),
    true,
  )
  const filter = { specName: target.specName, taskId: target.taskId, name: target.name, version: record.version }
  expect(
    'what a filter finds',
    (await store.list({ filter })).artifacts.map((artifact) => artifact.record.uri),
    [record.uri],
  )
  const [deleted] = await store.delete([record.uri])
  await store.restore([deleted?.trashId ?? ''])
  expect('what was restored', (await store.get(record.uri)).record, record)
  expect('the restored content', await readText(await store.download(record.uri)), content)
}

/** What names nothing of the store must be told so, and do nothing. */
async function askWithHostileIds(store: ArtifactStore, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    for (const ask of [
      () => store.find(id),
      () => store.delete([id]),
      () => store.restore([id]),
      () => store.purge([id]),
      () => store.tag(id, { add: ['x'] }),
    ]) {
      try {
        await ask()
      } catch (error) {
        if (!isVitrineError(error, 'artifact.not-found') && !isVitrineError(error, 'name.invalid')) throw error
      }
    }
  }
}
