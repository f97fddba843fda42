import { type RefObject, useEffect, useState } from 'react'
import { formatCount } from '../../ui/plural.ts'
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

const outcomeNames: Record<OutcomeFilter, string> = { failed: '✕ Failed', passed: '✓ Passed', skipped: '– Skipped' }
const arrangementNames: Record<TestArrangement, string> = { suite: 'Suites', list: 'List', error: 'Same error' }
const sortNames: Record<TestSort, string> = {
  'failed-first': 'Failed first',
  slowest: 'Slowest first',
  reported: 'As reported',
  name: 'By name',
}
const typingPauseMs = 150

export function TestsBar({ place, onPlace, shown, listed, input }: TestsBarProps) {
  const toggle = (outcome: OutcomeFilter) => {
    const show = outcomeFilters.filter((each) => place.show.includes(each) !== (each === outcome))
    onPlace({ show: show.length === outcomeFilters.length ? [] : show })
  }
  return (
    <div role="toolbar" aria-label="Tests" className={styles['bar']}>
      <FilterField find={place.find} onFind={(find) => onPlace({ find })} input={input} />
      <div role="group" aria-label="Outcomes" className={styles['group']}>
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
      <div role="group" aria-label="Arrangement" className={styles['group']}>
        {testArrangements.map((by) => (
          <button key={by} type="button" aria-pressed={place.by === by} className={styles['choice']} onClick={() => onPlace({ by })}>
            {arrangementNames[by]}
          </button>
        ))}
      </div>
      <select
        aria-label="Order"
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
      <output className={styles['count']}>{shown === listed ? '' : `${formatCount(shown)} of ${formatCount(listed)}`}</output>
    </div>
  )
}

/** Keeps what is typed to itself for a moment, so that the list is not made anew at every letter. */
function FilterField({ find, onFind, input }: { find: string; onFind: (find: string) => void; input: RefObject<HTMLInputElement | null> }) {
  const [{ typed, told, given }, setField] = useState({ typed: find, told: find, given: find })
  // Another filter came from outside, e.g. by the back button.
  if (given !== find) setField({ typed: find === told ? typed : find, told: find, given: find })
  const setTyped = (text: string) => setField({ typed: text, told, given })
  useEffect(() => {
    if (typed === told) return undefined
    const wait = setTimeout(() => {
      setField({ typed, told: typed, given })
      onFind(typed)
    }, typingPauseMs)
    return () => clearTimeout(wait)
  })
  return (
    <input
      ref={input}
      type="search"
      className={styles['filter']}
      aria-label="Filter tests"
      placeholder="Filter tests"
      autoComplete="off"
      spellCheck={false}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || typed === '') return
        event.preventDefault()
        setTyped('')
      }}
    />
  )
}
