import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openBriefCalls } from './brief-calls.ts'

/** A clock that only its disk moves. */
function openSlowDisk() {
  let at = 0
  const made: ('at once' | 'in the pool')[] = []
  const calls = openBriefCalls(() => at)
  const call = (takesMs: number) =>
    calls.run(
      () => {
        at += takesMs
        made.push('at once')
      },
      async () => void made.push('in the pool'),
    )
  return { call, made, at: () => at }
}

test('calls that are over at once are made at once', async () => {
  const disk = openSlowDisk()
  for (let count = 0; count < 100; count++) await disk.call(0.01)
  expect(new Set(disk.made)).toEqual(new Set(['at once']))
})

test('after a slow call the next ones wait in the pool, and then it is tried again', async () => {
  const disk = openSlowDisk()
  await disk.call(8)
  for (let count = 0; count < 65; count++) await disk.call(0.01)
  expect(disk.made).toEqual(['at once', ...Array.from({ length: 64 }, () => 'in the pool'), 'at once'])
})

test('calls that are many let others have their turn', async () => {
  const disk = openSlowDisk()
  const all = Promise.all(Array.from({ length: 40 }, () => disk.call(1)))
  await Promise.resolve()
  expect(disk.at()).toBe(10)
  await setImmediate()
  await setImmediate()
  expect(disk.at()).toBeGreaterThan(10)
  await all
  expect(disk.made.length).toBe(40)
})

test('a call that fails says why', async () => {
  const calls = openBriefCalls()
  const fail = (): never => {
    throw new Error('no such file')
  }
  await expect(calls.run(fail, async () => undefined)).rejects.toThrow('no such file')
})
