// Carrying out an import: many files at a time, each with its own fate.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ArtifactStore } from '../artifact-store.ts'
import { makeFolder, openTestStore } from '../test-store.ts'
import { applyImport } from './apply-import.ts'
import { type ImportPlan, planImport } from './plan-import.ts'

const tasks = 3
const filesOfTask = 70

let folder: Awaited<ReturnType<typeof makeFolder>>
let store: ArtifactStore
let source: string

beforeEach(async () => {
  folder = await makeFolder()
  source = join(folder.path, 'source')
  for (let task = 0; task < tasks; task++) {
    const path = join(source, 'spec', String(task))
    await mkdir(path, { recursive: true })
    await Promise.all(Array.from({ length: filesOfTask }, (_, index) => writeFile(join(path, `${index}.txt`), `${task} ${index}`)))
  }
  store = await openTestStore({ root: join(folder.path, 'store') })
})
afterEach(async () => {
  await store.close()
  await folder.remove()
})

const closed = (plan: ImportPlan) => {
  let isClosed = false
  return [{ ...plan, close: async () => void (isClosed = true) }, () => isClosed] as const
}

test('[S15] every file of an import arrives, one that is gone is named, and progress counts them all', async () => {
  const [plan, isClosed] = closed(await planImport(store, source))
  await rm(join(source, 'spec/1/7.txt'))
  const steps = applyImport(store, plan)
  const done: number[] = []
  let step = await steps.next()
  for (; step.done !== true; step = await steps.next()) done.push(step.value.done)
  const total = tasks * filesOfTask
  expect(done).toEqual(done.toSorted((a, b) => a - b))
  expect(done.at(-1)).toBe(total)
  expect(step.value).toMatchObject({ added: total - 1, unchanged: 0, skipped: [] })
  expect(step.value.failed).toMatchObject([{ path: join(source, 'spec/1/7.txt'), error: { code: 'path.unreadable' } }])
  expect((await store.info()).artifacts).toBe(total - 1)
  expect(isClosed()).toBe(true)
})

test('[S15] an import that is stopped waits for what is on its way, and nothing comes after it', async () => {
  const stop = new AbortController()
  const { items, ...planned } = await planImport(store, source)
  // As large ones, of which few are on their way at once.
  const [plan, isClosed] = closed({ ...planned, items: items.map((item) => ({ ...item, sizeBytes: 2 ** 21 })) })
  const steps = applyImport(store, plan, { signal: stop.signal })
  await steps.next()
  stop.abort()
  await expect(Array.fromAsync(steps)).rejects.toMatchObject({ name: 'AbortError' })
  expect(isClosed()).toBe(true)
  const { artifacts } = await store.info()
  expect(artifacts).toBeLessThan(tasks * filesOfTask)
  expect(artifacts).toBeGreaterThan(0)
  await store.settled()
  expect((await store.info()).artifacts).toBe(artifacts)
})
