// Which sign of a hunk's rows means what, told by the counts in its header: `git diff --output-indicator-new` and its like write others
// than `+`, `-` and a blank.

export type SignRole = 'new' | 'old' | 'context'
const roles: readonly SignRole[] = ['new', 'old', 'context']

/** What each sign means, by its byte. */
export type SignRoles = ReadonlyMap<number, SignRole>

/** Of a patch as git writes it: `+`, `-` and a space. */
export const usualSigns: SignRoles = new Map([
  [43, 'new'],
  [45, 'old'],
  [32, 'context'],
])

/** Rows of a hunk, as many as its header promises on either side. */
export interface SignedRows {
  oldCount: number
  newCount: number
  /** The first byte of each row. */
  signs: readonly number[]
  /** The second one, which tells a sign from a text that has lost its sign. */
  seconds: readonly number[]
}

/** More signs than these are text without signs. */
export const mostSigns = 3

/** Git writes what went before what came. */
function isInOrder(signs: readonly number[], meaning: SignRoles): boolean {
  return signs.every((sign, index) => meaning.get(sign) !== 'old' || meaning.get(signs[index - 1] ?? 0) !== 'new')
}

function fits({ oldCount, newCount, signs }: SignedRows, meaning: SignRoles): boolean {
  const counts = { new: 0, old: 0, context: 0 }
  for (const sign of signs) counts[meaning.get(sign) ?? 'context']++
  return counts.context + counts.old === oldCount && counts.context + counts.new === newCount && isInOrder(signs, meaning)
}

const isOfWords = (sign: number) => /[\da-z"'\\]/i.test(String.fromCharCode(sign))
const isPrintable = (sign: number) => sign > 32 && sign < 127
/** `[-` and `{+` begin a word that `git diff --word-diff` marks. */
const isWordMark = (sign: number, second: number) => (sign === 91 && second === 45) || (sign === 123 && second === 43)

/** Enough rows to take it for a sign: a line whose blank some tool has stripped begins with any character. */
function isEnough(sign: number, role: SignRole, hunks: readonly SignedRows[]): boolean {
  if (!isPrintable(sign)) return false
  const seconds = hunks.flatMap((hunk) => hunk.seconds.filter((_, row) => hunk.signs[row] === sign))
  if (seconds.every((second) => isWordMark(sign, second))) return false
  if (role !== 'context') return seconds.length >= (isOfWords(sign) ? 2 : 1)
  return seconds.length >= (isOfWords(sign) ? 6 : 2) && new Set(seconds).size > 1
}

function* assignments(signs: readonly number[], known: SignRoles, free: readonly SignRole[]): Generator<Map<number, SignRole>> {
  const [sign, ...others] = signs
  if (sign === undefined) {
    yield new Map()
    return
  }
  for (const meaning of assignments(others, known, free)) {
    const taken = new Set(meaning.values())
    const own = known.get(sign)
    for (const role of own === undefined ? free : [own]) if (!taken.has(role)) yield new Map([...meaning, [sign, role]])
  }
}

/**
 * Every meaning of the signs with which all hunks agree with their headers. Signs that are known keep theirs, and no other sign means
 * the same as one that was `used`. None: these are no signs. Several: the counts do not tell.
 */
export function possibleRoles(hunks: readonly SignedRows[], known: SignRoles, used: ReadonlySet<number>): SignRoles[] {
  const signs = [...new Set(hunks.flatMap((hunk) => hunk.signs))]
  if (signs.length > mostSigns) return []
  const taken = new Set(Array.from(used, (sign) => known.get(sign)))
  const free = roles.filter((role) => !taken.has(role))
  return [...assignments(signs, known, free)].filter((meaning) => hunks.every((hunk) => fits(hunk, meaning)))
}

/** Whether enough of the rows speak for what a meaning says of signs that were not known. */
export function isBelievable(meaning: SignRoles, known: SignRoles, hunks: readonly SignedRows[]): boolean {
  return [...meaning].every(([sign, role]) => known.has(sign) || isEnough(sign, role, hunks))
}
