import { type FailingTest } from '../model/failing-tests.ts'
import styles from './FailingBadge.module.css'

const namedTests = 20

/** The failing tests that lead into a hunk; a click opens the first. All are in the list above the diff, where keys reach them. */
export function FailingBadge({ tests }: { tests: readonly FailingTest[] }) {
  const [first] = tests
  if (first === undefined) return null
  const names = tests.slice(0, namedTests).map(({ whole, line, sureness }) => `${whole} (line ${line}, ${sureness.short})`)
  if (tests.length > names.length) names.push(`and ${tests.length - names.length} more`)
  return (
    <a tabIndex={-1} href={first.href} title={`Failing here:\n${names.join('\n')}`} className={styles['badge']}>
      ✕ <span className={styles['name']}>{first.name}</span>
      {tests.length > 1 && ` +${tests.length - 1}`}
    </a>
  )
}
