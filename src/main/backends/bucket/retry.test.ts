import { afterEach, beforeEach, expect, test } from 'vitest'
import { VitrineError } from '../../../shared/errors.ts'
import { pace, retrying, TransientFault } from './retry.ts'

const usual = { ...pace }
beforeEach(() => {
  Object.assign(pace, { firstPauseMs: 1, longestPauseMs: 8 })
})
afterEach(() => {
  Object.assign(pace, usual)
})

const failure = new VitrineError('store.unreachable', { uri: 's3://bucket', reason: 'it is busy' })
const failing = (times: number) => {
  let tries = 0
  return {
    work: async () => {
      if (++tries <= times) throw new TransientFault(failure)
      return tries
    },
    tries: () => tries,
  }
}

test('work is tried again until it succeeds', async () => {
  expect(await retrying(failing(3).work, { attempts: 5 })).toBe(4)
})

test('after so many tries the failure itself is thrown', async () => {
  const { work, tries } = failing(Infinity)
  await expect(retrying(work, { attempts: 5 })).rejects.toBe(failure)
  expect(tries()).toBe(5)
})

test('what another try cannot mend is thrown at once', async () => {
  let tries = 0
  const work = async () => {
    tries++
    throw new VitrineError('store.denied', { path: 's3://bucket', operation: 'read' })
  }
  await expect(retrying(work, { attempts: 5 })).rejects.toMatchObject({ code: 'store.denied' })
  expect(tries).toBe(1)
})

test('whoever stops waiting is not kept waiting', async () => {
  Object.assign(pace, { firstPauseMs: 60_000, longestPauseMs: 60_000 })
  const abort = new AbortController()
  const { work, tries } = failing(Infinity)
  const waiting = retrying(work, { attempts: 5, signal: abort.signal })
  setTimeout(() => abort.abort(), 20)
  await expect(waiting).rejects.toThrow(/abort/i)
  expect(tries()).toBe(1)
})
