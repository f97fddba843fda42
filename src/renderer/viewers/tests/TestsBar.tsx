import { t } from '../../../shared/language/translate.ts'
import { type RefObject } from 'react'
import { formatDuration } from '../../ui/words/moment.ts'
import { formatCount } from '../../ui/words/plural.ts'
import { FilterBar } from './FilterBar.tsx'
import { TestFilter } from './TestFilter.tsx'
import styles from './TestsBar.module.css'
import {
  type OutcomeFilter,
  outcomeFilters,
  type TestArrangement,
  testArrangements,
  type TestSort,
  testSorts,
  type TestsPlace,
} from './tests-place.ts'

interface TestsBarProps {
  place: TestsPlace
  onPlace: (change: Partial<TestsPlace>) => void
  shown: number
  listed: number
  input: RefObject<HTMLInputElement | null>
}

const outcomeNames: Record<OutcomeFilter, string> = { failed: t('✕ Failed'), passed: t('✓ Passed'), skipped: t('– Skipped') }
const arrangementNames: Record<TestArrangement, string> = { suite: t('Suites'), list: t('List'), error: t('Same error') }
const sortNames: Record<TestSort, string> = {
  'failed-first': t('Failed first'),
  slowest: t('Slowest first'),
  reported: t('As reported'),
  name: t('By name'),
}

/** From these on; 0 for all. */
const durationsMs = [0, 10, 100, 1_000, 10_000, 60_000]

export function TestsBar({ place, onPlace, shown, listed, input }: TestsBarProps) {
  const toggle = (outcome: OutcomeFilter) => {
    const show = outcomeFilters.filter((each) => place.show.includes(each) !== (each === outcome))
    onPlace({ show: show.length === outcomeFilters.length ? [] : show })
  }
  return (
    <FilterBar
      label={t('Tests')}
      count={shown === listed ? '' : t('{shown} of {listed}', { shown: formatCount(shown), listed: formatCount(listed) })}
    >
      <div className={styles['part']}>
        <TestFilter find={place.find} onFind={(find) => onPlace({ find })} input={input} />
        <div role="group" aria-label={t('Outcomes')} className={styles['group']}>
          {outcomeFilters.map((outcome) => (
            <button
              key={outcome}
              type="button"
              aria-pressed={place.show.includes(outcome)}
              className={styles['choice']}
              onClick={() => toggle(outcome)}
            >
              {outcomeNames[outcome]}
            </button>
          ))}
        </div>
      </div>
      <div className={styles['part']}>
        <div role="group" aria-label={t('Arrangement')} className={styles['group']}>
          {testArrangements.map((by) => (
            <button key={by} type="button" aria-pressed={place.by === by} className={styles['choice']} onClick={() => onPlace({ by })}>
              {arrangementNames[by]}
            </button>
          ))}
        </div>
        <select
          aria-label={t('Duration')}
          className={styles['select']}
          value={place.slower}
          onChange={(event) => onPlace({ slower: Number(event.target.value) })}
        >
          {[...new Set([...durationsMs, place.slower])]
            .toSorted((a, b) => a - b)
            .map((ms) => (
              <option key={ms} value={ms}>
                {ms === 0 ? t('Any duration') : t('{duration} or more', { duration: formatDuration(ms) })}
              </option>
            ))}
        </select>
        <select
          aria-label={t('Order')}
          className={styles['select']}
          value={place.sort}
          onChange={(event) => onPlace({ sort: testSorts.find((sort) => sort === event.target.value) ?? 'failed-first' })}
        >
          {testSorts.map((sort) => (
            <option key={sort} value={sort}>
              {sortNames[sort]}
            </option>
          ))}
        </select>
      </div>
    </FilterBar>
  )
}
