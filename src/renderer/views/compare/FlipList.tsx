import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { type FlippedTest, flipTransition, flipWords } from '../../../shared/comparison/test-flips.ts'
import { formatDuration } from '../../ui/moment.ts'
import { VirtualRows, type VirtualRowsHandle } from '../../ui/VirtualRows.tsx'
import styles from './FlipList.module.css'
import { flipKey } from './flips-place.ts'

interface FlipListProps {
  tests: readonly FlippedTest[]
  /** Key of the test that is open. */
  openKey: string | undefined
  onOpen: (key: string) => void
}

const rowHeightPx = 28

/** Tests and what became of them, one a row: arrows move, Enter opens. */
export function FlipList({ tests, openKey, onOpen }: FlipListProps) {
  const list = useRef<VirtualRowsHandle>(null)
  const id = useId()
  const [activeKey, setActiveKey] = useState(openKey)
  const active = tests.findIndex((test) => flipKey(test) === activeKey)
  const revealed = useRef(false)
  useEffect(() => {
    if (revealed.current || openKey === undefined) return
    revealed.current = true
    const index = tests.findIndex((test) => flipKey(test) === openKey)
    if (index >= 0) list.current?.scrollToRow(index, 'center')
  }, [tests, openKey])

  const moveTo = (index: number) => {
    const at = Math.max(0, Math.min(tests.length - 1, index))
    const test = tests[at]
    if (test === undefined) return
    setActiveKey(flipKey(test))
    list.current?.scrollToRow(at)
    if (openKey !== undefined) onOpen(flipKey(test))
  }
  const open = (index: number) => {
    const test = tests[index]
    if (test === undefined) return
    setActiveKey(flipKey(test))
    onOpen(flipKey(test))
  }
  const pressKey = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((list.current?.element.clientHeight ?? 0) / rowHeightPx) - 1)
    const keys: Record<string, () => void> = {
      ArrowDown: () => moveTo(active + 1),
      j: () => moveTo(active + 1),
      ArrowUp: () => moveTo(active < 0 ? 0 : active - 1),
      k: () => moveTo(active < 0 ? 0 : active - 1),
      PageDown: () => moveTo(active + page),
      PageUp: () => moveTo(active - page),
      Home: () => moveTo(0),
      End: () => moveTo(tests.length - 1),
      Enter: () => open(active),
      o: () => open(active),
      ' ': () => open(active),
    }
    const action = keys[event.key]
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    action()
  }
  return (
    <VirtualRows
      role="listbox"
      aria-label="Tests"
      {...(active < 0 ? {} : { 'aria-activedescendant': `${id}${active}` })}
      className={styles['flips'] ?? ''}
      rowCount={tests.length}
      rowHeight={rowHeightPx}
      renderRow={(index) => {
        const test = tests[index]
        if (test === undefined) return null
        const isOpen = flipKey(test) === openKey
        return (
          // The keys are those of the list, which keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            id={`${id}${index}`}
            role="option"
            aria-selected={isOpen}
            aria-posinset={index + 1}
            aria-setsize={tests.length}
            className={[styles['row'], index === active ? styles['active'] : '', isOpen ? styles['selected'] : ''].join(' ')}
            onClick={() => open(index)}
          >
            <FlipCells test={test} />
          </div>
        )
      }}
      handle={list}
      onKeyDown={pressKey}
    />
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
