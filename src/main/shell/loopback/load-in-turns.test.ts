import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLoading } from './load-in-turns.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** Three parts that say when they are loaded. */
function makeParts() {
  const loaded: number[] = []
  return { loaded, parts: [1, 2, 3].map((part) => () => loaded.push(part)) }
}

async function someTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await setImmediate()
}

test('all is loaded soon when no window comes', async () => {
  const { loaded, parts } = makeParts()
  const loading = createLoading().load(parts)
  await someTurns()
  expect(loaded).toEqual([])
  await vi.advanceTimersByTimeAsync(60)
  await loading
  expect(loaded).toEqual([1, 2, 3])
})

test('a window that comes at once has its page before anything is loaded', async () => {
  const { loaded, parts } = makeParts()
  const { answer, load } = createLoading()
  const loading = load(parts)
  const page = Promise.withResolvers<string>()
  const answered = answer(page.promise)
  await someTurns()
  expect(loaded).toEqual([])
  page.resolve('page')
  expect(await answered).toBe('page')
  await loading
  expect(loaded).toEqual([1, 2, 3])
})

test('a file that is asked for meanwhile is there before the next part is loaded, or cannot be had', async () => {
  const { loaded, parts } = makeParts()
  const { answer, load } = createLoading()
  const file = Promise.withResolvers<string>()
  const asked: Promise<unknown>[] = []
  const loading = load([() => asked.push(answer(file.promise)), ...parts])
  await vi.advanceTimersByTimeAsync(60)
  await someTurns()
  expect(asked).toHaveLength(1)
  expect(loaded).toEqual([])
  file.reject(new Error('gone'))
  await expect(asked[0]).rejects.toThrow('gone')
  await loading
  expect(loaded).toEqual([1, 2, 3])
})
