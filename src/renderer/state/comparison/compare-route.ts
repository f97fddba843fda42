// The addresses of comparisons: two attempts of a task, what of them is compared, and the place in it.

export const compareSections = ['artifacts', 'tests', 'diff', 'log'] as const
export type CompareSection = (typeof compareSections)[number]

export interface CompareDestination {
  at: 'compare'
  specName: string
  taskId: string
  /** Versions of the two attempts; the same one where two artifacts of one attempt are compared. */
  first: number
  second: number
  /** Absent: what tells most of the two. */
  show?: CompareSection
  /** Names of the artifacts that are compared; absent: those that belong together. */
  firstName?: string
  secondName?: string
  /** A place in the comparison, in the words of its section. */
  place?: string
}

/** The parts of the path behind `/compare`. */
export function comparePath({ specName, taskId, first, second }: CompareDestination): (string | number)[] {
  return [specName, taskId, first, second]
}

export function compareQuery({ show, firstName, secondName }: CompareDestination): [string, string][] {
  return [
    ...(show === undefined ? [] : [['show', show] satisfies [string, string]]),
    ...(firstName === undefined ? [] : [['first', firstName.toWellFormed()] satisfies [string, string]]),
    ...(secondName === undefined ? [] : [['second', secondName.toWellFormed()] satisfies [string, string]]),
  ]
}

/** The version that a segment of an address names. */
export function parseVersion(segment: string | undefined): number | undefined {
  const version = Number(segment)
  return /^[1-9][0-9]*$/.test(segment ?? '') && Number.isSafeInteger(version) ? version : undefined
}

export function parseCompare(segments: readonly string[]): CompareDestination | undefined {
  const [specName, taskId] = segments
  const [first, second] = [parseVersion(segments[2]), parseVersion(segments[3])]
  if (specName === undefined || taskId === undefined || first === undefined || second === undefined) return undefined
  return segments.length === 4 ? { at: 'compare', specName, taskId, first, second } : undefined
}

/** What query and fragment add to it. */
export function withCompareQuery(to: CompareDestination, query: URLSearchParams, place: string): CompareDestination {
  const show = compareSections.find((section) => section === query.get('show'))
  const [firstName, secondName] = [query.get('first') ?? '', query.get('second') ?? '']
  return {
    ...to,
    ...(show === undefined ? {} : { show }),
    ...(firstName === '' ? {} : { firstName }),
    ...(secondName === '' ? {} : { secondName }),
    ...(place === '' ? {} : { place }),
  }
}
