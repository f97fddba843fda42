import { t } from '../../../../shared/language/translate.ts'
import { textForm } from '../../../../shared/patch/text-form.ts'
import { type DiffState } from '../diff-reader.ts'
import { type DiffModel } from './diff-model.ts'
import { rowFlags } from './rows.ts'

export type DiffNote =
  | { code: 'no-diff' }
  | { code: 'context-diff' }
  /** Text that tells of changes in a form that has a name. */
  | { code: 'other-form'; form: string }
  /** `git range-diff`. */
  | { code: 'range-diff' }
  /** `git diff --word-diff`. */
  | { code: 'word-diff' }
  /** `git diff --output-indicator-new`, whose signs cannot be told apart. */
  | { code: 'unclear-signs' }
  /** Hunks whose headers disagree with what follows, by their header rows. */
  | { code: 'lies'; rows: number[] }
  /** What was done to the bytes before they were read. */
  | { code: 'treated'; words: string }

const contextRule = '***************'
/** A context diff's first rule stands near its top. */
const ruleRows = 200

const rangeLine = /^ *(?:\d+|-): +(?:[0-9a-f]{7,}|-{7,}) [=!<>] +(?:\d+|-): +(?:[0-9a-f]{7,}|-{7,})(?: |$)/
const changedWords = /\[-.*?-\]|\{\+.*?\+\}/
const porcelainEnd = /^~$/

/** Lines of a word diff carry no signs, so its hunks do not match their headers. */
function isWordDiff(model: DiffModel, lyingHunks: readonly number[]): boolean {
  const [first = 0] = lyingHunks
  const rows = Array.from({ length: Math.min(model.rowCount - first, ruleRows) }, (_, row) => model.text(first + row, 1_000))
  return rows.some((row) => changedWords.test(row)) || rows.filter((row) => porcelainEnd.test(row)).length >= 2
}

/** What a text without hunks is. */
function textNote(model: DiffModel): DiffNote | undefined {
  const rows = Array.from({ length: Math.min(model.rowCount, ruleRows) }, (_, row) => model.text(row, 300))
  if (rows.includes(contextRule)) return { code: 'context-diff' }
  if (rows.some((row) => rangeLine.test(row))) return { code: 'range-diff' }
  // What git says of files without hunks is all there is to say.
  if (model.files.some(({ header }) => header.startsWith('diff --git '))) return undefined
  const form = textForm(rows)
  if (form !== undefined) return { code: 'other-form', form }
  return model.files.every(({ kind }) => kind === 'message') ? { code: 'no-diff' } : undefined
}

/** Where changed words had only colours, nothing is left of them but rows without signs. */
function isColouredWords({ wasColoured }: DiffState['treatment'], model: DiffModel, [first = 0]: readonly number[]): boolean {
  if (!wasColoured) return false
  const rows = Array.from({ length: Math.min(model.rowCount - first, ruleRows) }, (_, row) => first + row)
  return rows.some((row) => model.has(row, rowFlags.unsigned) && model.text(row, 1) !== '')
}

export function diffNotes({ model, treatment, reading }: DiffState): DiffNote[] {
  const notes: DiffNote[] = []
  if (reading.state === 'read' && model.rowCount > 0 && model.files.every(({ firstHunk, endHunk }) => endHunk === firstHunk)) {
    const note = textNote(model)
    if (note !== undefined) notes.push(note)
  }
  // A hunk whose end has not come yet is no lie.
  const rows = model.lyingHunks()
  if (treatment.otherSigns.is === 'unclear') notes.push({ code: 'unclear-signs' })
  else if (rows.length > 0 && reading.state === 'read')
    notes.push(isWordDiff(model, rows) || isColouredWords(treatment, model, rows) ? { code: 'word-diff' } : { code: 'lies', rows })
  const treated = [
    treatment.wasGzip ? t('It was unzipped.') : '',
    treatment.encoding === 'utf-8' ? '' : t('It was written as {encoding}.', { encoding: treatment.encoding.toUpperCase() }),
    treatment.wasMailed ? t('Its encoding as a mail was undone.') : '',
    treatment.hadReturnsOnly ? t('Its lines end in carriage returns alone.') : '',
    treatment.wasColoured ? t('Its terminal colours were removed.') : '',
    treatment.wasPrefixed ? t('What stood before each of its lines (a graph, a quotation or an indentation) was removed.') : '',
    treatment.form === undefined
      ? ''
      : t('It is what {command} writes, and shown as the unified diff that says the same.', { command: treatment.form }),
    treatment.hadWords ? t('It is a word diff: its changed words are shown as changed lines, and changed blanks are not in it.') : '',
    treatment.otherSigns.is === 'found' ? t('Its signs {signs} are shown as + and −.', { signs: treatment.otherSigns.signs }) : '',
  ].filter(Boolean)
  if (treated.length > 0) notes.push({ code: 'treated', words: treated.join(' ') })
  return notes
}
