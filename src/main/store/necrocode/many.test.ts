import { appendFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ArtifactStore } from '../artifact-store.ts'
import { makeFolder, openTestStore } from '../test-store.ts'
import { openPythonStore } from './necrocode-fixture.ts'

const count = 2000
const perTask = 4
const base = '/home/agent/.necrocode/artifacts'
let folder: Awaited<ReturnType<typeof makeFolder>>

beforeAll(async () => {
  folder = await makeFolder()
  const python = openPythonStore({ root: folder.path, base })
  // One by one as Python writes them, but for the index, which it would write two thousand times.
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

async function readAgain(store: ArtifactStore): Promise<string[]> {
  const tasks: string[] = []
  for await (const { current } of store.reindex({ everything: false })) tasks.push(current ?? '')
  return tasks
}

async function touchRecord(uri: string, root: string): Promise<void> {
  const path = openPythonStore({ root: folder.path }).sidecarPath(`file://${base}/${uri.slice(root.length + 1)}`)
  expect((await stat(path)).size).toBeGreaterThan(100)
  await appendFile(path, '\n')
}

test('[S13] two thousand records are read once, and a write looks at those of its own task alone', { timeout: 120_000 }, async () => {
  const first = await openTestStore({ root: folder.path })
  expect((await first.info()).artifacts).toBe(count)
  await first.close()
  const again = await openTestStore({ root: folder.path })
  expect(await readAgain(again)).toEqual([])
  const [mine] = (await again.list({ limit: 1, filter: { specName: 'spec-2' } })).artifacts
  const [other] = (await again.list({ limit: 1, filter: { specName: 'spec-5' } })).artifacts
  await touchRecord(other?.record.uri ?? '', again.uri)
  await again.tag(mine?.record.uri ?? '', { add: ['looked-at'] })
  expect(await readAgain(again)).toHaveLength(1)
  await again.close()
})

test('[S13] of two thousand records only the changed one is read again', { timeout: 120_000 }, async () => {
  const store = await openTestStore({ root: folder.path })
  const { artifacts } = await store.list({ limit: 1, filter: { specName: 'spec-3' } })
  await touchRecord(artifacts[0]?.record.uri ?? '', store.uri)
  expect(await readAgain(store)).toHaveLength(1)
  await rm(join(folder.path, 'metadata'), { recursive: true })
  await rm(join(folder.path, 'metadata-index.json'))
  for await (const progress of store.reindex({ everything: false })) void progress
  // What was tagged by the test above is ours too, and stays.
  expect((await store.info()).artifacts).toBeLessThanOrEqual(perTask)
  await store.close()
})
