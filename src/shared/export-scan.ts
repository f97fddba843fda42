// What was found in the contents of a ZIP archive before it is written.
import { t } from './language/translate.ts'
import { z } from 'zod'
import { attemptNameSchema } from './attempt-name.ts'
import { progressSchema } from './progress.ts'
import { type SecretFinding, secretFindingSchema } from './review-page/secret.ts'

/** What one whole content holds. */
export interface ContentSecrets {
  /** What is no text is looked through byte by byte. */
  isText: boolean
  /** The first 500. */
  secrets: Omit<SecretFinding, 'where'>[]
  secretCount: number
}

/** A spec, one task of it, an attempt at that, or what an attempt is compared with and it. */
export const exportTargetSchema = z.object({
  specName: z.string().min(1),
  taskId: z.string().min(1).optional(),
  version: z.number().int().positive().optional(),
  against: attemptNameSchema.optional(),
})
export type ExportTarget = z.infer<typeof exportTargetSchema>

/** What was found in everything that an archive would hold. */
export const exportScanSchema = z.object({
  artifacts: z.number(),
  /** Raw bytes. */
  sizeBytes: z.number(),
  /** The first 500, in contents and in records. */
  secrets: z.array(secretFindingSchema),
  secretCount: z.number(),
  /** Artifacts that are no text. */
  notText: z.number(),
  /** Artifacts whose content is damaged; an archive names them and leaves them out. */
  damaged: z.number(),
  /** Of what was looked through: an archive of anything else has another. */
  fingerprint: z.string(),
})
export type ExportScan = z.infer<typeof exportScanSchema>

/** How far the looking is, and at last what was found. */
export const exportScanStepSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('scanning'), progress: progressSchema }),
  z.object({ state: z.literal('scanned'), scan: exportScanSchema }),
])
export type ExportScanStep = z.infer<typeof exportScanStepSchema>

/** Why nothing is redacted in an archive, in the words of every door. */
export const archiveHoldsOriginals = t('A ZIP archive holds the originals with their checksums: nothing in it can be redacted. A page can.')

/** How far the looking went with artifacts that are no text. */
export const notTextWords = (count: number): string =>
  count === 1
    ? t('{count} artifact is no text: what is compressed or drawn in it was not looked through.', { count })
    : t('{count} artifacts are no text: what is compressed or drawn in them was not looked through.', { count })
