import { t } from '../../../../shared/language/translate.ts'
import { type DiffState } from '../diff-reader.ts'

export type DiffNote =
  | { code: 'no-diff' }
  | { code: 'context-diff' }
  /** Hunks whose headers disagree with what follows, by their header rows. */
  | { code: 'lies'; rows: number[] }
  /** What was done to the bytes before they were read. */
  | { code: 'treated'; words: string }

const contextRule = '***************'
/** A context diff's first rule stands near its top. */
const ruleRows = 200

export function diffNotes({ model, treatment, reading }: DiffState): DiffNote[] {
  const notes: DiffNote[] = []
  if (reading.state === 'read' && model.rowCount > 0 && model.files.every(({ kind }) => kind === 'message')) {
    const rows = Array.from({ length: Math.min(model.rowCount, ruleRows) }, (_, row) => model.text(row, 100))
    notes.push({ code: rows.includes(contextRule) ? 'context-diff' : 'no-diff' })
  }
  // A hunk whose end has not come yet is no lie.
  const rows = model.lyingHunks()
  if (rows.length > 0 && reading.state === 'read') notes.push({ code: 'lies', rows })
  const treated = [
    treatment.wasGzip ? t('It was unzipped.') : '',
    treatment.encoding === 'utf-8' ? '' : t('It was written as {encoding}.', { encoding: treatment.encoding.toUpperCase() }),
    treatment.wasColoured ? t('Its terminal colours were removed.') : '',
  ].filter(Boolean)
  if (treated.length > 0) notes.push({ code: 'treated', words: treated.join(' ') })
  return notes
}
