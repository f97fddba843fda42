// Failing tests of the same attempt, at the lines of the diff that they lead to.
import { type HunkHeader } from '../../../../shared/patch/hunk-header.ts'

export interface FailingTest {
  /** The test's name without its suites. */
  name: string
  /** With its suites. */
  whole: string
  /** Address of the test in its report. */
  href: string
  path: string
  /** Which of the diff's patches of this path, from 1. */
  nth: number
  /** In the new file; undefined when the test leads to the file only. */
  line: number | undefined
  /** Address of that line in this diff. */
  lineHref: string
  /** How sure the link is, in a few words and in a sentence. */
  sureness: { short: string; long: string }
}

export interface FailingTests {
  /** The surest first; a test stands once for each place it leads to. */
  tests: readonly FailingTest[]
  /** Different tests among them. */
  count: number
  byFile: ReadonlyMap<string, readonly FailingTest[]>
}

/** They are looked for: something failed, and where it leads is not known yet. */
export type FailingAwaited = 'awaited'

const fileKey = (path: string, nth: number) => `${nth} ${path}`

export function indexFailing(tests: readonly FailingTest[]): FailingTests {
  return {
    tests,
    count: new Set(tests.map(({ href }) => href)).size,
    byFile: Map.groupBy(tests, ({ path, nth }) => fileKey(path, nth)),
  }
}

/** Those whose line a hunk shows, each test once. */
export function failingInHunk(
  failing: FailingTests | undefined,
  file: { path: string },
  nth: number,
  header: HunkHeader | undefined,
): readonly FailingTest[] {
  const inFile = failing?.byFile.get(fileKey(file.path, nth))
  if (inFile === undefined || header === undefined) return []
  const { start, count } = header.new
  const inHunk = inFile.filter(({ line }) => line !== undefined && line >= start && line < start + count)
  return [...new Map(inHunk.toReversed().map((test) => [test.href, test])).values()].toReversed()
}
