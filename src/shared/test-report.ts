// One model for every test-report format.
import { z } from 'zod'
import { completenessSchema, factsNoteSchema, type TestFacts } from './facts.ts'
import { testName } from './test-key.ts'

/** `errored`: it did not get to its assertion. */
export const testStatusSchema = z.enum(['passed', 'failed', 'errored', 'skipped'])
export type TestStatus = z.infer<typeof testStatusSchema>

/** A file or text that a test left beside its result; the report has only its name, and where it lay. */
export const testAttachmentSchema = z.object({
  name: z.string(),
  mimeType: z.string().optional(),
  /** On the machine that ran the test. */
  path: z.string().optional(),
})
export type TestAttachment = z.infer<typeof testAttachmentSchema>

/** One test as the report has it; what the report does not say is absent. */
export const testCaseSchema = z.object({
  name: z.string(),
  /** Outermost suite first; file, class and describe names as the source gives them. */
  suite: z.array(z.string()),
  status: testStatusSchema,
  durationMs: z.number().nonnegative().optional(),
  /** The first line or lines of what went wrong, or the reason of a skip. */
  message: z.string().optional(),
  /** Stack trace or the whole failure text. */
  trace: z.string().optional(),
  /** What the test wrote, if the report has it. */
  output: z.string().optional(),
  file: z.string().optional(),
  /** From 1. */
  line: z.number().int().positive().optional(),
  /** Further runs of the same test after the first. */
  retries: z.number().int().positive().optional(),
  attachments: z.array(testAttachmentSchema).optional(),
})
export type TestCase = z.infer<typeof testCaseSchema>

/** A test report as read: the totals say what is known, `cases` holds what the source lists one by one. */
export const testReportSchema = z.object({
  format: z.string(),
  completeness: completenessSchema,
  totals: z.object({
    total: z.number().int().nonnegative().nullable(),
    passed: z.number().int().nonnegative().nullable(),
    failed: z.number().int().nonnegative().nullable(),
    skipped: z.number().int().nonnegative().nullable(),
    errored: z.number().int().nonnegative().nullable(),
  }),
  durationMs: z.number().nonnegative().nullable(),
  cases: z.array(testCaseSchema),
  notes: z.array(factsNoteSchema),
})
export type TestReport = z.infer<typeof testReportSchema>
/** Null where the report does not say. */
export type TestTotals = TestReport['totals']

/** A report with some of its cases; `next` is the index of the first one after them, null behind the last. */
export const reportPageSchema = testReportSchema.extend({ next: z.number().int().positive().nullable() })
export type ReportPage = z.infer<typeof reportPageSchema>

const factsFailures = 100

/** The facts that a report amounts to. */
export function summarizeReport(report: TestReport): TestFacts {
  const failing = report.cases.filter(({ status }) => status === 'failed' || status === 'errored')
  return {
    format: report.format,
    completeness: report.completeness,
    ...report.totals,
    durationMs: report.durationMs,
    failures: failing.slice(0, factsFailures).map((test) => ({
      name: testName(test),
      ...(test.message === undefined ? {} : { message: test.message.slice(0, 300) }),
    })),
    notes: report.notes,
  }
}
