// How the tests of a comparison are looked at, as the route names it: `show:broke,fixed/find:words/test:key`.
import { type FlippedTest, steadyFlips, type TestFlip, testFlips } from '../../../shared/comparison/test-flips.ts'

/** A flip, or that the test takes twice as long. */
export type FlipFilter = TestFlip | 'slower'

export interface FlipsPlace {
  /** Empty: all that changed. */
  show: readonly FlipFilter[]
  /** Words that the suite, name or message must hold. */
  find: string
  /** Key of the test that is open. */
  test: string | undefined
}

export const flipFilters: readonly FlipFilter[] = [...testFlips, 'slower']

export function parseFlipsPlace(text: string | undefined): FlipsPlace {
  const place: FlipsPlace = { show: [], find: '', test: undefined }
  let rest = text ?? ''
  while (rest !== '') {
    // A test's key may hold any character, so it comes last and is taken as it is.
    if (rest.startsWith('test:')) return { ...place, test: rest.slice('test:'.length) }
    const end = rest.indexOf('/')
    const part = end === -1 ? rest : rest.slice(0, end)
    rest = end === -1 ? '' : rest.slice(end + 1)
    const value = part.slice(part.indexOf(':') + 1)
    if (part.startsWith('show:')) place.show = flipFilters.filter((flip) => value.split(',').includes(flip))
    else if (part.startsWith('find:')) place.find = value.replaceAll('~1', '/').replaceAll('~0', '~')
  }
  return place
}

export function formatFlipsPlace({ show, find, test }: FlipsPlace): string | undefined {
  const parts = [
    show.length === 0 ? undefined : `show:${show.join(',')}`,
    find === '' ? undefined : `find:${find.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    test === undefined ? undefined : `test:${test}`,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : parts.join('/')
}

/** What the route calls a test of the comparison: its key in the second report, or in the first where the second does not have it. */
export function flipKey({ firstKey, secondKey }: FlippedTest): string {
  return secondKey ?? `< ${firstKey ?? ''}`
}

/** The tests that the place asks for, in their order. */
export function selectFlips(tests: readonly FlippedTest[], { show, find }: Pick<FlipsPlace, 'show' | 'find'>): FlippedTest[] {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean)
  return tests.filter((test) => {
    const isShown =
      show.length === 0
        ? !steadyFlips.includes(test.flip) || test.isSlower
        : show.includes(test.flip) || (test.isSlower && show.includes('slower'))
    if (!isShown || words.length === 0) return isShown
    const text = [...test.suite, test.name, test.message ?? ''].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
