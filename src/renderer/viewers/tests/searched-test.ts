// The test that a search over contents came upon.
import { type FindQuery, parseFindQuery } from '../lines/find/find-query.ts'
import { type KeyedTest } from './keyed-test.ts'

/** Of the tests that hold what is searched for, the one with the name, else the first; undefined when none holds it. */
export function findSearchedTest(tests: readonly KeyedTest[], find: FindQuery | undefined, near: string): KeyedTest | undefined {
  const parsed = find === undefined ? undefined : parseFindQuery(find)
  const pattern = parsed?.state === 'valid' ? parsed.pattern : undefined
  const holds = ({ key, test }: KeyedTest) =>
    pattern === undefined ||
    [key, test.file, test.message, test.trace, test.output].some((text) => text !== undefined && text.search(pattern) >= 0)
  const isNear = ({ key, test }: KeyedTest) => near !== '' && (test.name === near || key === near || near.endsWith(test.name))
  const named = tests.filter(isNear)
  return named.find(holds) ?? tests.find(holds) ?? (pattern === undefined ? undefined : named[0])
}
