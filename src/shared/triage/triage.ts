// From failing test to code: which frames of a failing test fall into what the same attempt's diffs changed.
import { t } from '../language/translate.ts'
import { z } from 'zod'

/** Of a report's failing tests, as many as are compared with the diffs. */
export const mostLinkedTests = 5_000

/** How sure it is that a link leads from the test to the change, the surest first. `linkWords` says each in words. */
export const linkSurenessSchema = z.enum(['changed-line', 'same-hunk', 'same-file', 'similar-path', 'name'])
export type LinkSureness = z.infer<typeof linkSurenessSchema>

/** The one place where the words for a sureness are defined. */
export const linkWords: Record<LinkSureness, { short: string; long: string }> = {
  'changed-line': { short: t('changed line'), long: t('A frame of this test stands on a line that the diff adds.') },
  'same-hunk': { short: t('beside a change'), long: t('A frame stands on a line that a hunk shows but does not add.') },
  'same-file': { short: t('changed file'), long: t('A frame is in a file that the diff changes, but not at this line.') },
  'similar-path': { short: t('similar path'), long: t('Only the end of the path agrees: it may be another file of that name.') },
  name: { short: t('by name'), long: t('No frame says so: the test itself is named after a changed file.') },
}

/** A place in a diff that a failing test has to do with. */
export const codeLinkSchema = z.object({
  /** Artifact of the same attempt. */
  diffName: z.string(),
  /** As the diff names it. */
  path: z.string(),
  /** Which of the diff's patches of this path, from 1. */
  nth: z.number().int().positive(),
  /** In the new file; absent where no frame names one. */
  line: z.number().int().positive().optional(),
  /** The diff shows this line. */
  isShown: z.boolean(),
  sureness: linkSurenessSchema,
  /** The function that the frame names. */
  function: z.string().optional(),
})
export type CodeLink = z.infer<typeof codeLinkSchema>

/** A failing test that leads to changes. */
export const linkedTestSchema = z.object({
  /** The test's key in its report (test-key.ts). */
  key: z.string(),
  /** The surest first, then those nearest to where it failed. */
  links: z.array(codeLinkSchema),
  /** The log whose trace the links were read from, where the report itself has none. */
  fromLog: z.string().optional(),
})
export type LinkedTest = z.infer<typeof linkedTestSchema>

/** What the failing tests of an attempt have to do with its diffs. */
export const triageSchema = z.object({
  /** One for each report, and for each log that prints a test summary. */
  reports: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['test', 'log']),
      /** Failing tests that lead to a change. */
      tests: z.array(linkedTestSchema),
      /** Failing tests that were looked at. */
      failing: z.number().int().nonnegative(),
      /** The report has more failing tests than are looked at. */
      isCut: z.boolean(),
    }),
  ),
  /** Names of the attempt's diffs. */
  diffs: z.array(z.string()),
})
export type Triage = z.infer<typeof triageSchema>

/** Where a log names a test. */
export const logMentionSchema = z.object({
  /** Lines that name it, counted. */
  mentions: z.number().int().nonnegative(),
  /** The line that says most of it, from 1; null when none names it. */
  line: z.number().int().positive().nullable(),
  /** True when that line also reports the failure, and not only the name. */
  isFailure: z.boolean(),
  /** Where `excerpt` begins, from 1. */
  firstLine: z.number().int().positive(),
  excerpt: z.array(z.string()),
})
export type LogMention = z.infer<typeof logMentionSchema>
