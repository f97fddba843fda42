// What was computed from an artifact's content. Derived: it lives in the catalog only and can be computed again.
import { z } from 'zod'

const count = z.number().int().nonnegative()

/** Something the reader of the facts must know to trust them no further than they go. */
export const factsNoteSchema = z.object({
  code: z.enum([
    /** Text without a unified diff in it; `detail` names the form of one that tells of changes in another. */
    'diff.none',
    /** A hunk's header disagrees with the lines that follow; the lines were counted. */
    'diff.inconsistent',
    /** Another form (context, normal) was read as the unified diff that says the same; `detail` names the command that writes it. */
    'diff.context-format',
    /** Colour codes were removed before reading. */
    'diff.ansi-stripped',
    /** What stood before each line (a graph, a quotation, an indentation) was removed before reading. */
    'diff.prefix-stripped',
    /** A mail's encodings (quoted-printable, base64, words of its head) were undone before reading. */
    'diff.mail-decoded',
    /** Its changes stood within the lines (`git diff --word-diff`) and were made lines before reading. */
    'diff.words-made-lines',
    /** Its rows have other signs than `+` and `-`, which were replaced before reading; `detail` names them. */
    'diff.signs-replaced',
    /** Its rows have other signs, and the counts of its hunks do not tell which is which. */
    'diff.signs-unclear',
    /** The report cannot be parsed; `detail` has the parser's words and place. */
    'report.malformed',
    /** No known report format. */
    'report.unknown-format',
    /** The report is empty. */
    'report.empty',
    /** The report declares an external entity. It was not fetched. */
    'report.external-entity',
    /** Read by bending the format's rules, e.g. a wrong encoding name. */
    'report.lenient',
    /** A JSON report over the size that is parsed whole, or with such a line; its counts are unknown. */
    'report.too-large',
    /** Read from console text, so only what its lines say is known. */
    'report.from-console',
    /** The file's own totals disagree with its test cases; the cases were counted. */
    'report.totals-disagree',
    /** Something failed that is no test: a package that does not build, a suite that does not load, a hook. */
    'report.run-failed',
    /** Not UTF-8; wrong bytes show as U+FFFD. */
    'text.invalid-utf8',
    /** It is compressed, and what it holds was read; `detail` names how. */
    'content.unpacked',
    /** Facts could not be computed; `detail` says why. */
    'facts.failed',
  ]),
  detail: z.string().optional(),
})
export type FactsNote = z.infer<typeof factsNoteSchema>

const notes = z.array(factsNoteSchema)

/** What a diff does to tests that were there. Paths that look like tests, lines that look like tests: a reader's hint, no proof. */
export const testChangesSchema = z.object({
  /** Test files that it changes, and that it deletes. */
  edited: count,
  deleted: count,
  /** Added lines that keep a test from running or from counting. */
  skips: count,
  /** Tests that went, less tests that came, in files that stay. */
  removedTests: count,
  /** The gravest of these, to be looked at. */
  first: z
    .object({
      what: z.enum(['deleted', 'removed', 'skipped', 'edited']),
      path: z.string(),
      side: z.enum(['old', 'new']).nullable(),
      line: z.number().int().positive().nullable(),
    })
    .nullable(),
})
export type TestChanges = z.infer<typeof testChangesSchema>

/** What a diff changes. */
export const diffFactsSchema = z.object({
  /** Files the diff touches, as `git apply --numstat` counts them. */
  files: count,
  insertions: count,
  deletions: count,
  /** New path of each file (the old one where it was deleted), unquoted, without `a/` `b/`. At most 2,000. */
  paths: z.array(z.string()),
  binaries: count,
  renames: count,
  /** Absent in facts of an older Vitrine. */
  testChanges: testChangesSchema.optional(),
  notes,
})
export type DiffFacts = z.infer<typeof diffFactsSchema>

/** What the source says: every test, only the failing ones, or only totals. */
export const completenessSchema = z.enum(['full', 'failures-only', 'totals-only'])

/** `null` where the source does not say: an unknown count is never 0. */
const maybeCount = count.nullable()

/** How the tests of a report, or of a summary in a log, ended. */
export const testFactsSchema = z.object({
  /** The reader that understood it (`junit-xml`, `swebench-report`, `pytest-console` …), or `unknown`. */
  format: z.string(),
  completeness: completenessSchema,
  /** passed + failed + skipped. */
  total: maybeCount,
  passed: maybeCount,
  /** Failures and errors together. */
  failed: maybeCount,
  /** Skipped, pending, todo, disabled, not executed, inconclusive, expected failures. */
  skipped: maybeCount,
  /** Those of `failed` that are errors (the test did not get to its assertion). */
  errored: maybeCount,
  durationMs: z.number().nonnegative().nullable(),
  /** The first 100 failing tests. */
  failures: z.array(z.object({ name: z.string(), message: z.string().optional() })),
  notes,
})
export type TestFacts = z.infer<typeof testFactsSchema>

/** What the last lines of a log say of how its run ended. */
export const logEndSchema = z.object({
  /** `complete`: by an exit code or a test summary; `stopped`: something says that it was killed, timed out or cut; `mid-line`: the last
   * line has no end; `silent`: nothing is said. */
  state: z.enum(['complete', 'stopped', 'mid-line', 'silent']),
  /** The line that says so, or the last one; null in an empty log. */
  line: z.number().int().positive().nullable(),
  /** The words of what stopped it. */
  text: z.string().nullable(),
  exitCode: z.number().int().nullable(),
})
export type LogEnd = z.infer<typeof logEndSchema>

/** What a log reports. */
export const logFactsSchema = z.object({
  /** Newlines, plus one for a last line without. */
  lines: count,
  /** Lines that report an error, as the log viewer marks them. */
  errors: count,
  warnings: count,
  /** From 1, or null when there is no error. */
  firstErrorLine: z.number().int().positive().nullable(),
  hasAnsi: z.boolean(),
  /** Counts of the last test summary that a runner printed in the log (pytest, unittest, Jest, cargo …), or null. */
  test: testFactsSchema.nullable(),
  /** Absent in facts of an older Vitrine. */
  end: logEndSchema.optional(),
  notes,
})
export type LogFacts = z.infer<typeof logFactsSchema>

/** What a file is that is neither diff, log nor test result. */
export const fileFactsSchema = z.object({
  /** How it can be shown. */
  content: z.enum(['image', 'text', 'binary', 'empty']),
  /** For text. */
  lines: maybeCount,
  notes,
})
export type FileFacts = z.infer<typeof fileFactsSchema>

/** The facts of an artifact, tagged with its type. */
export const factsSchema = z.discriminatedUnion('type', [
  diffFactsSchema.extend({ type: z.literal('diff') }),
  testFactsSchema.extend({ type: z.literal('test') }),
  logFactsSchema.extend({ type: z.literal('log') }),
  fileFactsSchema.extend({ type: z.literal('file') }),
])
export type Facts = z.infer<typeof factsSchema>

/** Raise it when a reader learns to count better: facts of an older number are computed again. */
export const factsVersion = 10
