// Test counts in few words. A count that the source does not give is unknown, never 0.
import { t } from '../../../shared/language/translate.ts'
import { formatCount, plural } from '../../ui/words/plural.ts'

export interface KnownCounts {
  failed: number | null
  total: number | null
}

export type TestOutcome = 'passed' | 'failed' | 'none-ran' | 'unknown'

export interface TestWords {
  outcome: TestOutcome
  /** The number that matters, and what it is out of. */
  count: string
  of: string | undefined
  /** The whole in words. */
  whole: string
}

export function testWords({ failed, total }: KnownCounts): TestWords {
  if (total === 0) return { outcome: 'none-ran', count: '0', of: undefined, whole: t('No test ran') }
  const of = total === null ? undefined : formatCount(total)
  if (failed === null) {
    const whole = total === null ? t('Test counts unknown') : t('{tests}, failures unknown', { tests: plural(total, 'test') })
    return { outcome: 'unknown', count: of ?? '?', of: undefined, whole }
  }
  if (failed > 0) {
    return {
      outcome: 'failed',
      count: formatCount(failed),
      of,
      whole:
        total === null
          ? t('{count} failed', { count: formatCount(failed) })
          : t('{count} failed of {tests}', { count: formatCount(failed), tests: plural(total, 'test') }),
    }
  }
  return total === null
    ? { outcome: 'unknown', count: '?', of: undefined, whole: t('No failure listed, number of tests unknown') }
    : {
        outcome: 'passed',
        count: formatCount(total),
        of: undefined,
        whole: t('All {tests} passed or skipped', { tests: plural(total, 'test') }),
      }
}
