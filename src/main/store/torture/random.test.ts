import { nat, readConfigureGlobal, sample } from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { chooseSeed, openRandom } from './random.ts'

describe('the seed of random tests', () => {
  beforeEach(() => void vi.stubEnv('TEST_SEED', undefined))
  afterEach(() => void vi.unstubAllEnvs())

  it('is the same in every run, unless TEST_SEED names another or says "random"', () => {
    expect([chooseSeed(), chooseSeed()]).toEqual([1, 1])
    vi.stubEnv('TEST_SEED', '7')
    expect([chooseSeed(), chooseSeed('random')]).toEqual([7, 7])
    vi.stubEnv('TEST_SEED', 'random')
    expect(chooseSeed()).not.toBe(chooseSeed())
  })

  it.each(['', '0', '-1', '1.5', 'often'])('is not "%s"', (seed) => {
    vi.stubEnv('TEST_SEED', seed)
    expect(() => chooseSeed()).toThrow(`and not "${seed}"`)
  })
})

it('properties have one, and try the same values again', () => {
  expect(readConfigureGlobal().seed).toBeTypeOf('number')
  expect(sample(nat(), 20)).toEqual(sample(nat(), 20))
})

it('one seed is one course, and its parts do not depend on what others chose', () => {
  const choices = (early: number) => {
    const random = openRandom(3)
    for (let count = 0; count < early; count++) random.integer(9)
    const part = random.fork('part')
    return Array.from({ length: 9 }, () => part.integer(1000))
  }
  expect(choices(0)).toEqual(choices(5))
})
