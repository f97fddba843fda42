import { appendFile, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeFolder, openTestStore } from '../test-store.ts'
import { openPythonStore } from './necrocode-fixture.ts'

const count = 10_000
const perTask = 4
let folder: Awaited<ReturnType<typeof makeFolder>>

beforeAll(async () => {
  folder = await makeFolder()
  const python = openPythonStore({ root: folder.path, base: '/home/agent/.necrocode/artifacts' })
  // One by one as Python writes them, but for the index, which it would write ten thousand times.
  for (let start = 0; start < count; start += 50) {
    await Promise.all(
      Array.from({ length: 50 }, (_, offset) => {
        const number = start + offset
        const task = Math.floor(number / perTask)
        return python.put({
          spec: `spec-${task % 20}`,
          task: String(task),
          version: (number % perTask) + 1,
          versioned: true,
          text: `text ${number}\n`,
        })
      }),
    )
  }
  await python.writeIndex()
}, 120_000)
afterAll(() => folder.remove())

/** What the disk and the JSON parser take for the same records. */
async function readBare(): Promise<number> {
  const startedAt = performance.now()
  const path = join(folder.path, 'metadata')
  for (const name of await readdir(path)) JSON.parse(await readFile(join(path, name), 'utf8'))
  return (performance.now() - startedAt) / 1000
}

const openTimed = async () => {
  const startedAt = performance.now()
  const store = await openTestStore({ root: folder.path })
  return { store, seconds: (performance.now() - startedAt) / 1000 }
}

test('[S13] a store of ten thousand records opens in seconds, and the next time at once', { timeout: 120_000 }, async () => {
  const bare = await readBare()
  const first = await openTimed()
  expect((await first.store.info()).artifacts).toBe(count)
  await first.store.close()
  const again = await openTimed()
  const { artifacts } = await again.store.list({ limit: 1 })
  const uri = artifacts[0]?.record.uri ?? ''
  const startedAt = performance.now()
  const writes = 20
  for (let number = 0; number < writes; number++) await again.store.tag(uri, { add: [`t${number}`] })
  const perWriteMs = (performance.now() - startedAt) / writes
  await again.store.close()
  console.info(
    `opening ${count} NecroCode records: ${first.seconds.toFixed(1)} s (${(first.seconds / bare).toFixed(1)} x reading them), then ${again.seconds.toFixed(2)} s; a write ${perWriteMs.toFixed(1)} ms`,
  )
  expect(first.seconds / bare).toBeLessThan(60)
  expect(again.seconds).toBeLessThan(first.seconds / 2)
  // A write looks at its own task's records alone: not at ten thousand, which takes what opening again does.
  expect(perWriteMs).toBeLessThan((again.seconds * 1000) / 2)
})

test('[S13] of ten thousand records only the changed one is read again', { timeout: 120_000 }, async () => {
  const store = await openTestStore({ root: folder.path })
  const { artifacts } = await store.list({ limit: 1, filter: { specName: 'spec-3' } })
  const old = `file:///home/agent/.necrocode/artifacts/${artifacts[0]?.record.uri.slice(store.uri.length + 1) ?? ''}`
  const path = openPythonStore({ root: folder.path }).sidecarPath(old)
  expect((await stat(path)).size).toBeGreaterThan(100)
  await appendFile(path, '\n')
  const tasks: string[] = []
  for await (const { current } of store.reindex({ everything: false })) tasks.push(current ?? '')
  expect(tasks).toHaveLength(1)
  await rm(join(folder.path, 'metadata'), { recursive: true })
  await rm(join(folder.path, 'metadata-index.json'))
  for await (const progress of store.reindex({ everything: false })) void progress
  // What was tagged by the test above is ours too, and stays.
  expect((await store.info()).artifacts).toBeLessThanOrEqual(perTask)
  await store.close()
})
