// Counts of a test run, read from the JSON report of its runner.
import { existsSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'

export interface TestCounts {
  passed: number
  failed: number
  /** What was not run, and why where that is known. */
  skipped: string[]
  /** What passed only when it was tried again, and how it failed before: a chance that its author has to find. */
  triedAgain: string[]
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) })),
    }),
  ),
})

/** A file that failed outside its tests (it could not be imported, a hook threw) counts as one failed test. */
export function countVitest(report: unknown): TestCounts {
  const files = vitestReport.parse(report).testResults
  const tests = files.flatMap(({ assertionResults }) => assertionResults)
  const failed = tests.filter(({ status }) => status === 'failed').length
  const failedFiles = files.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  ).length
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: failed + failedFiles,
    skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName),
    triedAgain: tests
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages[0]}`),
  }
}

const playwrightTest = z.object({
  status: z.string(),
  annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })),
  results: z.array(z.object({ error: z.object({ message: z.string() }).optional() })),
})
const playwrightSpec = z.object({ title: z.string(), tests: z.array(playwrightTest) })

interface PlaywrightSuite {
  specs: z.infer<typeof playwrightSpec>[]
  suites?: PlaywrightSuite[] | undefined
}

const playwrightSuite: z.ZodType<PlaywrightSuite> = z.lazy(() =>
  z.object({
    specs: z.array(playwrightSpec),
    suites: z.array(playwrightSuite).optional(),
  }),
)
const playwrightReport = z.object({ suites: z.array(playwrightSuite), errors: z.array(z.unknown()) })

/** A story that passed only when it was tried again counts as passed, and is named; an error outside of all stories counts as failed. */
export function countPlaywright(report: unknown): TestCounts {
  const { suites, errors } = playwrightReport.parse(report)
  const counts: TestCounts = { passed: 0, failed: errors.length, skipped: [], triedAgain: [] }
  for (const { title, tests } of suites.flatMap(listSpecs)) {
    for (const { status, annotations, results } of tests) {
      const reason = annotations.find(({ type }) => type === 'skip')?.description
      if (status === 'skipped') counts.skipped.push(reason === undefined ? title : `${title}: ${reason}`)
      else if (status === 'unexpected') counts.failed++
      else counts.passed++
      if (status === 'flaky')
        counts.triedAgain.push(`${title}: ${stripVTControlCharacters(results[0]?.error?.message ?? 'for no known reason')}`)
    }
  }
  return counts
}

function listSpecs(suite: PlaywrightSuite): PlaywrightSuite['specs'] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(listSpecs)]
}

/** The counts of a report file. A runner that failed without a failing test, or wrote no report, counts as one failed test. */
export function readCounts(path: string, count: (report: unknown) => TestCounts, exitCode: number | null): TestCounts {
  const counts = existsSync(path) ? count(JSON.parse(readFileSync(path, 'utf8'))) : { passed: 0, failed: 0, skipped: [], triedAgain: [] }
  const isUnexplained = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0)
  return isUnexplained ? { ...counts, failed: 1 } : counts
}

/** The closing line of a whole run. */
export function formatClosingLine(counts: readonly TestCounts[]): string {
  const sum = (pick: (each: TestCounts) => number) => counts.reduce((total, each) => total + pick(each), 0)
  const skipped = sum((each) => each.skipped.length)
  const line = `${sum((each) => each.passed)} passed, ${sum((each) => each.failed)} failed`
  return skipped === 0 ? line : `${line}, ${skipped} skipped`
}
