import { t } from '../../../shared/language/translate.ts'
import { type TestStatus } from '../../../shared/test-report.ts'
import styles from './OutcomeSign.module.css'

const signs: Record<TestStatus, string> = { failed: '✕', errored: '!', passed: '✓', skipped: '–' }

/** How a test ended, by shape as well as by colour. */
export function OutcomeSign({ status }: { status: TestStatus }) {
  return (
    <span role="img" aria-label={t(status)} title={t(status)} className={[styles['sign'], styles[status]].join(' ')}>
      {signs[status]}
    </span>
  )
}
