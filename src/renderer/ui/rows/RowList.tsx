import {
  type ComponentPropsWithoutRef,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import styles from './RowList.module.css'
import { VirtualRows, type VirtualRowsHandle } from './VirtualRows.tsx'

export interface RowListHandle<Row> {
  /** Brings the row of a key to the middle and makes it the active one. */
  /** False when there is no such row. */
  reveal: (key: string) => boolean
  focus: () => void
  /** The row that the reader is on. */
  activeRow: () => Row | undefined
}

/** What a key of the owner's may do. */
export interface RowMoves<Row> {
  row: Row | undefined
  index: number
  moveTo: (index: number) => void
}

interface RowListProps<Row> {
  /** A tree's rows tell their levels by `rowProps`. */
  role: 'listbox' | 'tree'
  label: string
  className?: string | undefined
  rows: readonly Row[]
  rowKey: (row: Row) => string
  rowHeightPx: number
  /** Key of the row that is open; brought into view when the list appears. */
  openKey: string | undefined
  children: (row: Row) => ReactNode
  /** Enter, space, `o` or a click. */
  onUse: (row: Row) => void
  onMove?: ((row: Row) => void) | undefined
  rowProps?: (row: Row) => ComponentPropsWithoutRef<'div'>
  moreKeys?: (at: RowMoves<Row>) => Record<string, () => void>
  handle?: Ref<RowListHandle<Row>>
}

/** Any number of rows, one of which is open: the list keeps the focus, arrows move in it. */
export function RowList<Row>(props: RowListProps<Row>) {
  const { role, label, className = '', rows, rowKey, rowHeightPx, openKey, children, onUse, onMove, rowProps, moreKeys, handle } = props
  const list = useRef<VirtualRowsHandle>(null)
  const id = useId()
  const [activeKey, setActiveKey] = useState(openKey)
  const find = (key: string | undefined) => (key === undefined ? -1 : rows.findIndex((row) => rowKey(row) === key))
  const found = find(activeKey)
  const active = found === -1 ? find(openKey) : found

  const reveal = (key: string): boolean => {
    const index = find(key)
    if (index === -1) return false
    setActiveKey(key)
    list.current?.scrollToRow(index, 'center')
    return true
  }
  const isRevealed = useRef(false)
  useEffect(() => {
    if (!isRevealed.current && openKey !== undefined) isRevealed.current = reveal(openKey)
  })
  useImperativeHandle(handle, () => ({
    reveal,
    focus: () => list.current?.element.focus({ preventScroll: true }),
    activeRow: () => rows[active],
  }))

  const moveTo = (index: number) => {
    const at = Math.max(0, Math.min(rows.length - 1, index))
    const row = rows[at]
    if (row === undefined) return
    setActiveKey(rowKey(row))
    list.current?.scrollToRow(at)
    onMove?.(row)
  }
  const choose = (row: Row) => {
    setActiveKey(rowKey(row))
    onUse(row)
  }
  const pressKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor((list.current?.element.clientHeight ?? 0) / rowHeightPx) - 1)
    const row = rows[active]
    const down = () => moveTo(active + 1)
    const up = () => moveTo(active < 0 ? 0 : active - 1)
    const open = () => row !== undefined && choose(row)
    const keys: Record<string, () => void> = {
      ArrowDown: down,
      j: down,
      ArrowUp: up,
      k: up,
      PageDown: () => moveTo(active + page),
      PageUp: () => moveTo(active - page),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      Enter: open,
      o: open,
      ' ': open,
      ...moreKeys?.({ row, index: active, moveTo }),
    }
    const action = keys[event.key]
    if (action === undefined) return
    event.preventDefault()
    action()
  }

  return (
    <VirtualRows
      role={role}
      aria-label={label}
      data-shares-keys=""
      {...(active < 0 ? {} : { 'aria-activedescendant': `${id}${active}` })}
      className={`${styles['list']} ${className}`}
      rowCount={rows.length}
      rowHeight={rowHeightPx}
      renderRow={(index) => {
        const row = rows[index]
        if (row === undefined) return null
        const { className: rowClass = '', ...more } = rowProps?.(row) ?? {}
        return (
          // The keys are those of the list, which keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
          <div
            id={`${id}${index}`}
            role={role === 'tree' ? 'treeitem' : 'option'}
            aria-selected={rowKey(row) === openKey}
            aria-posinset={index + 1}
            aria-setsize={rows.length}
            {...more}
            className={[styles['row'], index === active ? styles['active'] : '', rowClass].join(' ')}
            onClick={() => choose(row)}
          >
            {children(row)}
          </div>
        )
      }}
      handle={list}
      onKeyDown={pressKey}
    />
  )
}
