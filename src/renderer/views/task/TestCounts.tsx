import { CircleAlert, CircleCheck, CircleHelp, CircleX } from 'lucide-react'
import { type KnownCounts, testWords, type TestOutcome } from './test-words.ts'
import styles from './TestCounts.module.css'

const icons = { passed: CircleCheck, failed: CircleX, 'none-ran': CircleAlert, unknown: CircleHelp } satisfies Record<TestOutcome, unknown>
const looks = { passed: 'passed', failed: 'failed', 'none-ran': 'warning', unknown: 'unknown' } satisfies Record<TestOutcome, string>

/** Test counts as an icon and a number; a dash when there are none. */
export function TestCounts({ tests }: { tests: KnownCounts | null }) {
  if (tests === null) return <span className={styles['unknown']}>–</span>
  const { outcome, count, of, whole } = testWords(tests)
  const Icon = icons[outcome]
  return (
    <span role="img" aria-label={whole} title={whole} className={[styles['counts'], styles[looks[outcome]]].join(' ')}>
      <Icon aria-hidden />
      {count}
      {of !== undefined && (
        <span className={styles['of']} data-part="of">
          / {of}
        </span>
      )}
    </span>
  )
}
