import { t } from '../../../shared/language/translate.ts'
import { type RefObject } from 'react'
import { flipWords, type TestComparison, testFlips } from '../../../shared/comparison/test-flips.ts'
import { formatCount } from '../../ui/words/plural.ts'
import { FilterBar } from '../../viewers/tests/FilterBar.tsx'
import { TestFilter } from '../../viewers/tests/TestFilter.tsx'
import styles from './FlipBar.module.css'
import { type FlipFilter, flipFilters, type FlipsPlace } from './flips-place.ts'

interface FlipBarProps {
  comparison: TestComparison
  place: FlipsPlace
  onPlace: (change: Partial<FlipsPlace>) => void
  shown: number
  input: RefObject<HTMLInputElement | null>
}

const tones: Partial<Record<FlipFilter, string>> = {
  broke: 'failed',
  'still-failing': 'failed',
  fixed: 'passed',
  'newly-skipped': 'warning',
}

/** How many tests went which way; each way is a filter. */
export function FlipBar({ comparison: { counts, slower }, place, onPlace, shown, input }: FlipBarProps) {
  const ways: { filter: FlipFilter; words: string; count: number }[] = [
    ...testFlips.map((flip) => ({ filter: flip, words: flipWords(flip), count: counts[flip] })),
    { filter: 'slower' as const, words: t('twice as slow'), count: slower },
  ].filter(({ filter, count }) => count > 0 || place.show.includes(filter))
  const toggle = (filter: FlipFilter) => onPlace({ show: flipFilters.filter((each) => place.show.includes(each) !== (each === filter)) })
  return (
    <FilterBar
      label={t('Tests compared')}
      count={place.show.length > 0 || place.find !== '' ? t('{shown} shown', { shown: formatCount(shown) }) : ''}
    >
      <TestFilter find={place.find} onFind={(find) => onPlace({ find })} input={input} />
      <div role="group" aria-label={t('What became of them')} className={styles['ways']}>
        {ways.map(({ filter, words, count }) => (
          <button
            key={filter}
            type="button"
            aria-pressed={place.show.includes(filter)}
            className={[styles['way'], styles[tones[filter] ?? 'plain']].join(' ')}
            onClick={() => toggle(filter)}
          >
            <strong>{formatCount(count)}</strong> {words}
          </button>
        ))}
      </div>
    </FilterBar>
  )
}
