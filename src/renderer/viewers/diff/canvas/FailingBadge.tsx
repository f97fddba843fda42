import { t } from '../../../../shared/language/translate.ts'
import { type FailingTest } from '../model/failing-tests.ts'
import styles from './FailingBadge.module.css'

const namedTests = 20

/** The failing tests that lead into a hunk; a click opens the first. All are in the list above the diff, where keys reach them. */
export function FailingBadge({ tests }: { tests: readonly FailingTest[] }) {
  const [first] = tests
  if (first === undefined) return null
  const names = tests
    .slice(0, namedTests)
    .map(({ whole, line, sureness }) =>
      line === undefined
        ? `${whole} (${sureness.short})`
        : t('{test} (line {line}, {sureness})', { test: whole, line, sureness: sureness.short }),
    )
  if (tests.length > names.length) names.push(t('and {count} more', { count: tests.length - names.length }))
  return (
    <a tabIndex={-1} href={first.href} title={`${t('Failing here:')}\n${names.join('\n')}`} className={styles['badge']}>
      ✕ <span className={styles['name']}>{first.name}</span>
      {tests.length > 1 && ` +${tests.length - 1}`}
    </a>
  )
}
