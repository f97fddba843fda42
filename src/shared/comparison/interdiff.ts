// How one patch's result differs from another's, file by file, as far as the two patches alone can tell.
import { t } from '../language/translate.ts'
import { z } from 'zod'

const count = z.number().int().nonnegative()

/** Why two patches of one file cannot be compared; the way out is to show both, side by side. */
export const interdiffProblemSchema = z.discriminatedUnion('code', [
  /** The patches disagree about a line that neither made: they start from different versions. `line` counts from 1. */
  z.object({ code: z.literal('context-conflict'), line: count }),
  /** One patch makes the file, the other changes one that is there. */
  z.object({ code: z.literal('different-base') }),
  /** Binary, and no blob ids that tell whether the results are the same. */
  z.object({ code: z.literal('binary') }),
  /** A combined diff of a merge, which has more than one old side. */
  z.object({ code: z.literal('combined') }),
  /** Hunks that do not have the lines their headers announce, or that overlap. */
  z.object({ code: z.literal('damaged') }),
  /** A deletion or copy whose content the patch leaves out. */
  z.object({ code: z.literal('no-content') }),
])
export type InterdiffProblem = z.infer<typeof interdiffProblemSchema>

/** One file of either patch, and how its two results differ. */
export const interdiffFileSchema = z.object({
  /** `changed`: both patches change it, with different results. `impossible`: whether they differ, and how, cannot be told. */
  state: z.enum(['only-first', 'only-second', 'same', 'changed', 'impossible']),
  /** The path to call it by: after the second patch, else after the first, else the one before both. */
  path: z.string(),
  /** Its path after the first patch; absent where that has no such file. */
  firstPath: z.string().optional(),
  /** Its path after the second patch; absent where that has no such file. */
  secondPath: z.string().optional(),
  /** Lines that only the second result has. */
  insertions: count,
  /** Lines that only the first result has. */
  deletions: count,
  /** The patches name different old versions of the file; lines that neither shows may differ too. */
  basesDiffer: z.boolean(),
  /** Present exactly where `state` is `impossible`, or where a file of one patch cannot be shown as a difference. */
  problem: interdiffProblemSchema.optional(),
})
export type InterdiffFile = z.infer<typeof interdiffFileSchema>

/** Two diffs compared. */
export interface Interdiff {
  files: InterdiffFile[]
  /** Leads from what the first diff makes to what the second makes; empty where nothing differs that can be told. */
  patch: Uint8Array<ArrayBuffer>
}

/** The sentence that says why, without a file name. */
export function interdiffProblemWords(problem: InterdiffProblem): string {
  switch (problem.code) {
    case 'context-conflict':
      return t('the two diffs start from different versions: they disagree about line {line}', { line: problem.line })
    case 'different-base':
      return t('one diff adds the file, the other changes a file that is there')
    case 'binary':
      return t('the file is binary')
    case 'combined':
      return t('it is a combined diff of a merge')
    case 'damaged':
      return t('a hunk does not match its header')
    case 'no-content':
      return t('a diff leaves out the content of the file')
  }
}
