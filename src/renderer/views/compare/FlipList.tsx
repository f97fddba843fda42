import { useRef } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { type FlippedTest, flipTransition, flipWords } from '../../../shared/comparison/test-flips.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { formatDuration } from '../../ui/words/moment.ts'
import { RowList, type RowListHandle } from '../../ui/rows/RowList.tsx'
import styles from './FlipList.module.css'
import { flipKey } from './flips-place.ts'

interface FlipListProps {
  tests: readonly FlippedTest[]
  /** Key of the test that is open. */
  openKey: string | undefined
  onOpen: (key: string) => void
}

const rowHeightPx = 28

/** Tests and what became of them, one a row: arrows move, and Enter opens, after which they lead from one open test to the next. */
export function FlipList({ tests, openKey, onOpen }: FlipListProps) {
  const open = (test: FlippedTest) => onOpen(flipKey(test))
  const list = useRef<RowListHandle<FlippedTest>>(null)
  const enter = () => {
    const [first] = tests
    if (first === undefined) return false
    list.current?.focus()
    if (list.current?.activeRow() === undefined) list.current?.reveal(flipKey(first))
    return true
  }
  useShortcuts({ 'next-row': enter, 'previous-row': enter })
  return (
    <RowList
      handle={list}
      role="listbox"
      label={t('Tests')}
      rows={tests}
      rowKey={flipKey}
      rowHeightPx={rowHeightPx}
      openKey={openKey}
      onUse={open}
      onMove={openKey === undefined ? undefined : open}
    >
      {(test) => <FlipCells test={test} />}
    </RowList>
  )
}

function FlipCells({ test }: { test: FlippedTest }) {
  const { flip, name, suite, message, isSlower, firstMs, secondMs } = test
  return (
    <>
      <span className={[styles['flip'], styles[flip] ?? ''].join(' ')}>{flipWords(flip)}</span>
      <code className={styles['transition']}>{flipTransition(test)}</code>
      <span className={styles['name']} title={[...suite, name].join(' › ')}>
        {name}
      </span>
      <span className={styles['more']} title={message}>
        {message ?? suite.join(' › ')}
      </span>
      {isSlower && firstMs !== undefined && secondMs !== undefined && (
        <span className={styles['slower']}>
          {formatDuration(firstMs)} → {formatDuration(secondMs)}
        </span>
      )}
    </>
  )
}
