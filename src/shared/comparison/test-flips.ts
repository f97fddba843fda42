// How the tests of one report went in another: which broke, which were fixed, and what neither report can tell.
import { t } from '../language/translate.ts'
import { z } from 'zod'
import { testReportSchema, testStatusSchema, type TestStatus } from '../test-report.ts'

const count = z.number().int().nonnegative()

/** What became of a test, in the order in which a reviewer asks. */
export const testFlipSchema = z.enum([
  /** It passed or was skipped, and fails now. */
  'broke',
  'still-failing',
  /** It failed, and passes now. */
  'fixed',
  /** It passed or failed, and is skipped now. */
  'newly-skipped',
  /** One of the two runs did not come to it: no test ran, or what holds it did not start. */
  'never-ran',
  /** The second report lists all its tests, and this is none of them. */
  'removed',
  /** The first report lists all its tests, and this is none of them. */
  'added',
  /** One of the two reports does not list it and does not list everything: what became of it is unknown. */
  'unlisted',
  /** It was skipped, and passes now. */
  'unskipped',
  'still-passing',
  'still-skipped',
])
export type TestFlip = z.infer<typeof testFlipSchema>
/** In the order in which a reviewer asks. */
export const testFlips = testFlipSchema.options

/** Flips that are no change. */
export const steadyFlips: readonly TestFlip[] = ['still-passing', 'still-skipped']

const wordsOfFlip: Record<TestFlip, string> = {
  broke: t('broke'),
  'still-failing': t('still failing'),
  fixed: t('fixed'),
  'newly-skipped': t('newly skipped'),
  'never-ran': t('never ran'),
  removed: t('removed'),
  added: t('added'),
  unlisted: t('unknown'),
  unskipped: t('no longer skipped'),
  'still-passing': t('still passing'),
  'still-skipped': t('still skipped'),
}

/** The flip as people say it. */
export function flipWords(flip: TestFlip): string {
  return wordsOfFlip[flip]
}

const wordsOfStatus: Record<TestStatus, string> = { passed: 'pass', failed: 'fail', errored: 'fail', skipped: 'skip' }

/** The same as SWE-bench writes it: `fail→pass`; a dash stands for a side that does not list the test. */
export function flipTransition({ first, second }: Pick<FlippedTest, 'first' | 'second'>): string {
  return `${first === null ? '–' : wordsOfStatus[first]}→${second === null ? '–' : wordsOfStatus[second]}`
}

/** One test in both reports. */
export const flippedTestSchema = z.object({
  flip: testFlipSchema,
  name: z.string(),
  suite: z.array(z.string()),
  /** Null where that report does not list the test. */
  first: testStatusSchema.nullable(),
  second: testStatusSchema.nullable(),
  /** The test's key in each report (test-key.ts); absent where it is not listed. */
  firstKey: z.string().optional(),
  secondKey: z.string().optional(),
  firstMs: z.number().nonnegative().optional(),
  secondMs: z.number().nonnegative().optional(),
  /** It took at least twice as long, by an amount that is no accident. */
  isSlower: z.boolean(),
  /** What the latest failure says: the second report's, else the first's. */
  message: z.string().optional(),
  /** The two reports write the test's name in different ways: it was told by what stays of it. */
  isByLikeness: z.boolean(),
})
export type FlippedTest = z.infer<typeof flippedTestSchema>

/** How far one of the two reports can be relied on. */
export const flipSideSchema = testReportSchema
  .pick({ format: true, completeness: true, totals: true, durationMs: true, notes: true })
  .extend({
    /** Tests that it names one by one. */
    listed: count,
    /** It names every test that it counts, so that a test it does not name was none of them. */
    isWhole: z.boolean(),
    /** Its run ended before any test. */
    ranNone: z.boolean(),
  })
export type FlipSide = z.infer<typeof flipSideSchema>

/** Two reports, and what became of each test between them. */
export const testComparisonSchema = z.object({
  first: flipSideSchema,
  second: flipSideSchema,
  /** Reports of different kinds name tests differently, so a test that only one names may be in the other by another name. */
  isSameFormat: z.boolean(),
  counts: z.record(testFlipSchema, count),
  slower: count,
  /** All that changed, the worst first, then what stayed as it was. */
  tests: z.array(flippedTestSchema),
  /** Unchanged tests that are counted and not listed here, as there are too many. */
  leftOut: count,
})
export type TestComparison = z.infer<typeof testComparisonSchema>
