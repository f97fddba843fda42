import { CircleCheck } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { type DeltaLine } from '../../../shared/comparison/log-delta.ts'
import { Notice } from '../../ui/Notice.tsx'
import { formatCount } from '../../ui/plural.ts'
import { VirtualRows, type VirtualRowsHandle } from '../../ui/VirtualRows.tsx'
import styles from './DeltaColumn.module.css'

interface DeltaColumnProps {
  title: string
  facts: string
  sign: string
  lines: readonly DeltaLine[]
  /** Not all lines are shown. */
  isFiltered: boolean
  atLine: number | undefined
  /** Opens the log at the line. */
  onOpen: (line: DeltaLine) => void
}

const rowHeightPx = 22
const markWords = { error: 'error', warning: 'warning' } as const

/** The lines that only one log has; Enter or a click opens the log there. */
export function DeltaColumn({ title, facts, sign, lines, isFiltered, atLine, onOpen }: DeltaColumnProps) {
  const list = useRef<VirtualRowsHandle>(null)
  const id = useId()
  const [activeLine, setActiveLine] = useState(atLine)
  const active = lines.findIndex(({ line }) => line === activeLine)
  const revealed = useRef(false)
  useEffect(() => {
    if (revealed.current || atLine === undefined) return
    revealed.current = true
    const index = lines.findIndex(({ line }) => line === atLine)
    if (index >= 0) list.current?.scrollToRow(index, 'center')
  }, [lines, atLine])

  const moveTo = (index: number) => {
    const at = Math.max(0, Math.min(lines.length - 1, index))
    setActiveLine(lines[at]?.line)
    list.current?.scrollToRow(at)
  }
  const stepMark = (by: 1 | -1) => {
    const marked = lines.flatMap(({ mark }, index) => (mark === 'error' ? [index] : []))
    const next = by === 1 ? marked.find((index) => index > active) : marked.findLast((index) => index < active)
    if (next !== undefined) moveTo(next)
  }
  const pressKey = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((list.current?.element.clientHeight ?? 0) / rowHeightPx) - 1)
    const row = lines[active]
    const keys: Record<string, () => void> = {
      ArrowDown: () => moveTo(active + 1),
      j: () => moveTo(active + 1),
      ArrowUp: () => moveTo(active < 0 ? 0 : active - 1),
      k: () => moveTo(active < 0 ? 0 : active - 1),
      PageDown: () => moveTo(active + page),
      PageUp: () => moveTo(active - page),
      Home: () => moveTo(0),
      End: () => moveTo(lines.length - 1),
      e: () => stepMark(1),
      E: () => stepMark(-1),
      Enter: () => row !== undefined && onOpen(row),
      o: () => row !== undefined && onOpen(row),
    }
    const action = keys[event.key]
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    action()
  }
  const digits = Math.max(3, String(lines.at(-1)?.line ?? 0).length)
  return (
    <section aria-label={title} className={styles['column']}>
      <h2 className={styles['title']}>
        {title} <span className={styles['facts']}>{facts}</span>
      </h2>
      {lines.length === 0 ? (
        <Notice
          icon={<CircleCheck aria-hidden />}
          title={isFiltered ? 'No error or warning that the other does not have.' : 'No line that the other does not have.'}
        />
      ) : (
        <VirtualRows
          role="listbox"
          aria-label={`${title}, lines`}
          {...(active < 0 ? {} : { 'aria-activedescendant': `${id}${active}` })}
          className={styles['lines'] ?? ''}
          rowCount={lines.length}
          rowHeight={rowHeightPx}
          renderRow={(index) => {
            const row = lines[index]
            if (row === undefined) return null
            const mark = row.mark === null ? '' : styles[row.mark]
            return (
              // The keys are those of the list, which keeps the focus.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
              <div
                id={`${id}${index}`}
                role="option"
                aria-selected={row.line === atLine}
                aria-posinset={index + 1}
                aria-setsize={lines.length}
                className={[styles['row'], mark, index === active ? styles['active'] : ''].join(' ')}
                title={row.text}
                onClick={() => onOpen(row)}
              >
                <span className={styles['number']} style={{ width: `${digits}ch` }}>
                  {row.line}
                </span>
                <span className={styles['sign']}>{sign}</span>
                {row.mark !== null && <span className={styles['mark']}>{markWords[row.mark]}</span>}
                <span className={styles['text']}>{row.text}</span>
                {row.times > 1 && <span className={styles['times']}>{formatCount(row.times)} times</span>}
              </div>
            )
          }}
          handle={list}
          onKeyDown={pressKey}
        />
      )}
    </section>
  )
}
