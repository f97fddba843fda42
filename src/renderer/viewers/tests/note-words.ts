// What a reader must know about a report, in plain words.
import { t } from '../../../shared/language/translate.ts'
import { type FactsNote } from '../../../shared/facts.ts'
import { type TestReport } from '../../../shared/test-report.ts'
import { formatCount, plural } from '../../ui/words/plural.ts'

export interface NoteWords {
  words: string
  /** True when the report cannot be relied on. */
  isSerious: boolean
}

const plain = (words: string): NoteWords => ({ words, isSerious: false })
const serious = (words: string): NoteWords => ({ words, isSerious: true })

function noteWords({ code, detail }: FactsNote): NoteWords {
  const more = detail === undefined ? '' : `: ${detail}`
  switch (code) {
    case 'report.malformed':
      return serious(t('The report is broken{more}. What could be read is shown.', { more }))
    case 'report.unknown-format':
      return serious(t('The format of this report is not known, so its tests are not either.'))
    case 'report.empty':
      return serious(t('The report is empty.'))
    case 'report.external-entity':
      return serious(t('The report asks for an external file, which was not fetched{more}.', { more }))
    case 'report.lenient':
      return plain(t('The report breaks the rules of its format and was read by bending them{more}.', { more }))
    case 'report.too-large':
      return serious(t('The report is too large to be read whole; its counts are unknown.'))
    case 'report.from-console':
      return plain(t('Read from what the test runner printed, so only that is known.'))
    case 'report.totals-disagree':
      return plain(t("The report's own totals disagree with its tests{more}. The tests were counted.", { more }))
    case 'report.run-failed':
      return serious(t('Something failed that is no test{more}.', { more }))
    case 'text.invalid-utf8':
      return plain(t('Not all of it is UTF-8; wrong bytes show as �.'))
    case 'content.unpacked':
      return plain(t('It is compressed, and what it holds is shown.'))
    case 'facts.failed':
      return serious(t('The report could not be read{more}.', { more }))
    case 'diff.none':
    case 'diff.inconsistent':
    case 'diff.context-format':
    case 'diff.ansi-stripped':
    case 'diff.prefix-stripped':
    case 'diff.mail-decoded':
    case 'diff.words-made-lines':
    case 'diff.signs-replaced':
    case 'diff.signs-unclear':
      return plain(code)
  }
}

/** All there is to say about how far the report can be trusted. */
export function reportNotes({ totals, cases, completeness, notes }: TestReport): NoteWords[] {
  const told = notes.map(noteWords)
  if (totals.total === 0) told.unshift(serious(t('No test ran.')))
  if (completeness === 'totals-only' && totals.total !== null)
    told.push(plain(t('The report gives totals only; it does not list its tests.')))
  else if (completeness === 'failures-only') told.push(plain(t('The report lists only the tests that failed.')))
  else if (totals.total !== null && cases.length < totals.total) {
    told.push(plain(t('{cases} of {tests} are listed by name.', { cases: formatCount(cases.length), tests: plural(totals.total, 'test') })))
  }
  return told
}
