// The longest turns of the main thread while the store works, by what it does: node bench/turns.ts DIRECTORY
// DIRECTORY holds a store (bench/make-store.ts makes one); it is changed. Turns are told in processor time of the thread, so that what else
// the machine does does not count.
import { mkdtemp, rm } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type ArtifactStore } from '../src/main/store/artifact-store.ts'
import { exportZip } from '../src/main/store/export/export-zip.ts'
import { applyImport } from '../src/main/store/import/apply-import.ts'
import { planImport } from '../src/main/store/import/plan-import.ts'
import { openStore } from '../src/main/store/open-store.ts'

const limitMs = 50
const [directory] = process.argv.slice(2)
if (directory === undefined) {
  console.error('usage: node bench/turns.ts DIRECTORY')
  process.exit(2)
}

/** The longest turn of the event loop while `work` runs, in milliseconds of this thread's processor time. */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  let isDone = false
  let longest = 0
  let before = process.threadCpuUsage()
  const look = () => {
    const { user, system } = process.threadCpuUsage(before)
    longest = Math.max(longest, (user + system) / 1000)
    before = process.threadCpuUsage()
    if (!isDone) setImmediate(look)
  }
  setImmediate(look)
  try {
    await work()
  } finally {
    isDone = true
    look()
  }
  return longest
}

async function exhaust<Step, Result>(steps: AsyncGenerator<Step, Result>): Promise<Result> {
  for (;;) {
    const step = await steps.next()
    if (step.done === true) return step.value
  }
}

const longest = new Map<string, number>()
async function measure<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const results: Result[] = []
  const turn = await longestTurn(async () => results.push(await work()))
  longest.set(what, Math.max(turn, longest.get(what) ?? 0))
  const [result] = results
  if (result === undefined) throw new Error(`${what} gave nothing`)
  return result
}

async function uploadMany(store: ArtifactStore, count: number): Promise<string[]> {
  const uris: string[] = []
  let next = 0
  const work = async () => {
    while (next < count) {
      const number = next++
      const { record } = await store.upload(Buffer.from(`${number} a small log\n`.repeat(40)), {
        specName: 'turns',
        taskId: String(number % 20),
        type: 'log',
      })
      uris.push(record.uri)
    }
  }
  await Promise.all(Array.from({ length: 16 }, work))
  return uris
}

async function* largeLog(): AsyncGenerator<Uint8Array> {
  for (let chunk = 0; chunk < 256; chunk++) yield Buffer.from(`${chunk} a line of a large log\n`.repeat(40_000))
}

async function drain(content: AsyncIterable<Uint8Array>): Promise<number> {
  let length = 0
  for await (const chunk of content) length += chunk.length
  return length
}

const scratch = await mkdtemp(join(tmpdir(), 'vitrine-turns-'))
try {
  const store = await measure('open', () => openStore(directory))
  const { artifacts } = await measure('info', () => store.info())
  await measure('specs', () => store.listSpecs())
  const page = await measure('page of 1,000', () => store.list({ limit: 1000 }))
  await measure('page by size', () => store.list({ limit: 1000, sort: '-size' }))
  await measure('text search', () => store.search('payment'))
  await measure('search with facets', () => store.search('type:log retry token'))
  await measure('usage', () => store.usage())
  const uris = await measure('2,000 small uploads', () => uploadMany(store, 2000))
  const large = await measure('upload of 270 MB', () => store.upload(largeLog(), { specName: 'turns', taskId: 'large', type: 'log' }))
  await measure('facts of them', async () => [await store.settled()])
  await measure('download of 270 MB', async () => drain(await store.download(large.record.uri)))
  await measure('tagging 200', () => Promise.all(uris.slice(0, 200).map((uri) => store.tag(uri, { add: ['looked-at'] }))))
  const deleted = await measure('deleting 1,000', () => store.delete(uris.slice(0, 1000)))
  await measure('trash', () => store.listTrash())
  await measure('restoring 500', () => store.restore(deleted.slice(0, 500).map(({ trashId }) => trashId)))
  await measure('purging 500', async () => [await store.purge(deleted.slice(500).map(({ trashId }) => trashId))])
  const everything = { days: { diff: 1, log: 1, test: 1, file: 1 }, keep: { pinned: true, newest: 1, unreviewed: false, tags: [] } }
  const plan = await measure('plan', () => store.planCleanup({ policy: everything }))
  await measure('apply 2,000', () => exhaust(store.applyCleanup({ ...plan, due: plan.due.slice(0, 2000) })))
  await measure('receipts', () => store.listReceipts())
  await measure('verify', () => exhaust(store.verify({ filter: { specName: page.artifacts[0]?.record.specName ?? '' } })))
  const zip = join(scratch, 'export.zip')
  await measure('export', () => exhaust(exportZip(store, { specName: 'turns' }, (content) => pipeline(content, createWriteStream(zip)))))
  const other = await openStore(join(scratch, 'other'))
  const imported = await measure('plan of an import', () => planImport(other, zip, {}))
  await measure('import', () => exhaust(applyImport(other, imported)))
  await other.close()
  await measure('reindex', async () => [await exhaust(store.reindex({ everything: true }))])
  await measure('close', async () => [await store.close()])
  console.log(`store of ${artifacts} artifacts, node ${process.version}; longest turns of the main thread, limit ${limitMs} ms`)
  for (const [what, ms] of [...longest].toSorted(([, a], [, b]) => b - a))
    console.log(`${ms > limitMs ? '✗' : '✓'} ${what.padEnd(24)} ${ms.toFixed(1).padStart(7)} ms  ${(ms / limitMs).toFixed(2)}x`)
} finally {
  await rm(scratch, { recursive: true, force: true })
}
