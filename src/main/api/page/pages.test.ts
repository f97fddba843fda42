import { rm, writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { noteScope } from '../../../shared/notes/note-scope.ts'
import { pageRequestSchema } from '../../../shared/review-page/review-page.ts'
import { openFactsPool } from '../../facts/facts-pool.ts'
import { type ArtifactStore } from '../../store/artifact-store.ts'
import { type AgentFileSystem, openAgentFileSystem } from '../../ports/files/agent-file-system.ts'
import { openStorePersistence } from '../../ports/files/store-persistence.ts'
import { makeFolder, openTestStore } from '../../store/test-store.ts'
import { createNotes, type Notes } from '../notes.ts'
import { createReportReader } from '../report-reader.ts'
import { speechOf } from '../../../shared/language/speech.ts'
import { createPages, makePage, writePieces } from './pages.ts'

const pool = openFactsPool({ threads: 1 })
afterAll(() => pool.close())

let folder: Awaited<ReturnType<typeof makeFolder>>
let store: ArtifactStore
let files: AgentFileSystem
let notes: Notes

beforeEach(async () => {
  folder = await makeFolder()
  store = await openTestStore({ root: folder.path })
  files = await openAgentFileSystem({ scopeKey: noteScope(attempt), roots: [{ default: true, persistence: openStorePersistence(store) }] })
  notes = createNotes({ store: () => store, files: () => Promise.resolve(files), pool, reports: createReportReader(pool) })
})

afterEach(async () => {
  await files.close()
  await store.close()
  await rm(folder.path, { recursive: true, force: true })
})

const attempt = { specName: 'api', taskId: '<T-1>', version: 1 }
const put = (content: string, options: { type: 'diff' | 'log' | 'test' | 'file'; name: string; version?: number }) =>
  store.upload(Buffer.from(content), { specName: attempt.specName, taskId: attempt.taskId, ...options })
const request = (more: object = {}) => pageRequestSchema.parse({ attempt, ...more })
const make = (more: object = {}) => makePage(store, { ...pool, notes }, request(more))
const write = async (made: Awaited<ReturnType<typeof make>>, secrets: 'redact' | 'keep' = 'keep') => text(writePieces(made, secrets))

const diff = `diff --git a/src/a.ts b/src/a.ts
--- a/src/a.ts
+++ b/src/a.ts
@@ -1,2 +1,3 @@
 one
-two
+<script>alert(1)</script>
+\u202Eevil
`
const report = `<testsuite tests="2"><testcase classname="c" name="good"/><testcase classname="c" name="bad"><failure message="no &lt;b&gt;">at x</failure></testcase></testsuite>`
const secret = `ghp_${'aB3dE5gH7j'.repeat(4).slice(0, 36)}`

test('a page shows diff, failing tests, the log’s errors and every checksum, and nothing that others wrote is markup', async () => {
  await put(diff, { type: 'diff', name: 'a.diff' })
  await put(report, { type: 'test', name: 'junit.xml' })
  await put(`${'fine\n'.repeat(100)}Error: <img src=x>\n${'fine\n'.repeat(100)}`, { type: 'log', name: 'run.log' })
  await put('xx', { type: 'file', name: 'notes.txt' })
  const html = await write(await make())
  expect(html).toContain('<h1>api › &lt;T-1&gt;, attempt 1</h1>')
  expect(html).toContain('+&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(html).toContain('<u>U+202E</u>evil')
  expect(html).toContain('<span class="bad">failed</span> c › bad')
  expect(html).toContain('Error: &lt;img src=x&gt;')
  expect(html).not.toMatch(/<script|<img|<link|<iframe|<form|javascript:|https?:\/\//)
  for (const { record } of (await store.list()).artifacts) expect(html).toContain(record.checksum)
})

test('a page shows a diff as its viewer does, without colours or a mail’s encoding, and finds the secrets that these hid', async () => {
  await put(diff.replaceAll(/^(?! ).+$/gm, '\u001B[1m$&\u001B[m'), { type: 'diff', name: 'a.diff' })
  const body = Buffer.from(diff.replace('one', secret)).toString('base64')
  await put(`From: A\nContent-Transfer-Encoding: base64\n\n${body}\n`, { type: 'diff', name: 'mail.diff' })
  const made = await make()
  const html = await write(made)
  expect(html.match(/^.*\+&lt;script&gt;alert\(1\)&lt;\/script&gt;/gm)).toHaveLength(2)
  expect(html).not.toContain('[1m')
  expect(made.scan.findings).toMatchObject([{ what: 'GitHub token', where: 'mail.diff, attempt 1' }])
})

test('its policy lets nothing run and nothing load, and knows its style by its hash', async () => {
  await put(diff, { type: 'diff', name: 'a.diff' })
  const html = await write(await make())
  const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? ''
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(style))).toString('base64')
  expect(html).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`)
})

test('secrets are found before anything is written, with the line they stand on, and redacted when asked', async () => {
  await put(`first\nsecond ${secret}\n`, { type: 'log', name: 'run.log' })
  await put(diff.replace('one', secret), { type: 'diff', name: 'a.diff' })
  const made = await make()
  expect(made.scan.findings).toEqual([
    { what: 'GitHub token', where: 'a.diff, attempt 1', line: 5, masked: 'ghp_… (40 characters)' },
    { what: 'GitHub token', where: 'run.log, attempt 1', line: 2, masked: 'ghp_… (40 characters)' },
  ])
  expect(JSON.stringify(made.scan.findings)).not.toContain(secret)
  expect(await write(made, 'keep')).toContain(secret)
  const redacted = await write(made, 'redact')
  expect(redacted).not.toContain(secret)
  expect(redacted).toContain('second [redacted: GitHub token]')
})

test('chosen lines of a log stand in place of its errors', async () => {
  await put(Array.from({ length: 50 }, (_, index) => `line ${index + 1}`).join('\n'), { type: 'log', name: 'run.log' })
  const { uri } = (await store.list()).artifacts[0]?.record ?? { uri: '' }
  const made = await make({ logLines: [{ uri, first: 7, last: 8 }] })
  const html = await write(made)
  expect(html).toContain('line 8')
  expect(html).not.toContain('line 9')
  expect(made.page.leftOut).toEqual([{ what: 'run.log, attempt 1: 48 of 50 lines', because: 'only the chosen lines are shown' }])
})

test('what is too large or damaged is left out, and said', async () => {
  const file = (index: number) => diff.replaceAll('a.ts', `${index}.ts`).replace('+<', `+${'x'.repeat(1_000_000)}<`)
  await put(Array.from({ length: 14 }, (_, index) => file(index)).join(''), { type: 'diff', name: 'big.diff' })
  const log = await put('some log', { type: 'log', name: 'run.log' })
  await put('xx', { type: 'file', name: 'notes.txt' })
  await writeFile(log.record.uri.slice('file://'.length), 'other')
  const made = await make()
  const html = await write(made)
  expect(html.length).toBeLessThan(13_000_000)
  expect(html).toContain('src/11.ts')
  expect(html).not.toContain('src/13.ts')
  const leftOut = made.page.leftOut.map(({ what, because }) => `${what}: ${because}`)
  expect(leftOut).toContainEqual(expect.stringMatching(/^big\.diff, attempt 1: its last \d files?, .* MB: a page holds 12\.0 MB/))
  expect(leftOut).toContainEqual(expect.stringMatching(/^run\.log: its content is damaged/))
  expect(leftOut).toContainEqual('notes.txt, attempt 1, 2 B: files are named with their checksums only')
  expect(html).toContain('damaged:')
})

test('tests that a page has no room or no line for are left out, each for its own reason', async () => {
  const failing = (count: number, text: string) =>
    `<testsuite>${Array.from({ length: count }, (_, index) => `<testcase name="t${index}"><failure>${text}</failure></testcase>`).join('')}</testsuite>`
  await put(failing(1002, 'short'), { type: 'test', name: 'a.xml' })
  await put(failing(700, 'x'.repeat(19_000)), { type: 'test', name: 'b.xml' })
  const leftOut = (await make()).page.leftOut.map(({ what, because }) => `${what}: ${because}`)
  expect(leftOut).toEqual([
    'a.xml, attempt 1: 2 tests that did not pass: a page lists 1000 at most',
    expect.stringMatching(/^b\.xml, attempt 1: \d+ tests that did not pass: a page holds 12\.0 MB of text at most$/),
  ])
})

test('a comparison holds both attempts; one that is not there is refused', async () => {
  await put('a', { type: 'log', name: 'run.log' })
  await put('b', { type: 'log', name: 'run.log', version: 2 })
  const made = await make({ against: { ...attempt, version: 2 } })
  expect(made.fileName).toBe('api <T-1> attempt 1 against api <T-1> attempt 2.html')
  expect(made.page.title).toBe('api › <T-1>, attempt 1 against attempt 2')
  await expect(make({ against: { ...attempt, version: 3 } })).rejects.toMatchObject({ code: 'artifact.not-found' })
})

test('a comparison says which tests broke, how the diff changed, what the verdict was and what reviewers noted', async () => {
  const passing = report.replace(/<failure.*<\/failure>/, '')
  await put(diff, { type: 'diff', name: 'a.diff' })
  await put(passing, { type: 'test', name: 'junit.xml' })
  await put(diff.replace('alert(1)', 'alert(2)'), { type: 'diff', name: 'a.diff', version: 2 })
  await put(report, { type: 'test', name: 'junit.xml', version: 2 })
  await notes.add({ ...attempt, spot: { on: 'task' }, text: `Why <b>? The key is ${secret}` })
  await store.giveVerdict({ ...attempt }, 'changes-requested', { by: 'anna' })
  const made = await make({ attempt: { ...attempt, version: 2 }, against: attempt })
  const [flips] = made.page.comparison?.tests ?? []
  expect(flips?.flips.map(({ flip, transition, name }) => [flip, transition, name.text])).toEqual([['broke', 'pass→fail', 'c › bad']])
  expect(made.page.comparison?.diffs[0]?.text.text).toContain('+<script>alert(2)</script>')
  const html = await write(made, 'redact')
  expect(html).toContain('changes-requested by anna')
  expect(html).toContain('Why &lt;b&gt;? The key is [redacted: GitHub token]')
  expect(made.scan.findings.map(({ where }) => where)).toContain('a note, attempt 1')
})

test('what is written is the page that was looked through, whatever the store has become', async () => {
  const outcome = await put(`a ${secret}`, { type: 'log', name: 'run.log' })
  const pages = createPages({ ...pool, notes })
  const { pageId, secretCount, sizeBytes } = await pages.make(store, request())
  expect(secretCount).toBe(1)
  await store.delete([outcome.record.uri])
  const html = await text(pages.write(pageId, 'keep').pieces)
  expect([html.includes(secret), Buffer.byteLength(html)]).toEqual([true, sizeBytes])
  expect(() => pages.write('other', 'keep')).toThrow('request.invalid')
})

test('a page speaks Japanese to whoever reads Japanese, and leaves what others wrote as it is', async () => {
  await put(diff, { type: 'diff', name: 'a.diff' })
  await put(report, { type: 'test', name: 'junit.xml' })
  await put(`${'fine\n'.repeat(100)}Error: attempt 7 failed\n${'fine\n'.repeat(100)}`, { type: 'log', name: 'run.log' })
  await put('xx', { type: 'file', name: 'notes.txt' })
  await put(diff, { type: 'diff', name: 'a.diff', version: 2 })
  const made = await make({ attempt: { ...attempt, version: 2 }, against: attempt })
  const html = await text(writePieces(made, 'keep', await speechOf('ja')))
  expect(html).toContain('<html lang="ja">')
  expect(html).toContain('api › &lt;T-1&gt;、試行 2(試行 1 と比較)')
  expect(html).toContain('notes.txt、試行 1、2 B: <span class="muted">ファイルは名前とチェックサムのみ載ります。')
  expect(html).toContain('<span class="bad">失敗 1</span>')
  expect(html).toContain('Error: attempt 7 failed')
  const words = html
    .replaceAll(/<style>[^]*?<\/style>|<pre[^]*?<\/pre>|<code>[^]*?<\/code>|<[^>]*>/g, ' ')
    .replaceAll(/a\.diff|junit\.xml|run\.log|notes\.txt/g, ' ')
  expect(words.match(/[a-z]{4,}( [a-z]{2,})+/g)).toEqual(null)
})
