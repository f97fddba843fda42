import { type TestReport, type TestTotals } from '../../../shared/test-report.ts'
import { formatDuration } from '../../ui/moment.ts'
import { formatCount } from '../../ui/plural.ts'
import { reportNotes } from './note-words.ts'
import { ReportNotes } from './ReportNotes.tsx'
import styles from './TestsHead.module.css'

/** The report in one line, the proportions as a bar, and what to know before trusting it. */
export function TestsHead({ report }: { report: TestReport }) {
  const { totals, durationMs, format } = report
  return (
    <header className={styles['head']}>
      <dl className={styles['totals']}>
        <Total label="Tests" count={totals.total} tone="plain" />
        <Total label="Failed" count={totals.failed} tone="failed" more={erroredWords(totals)} />
        <Total label="Passed" count={totals.passed} tone="passed" />
        <Total label="Skipped" count={totals.skipped} tone="skipped" />
        <div className={styles['total']}>
          <dt>Duration</dt>
          <dd>{durationMs === null ? <Unknown /> : formatDuration(durationMs)}</dd>
        </div>
        <div className={styles['total']}>
          <dt>Format</dt>
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
  return <span className={styles['unknown']}>unknown</span>
}

function erroredWords({ failed, errored }: TestTotals): string | undefined {
  if (errored === null || errored === 0) return undefined
  return errored === failed ? 'all of them errors' : `${formatCount(errored)} of them errors`
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
