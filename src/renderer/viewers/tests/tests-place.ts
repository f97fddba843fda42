// How a report is looked at, as the route names it: `show:failed/by:error/test:suite › name`. What is as usual is left out.

export type OutcomeFilter = 'failed' | 'passed' | 'skipped'
export type TestArrangement = 'suite' | 'list' | 'error'
export type TestSort = 'failed-first' | 'slowest' | 'reported' | 'name'

export interface TestsPlace {
  /** Outcomes to show; empty for all. */
  show: readonly OutcomeFilter[]
  by: TestArrangement
  sort: TestSort
  /** Words that the suite, name or message must hold. */
  find: string
  /** Only tests that took at least so long, in milliseconds; 0 for all, whether their time is known or not. */
  slower: number
  /**
   * The name of a test that a search came upon: of the tests that hold what is searched, the one of that name is opened, or the first. Empty
   * for the first.
   */
  near: string | undefined
  /** Key of the test that is open. */
  test: string | undefined
}

export const outcomeFilters = ['failed', 'passed', 'skipped'] as const satisfies readonly OutcomeFilter[]
export const testArrangements = ['suite', 'list', 'error'] as const satisfies readonly TestArrangement[]
export const testSorts = ['failed-first', 'slowest', 'reported', 'name'] as const satisfies readonly TestSort[]
export const usualTestsPlace: TestsPlace = {
  show: [],
  by: 'suite',
  sort: 'failed-first',
  find: '',
  slower: 0,
  near: undefined,
  test: undefined,
}

/** A place that names nothing known is the usual one, never an error. */
export function parseTestsPlace(text: string | undefined): TestsPlace {
  const place = { ...usualTestsPlace }
  let rest = text ?? ''
  while (rest !== '') {
    // A test's key may hold any character, so it comes last and is taken as it is.
    if (rest.startsWith('test:')) return { ...place, test: rest.slice('test:'.length) }
    const end = rest.indexOf('/')
    const [name, value] = splitOnce(end === -1 ? rest : rest.slice(0, end))
    rest = end === -1 ? '' : rest.slice(end + 1)
    if (name === 'show') place.show = outcomeFilters.filter((outcome) => value.split(',').includes(outcome))
    else if (name === 'by') place.by = testArrangements.find((each) => each === value) ?? place.by
    else if (name === 'sort') place.sort = testSorts.find((each) => each === value) ?? place.sort
    else if (name === 'find') place.find = unescapePart(value)
    else if (name === 'slower') place.slower = /^\d{1,9}$/.test(value) ? Number(value) : 0
    else if (name === 'near') place.near = unescapePart(value)
  }
  return place
}

export function formatTestsPlace(place: TestsPlace): string | undefined {
  const parts = [
    place.show.length === 0 ? undefined : `show:${place.show.join(',')}`,
    place.by === usualTestsPlace.by ? undefined : `by:${place.by}`,
    place.sort === usualTestsPlace.sort ? undefined : `sort:${place.sort}`,
    place.find === '' ? undefined : `find:${escapePart(place.find)}`,
    place.slower === 0 ? undefined : `slower:${place.slower}`,
    place.near === undefined ? undefined : `near:${escapePart(place.near)}`,
    place.test === undefined ? undefined : `test:${place.test}`,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : parts.join('/')
}

const escapePart = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1')
const unescapePart = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~')

function splitOnce(part: string): [string, string] {
  const colon = part.indexOf(':')
  return colon === -1 ? [part, ''] : [part.slice(0, colon), part.slice(colon + 1)]
}
