import { t } from '../../../shared/language/translate.ts'
import { type TestReport, type TestTotals } from '../../../shared/test-report.ts'
import { formatDuration } from '../../ui/words/moment.ts'
import { formatCount } from '../../ui/words/plural.ts'
import { reportNotes } from './note-words.ts'
import { ReportNotes } from './ReportNotes.tsx'
import styles from './TestsHead.module.css'

/** The report in one line, the proportions as a bar, and what to know before trusting it. */
export function TestsHead({ report }: { report: TestReport }) {
  const { totals, durationMs, format } = report
  return (
    <header className={styles['head']}>
      <dl className={styles['totals']}>
        <Total label={t('Tests')} count={totals.total} tone="plain" />
        <Total label={t('Failed')} count={totals.failed} tone="failed" more={erroredWords(totals)} />
        <Total label={t('Passed')} count={totals.passed} tone="passed" />
        <Total label={t('Skipped')} count={totals.skipped} tone="skipped" />
        <div className={styles['total']}>
          <dt>{t('Duration')}</dt>
          <dd>{durationMs === null ? <Unknown /> : formatDuration(durationMs)}</dd>
        </div>
        <div className={styles['total']}>
          <dt>{t('Format')}</dt>
          <dd>{format}</dd>
        </div>
      </dl>
      <Proportions totals={totals} />
      <ReportNotes notes={reportNotes(report)} />
    </header>
  )
}

function Total({ label, count, tone, more }: { label: string; count: number | null; tone: string; more?: string | undefined }) {
  return (
    <div className={styles['total']}>
      <dt>{label}</dt>
      <dd className={count === null || count === 0 ? '' : styles[tone]}>
        {count === null ? <Unknown /> : formatCount(count)}
        {more !== undefined && <small>{more}</small>}
      </dd>
    </div>
  )
}

function Unknown() {
  return <span className={styles['unknown']}>{t('unknown')}</span>
}

function erroredWords({ failed, errored }: TestTotals): string | undefined {
  if (errored === null || errored === 0) return undefined
  return errored === failed ? t('all of them errors') : t('{errored} of them errors', { errored: formatCount(errored) })
}

function Proportions({ totals: { total, failed, passed, skipped } }: { totals: TestTotals }) {
  if (total === null || total === 0) return null
  const parts = [
    ['failedBar', failed],
    ['passedBar', passed],
    ['skippedBar', skipped],
  ] as const
  return (
    <div className={styles['bar']} aria-hidden>
      {parts.map(([name, count]) =>
        count === null || count === 0 ? null : <div key={name} className={styles[name]} style={{ flexGrow: count }} />,
      )}
    </div>
  )
}
