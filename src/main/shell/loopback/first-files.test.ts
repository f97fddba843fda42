import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { awaitFirstFiles } from './first-files.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Asks for these one after the other, and tells after how many milliseconds the core may be loaded. */
async function waitedAfter(...asked: [afterMs: number, pathname: string][]): Promise<number> {
  const files = awaitFirstFiles()
  const startedAt = Date.now()
  const waitedMs: number[] = []
  void files.sent.then(() => waitedMs.push(Date.now() - startedAt))
  for (const [afterMs, pathname] of asked) {
    await vi.advanceTimersByTimeAsync(afterMs)
    files.asked(pathname)
  }
  for (let step = 0; waitedMs.length === 0 && step < 1000; step++) await vi.advanceTimersByTimeAsync(1)
  return waitedMs[0] ?? Infinity
}

test('the core is loaded soon when no window comes', async () => {
  expect(await waitedAfter()).toBe(150)
})

test('a window that comes at once has its files before the core is loaded, and the core does not wait for more', async () => {
  expect(await waitedAfter([20, '/'], [200, '/assets/react.js'], [2, '/assets/window.js'], [1, '/assets/style.css'])).toBe(233)
})

test('a page whose files nobody asks for does not hold the core back', async () => {
  expect(await waitedAfter([20, '/spec/a'])).toBe(320)
})
