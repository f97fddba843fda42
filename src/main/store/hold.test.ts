import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openHold } from './hold.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('work that can wait begins when nothing comes for a moment', () => {
  let ends = 0
  const hold = openHold(() => ends++)
  for (let came = 0; came < 5; came++) {
    hold.extend()
    vi.advanceTimersByTime(40)
    expect([hold.isOn(), ends]).toEqual([true, 0])
  }
  vi.advanceTimersByTime(10)
  expect([hold.isOn(), ends]).toEqual([false, 1])
})

test('what comes within some seconds comes whole before work begins', () => {
  let ends = 0
  const hold = openHold(() => ends++)
  for (let cameMs = 0; cameMs < 9000; cameMs += 40) {
    hold.extend()
    vi.advanceTimersByTime(40)
  }
  expect([hold.isOn(), ends]).toEqual([true, 0])
})

test('while ever more comes, work has about half of the time', () => {
  const hold = openHold(() => undefined)
  let held = 0
  const steps = 10_000
  for (let step = 0; step < steps; step++) {
    hold.extend()
    if (hold.isOn()) held++
    vi.advanceTimersByTime(10)
  }
  expect(held / steps).toBeGreaterThan(0.4)
  expect(held / steps).toBeLessThan(0.7)
})
