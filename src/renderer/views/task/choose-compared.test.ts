import { describe, expect, it } from 'vitest'
import { chooseCompared } from './choose-compared.ts'

const attempt = (version: number) => ({ version })
const attempts = [5, 3, 1].map(attempt)
const choose = (chosen: number | undefined, ...selected: number[]) =>
  chooseCompared(attempts, chosen === undefined ? undefined : attempt(chosen), selected.map(attempt))

describe('the attempts to compare', () => {
  it('are the chosen one and the one before it', () => {
    expect(choose(5)).toEqual({ first: 3, second: 5 })
    expect(choose(3)).toEqual({ first: 1, second: 3 })
  })

  it('are the first one and the next where none is before it', () => {
    expect(choose(1)).toEqual({ first: 1, second: 3 })
  })

  it('are the two that are selected, the older one first', () => {
    expect(choose(3, 5, 1)).toEqual({ first: 1, second: 5 })
    expect(choose(3, 5)).toEqual({ first: 3, second: 5 })
  })

  it('are none where there is but one, or where more than two are selected', () => {
    expect(chooseCompared([attempt(1)], attempt(1), [])).toBeUndefined()
    expect(choose(3, 5, 3, 1)).toBeUndefined()
    expect(choose(undefined)).toBeUndefined()
  })
})
