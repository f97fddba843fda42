// Failing tests with the same cause: the same message once what changes from run to run is masked.
import { withoutTerminalCodes } from '../../../shared/terminal-text.ts'
import { type TestCase } from '../../../shared/test-report.ts'
import { type KeyedTest } from './keyed-test.ts'
import { type Slices } from './slices.ts'

export interface ErrorGroup {
  key: string
  /** The message of the first test, as it stands there. */
  message: string
  tests: KeyedTest[]
}

const longestMessage = 300
/** To mask one message takes as long as to pass by hundreds. */
const testsBetween = 50
const masks: readonly [RegExp, string][] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?\b/g, '<time>'],
  [/\b0x[0-9a-f]+\b/gi, '<address>'],
  [/\b[0-9a-f]{12,}\b/gi, '<id>'],
  [/(?:[A-Za-z]:)?(?:[\\/][\w.@+~-]+){2,}/g, '<path>'],
  [/\b\d+(?:\.\d+)?\s?(?:ns|µs|us|ms|s|sec|seconds|m|min|minutes)\b/g, '<duration>'],
  [/\d+(?:[.,]\d+)*/g, '<number>'],
  [/\s+/g, ' '],
]

/** What a failure says first. Of a trace alone, the line that names the exception: Python's stands last, all others' first. */
export function failureMessage({ message = '', trace = '' }: TestCase): string {
  const isPython = trace.includes('Traceback (most recent call last)')
  const traceLines = trace.split('\n')
  const lines = [...message.split('\n'), ...(isPython ? traceLines.toReversed() : traceLines)]
  const told = lines.map((line) => withoutTerminalCodes(line).trim()).find((line) => /\p{L}/u.test(line))
  return told === undefined ? '' : told.slice(0, longestMessage)
}

export function maskMessage(message: string): string {
  return masks.reduce((text, [pattern, mask]) => text.replace(pattern, mask), message).trim()
}

/** Groups of the failing ones among the tests, the largest first. */
export function* groupByError(tests: readonly KeyedTest[]): Slices<ErrorGroup[]> {
  const groups = new Map<string, ErrorGroup>()
  for (const [index, keyed] of tests.entries()) {
    if (index % testsBetween === 0) yield
    if (keyed.test.status !== 'failed' && keyed.test.status !== 'errored') continue
    const message = failureMessage(keyed.test)
    const masked = maskMessage(message)
    const group = groups.get(masked)
    if (group === undefined) groups.set(masked, { key: `error\n${masked}`, message, tests: [keyed] })
    else group.tests.push(keyed)
  }
  return Array.from(groups.values()).toSorted((a, b) => b.tests.length - a.tests.length)
}
