// Random choices that can be made again: one seed, one course.

export interface Random {
  /** From 0 up to, not including, `limit`. */
  integer: (limit: number) => number
  pick: <T>(from: readonly T[]) => T
  chance: (ratio: number) => boolean
  bytes: (length: number) => Uint8Array
  /** A course of its own, so that one part's choices do not depend on how many another made. */
  fork: (label: string) => Random
}

/** The seed that `TEST_SEED` names, or one of this moment where that says `random`; `usual` where it is absent. */
export function chooseSeed(usual = '1'): number {
  const wanted = process.env['TEST_SEED'] ?? usual
  if (wanted === 'random') return 1 + Math.floor(Math.random() * (2 ** 31 - 1))
  const seed = Number(wanted)
  if (Number.isSafeInteger(seed) && seed > 0) return seed
  throw new Error(`TEST_SEED is a whole number above 0, or "random", and not "${wanted}"`)
}

/** Mulberry32: numbers from 0 up to, not including, 1; the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function openRandom(seed: number): Random {
  const next = randomFrom(seed)
  const integer = (limit: number) => Math.floor(next() * limit)
  return {
    integer,
    pick: (from) => {
      const picked = from[integer(from.length)]
      if (picked === undefined) throw new RangeError('there is nothing to pick from')
      return picked
    },
    chance: (ratio) => next() < ratio,
    bytes: (length) => Uint8Array.from({ length }, () => integer(256)),
    fork: (label) => {
      let forked = seed
      for (const character of label) forked = Math.imul(forked ^ (character.codePointAt(0) ?? 0), 0x01000193) + 0x9e3779b9
      return openRandom(forked)
    },
  }
}
