import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef, useState } from 'react'
import { VirtualRows, type VirtualRowsHandle } from '../../ui/VirtualRows.tsx'
import { type TestRow } from './test-rows.ts'
import { TestRowLine } from './TestRowLine.tsx'
import styles from './TestTree.module.css'

export interface TestTreeHandle {
  reveal: (key: string) => void
  focus: () => void
  /** Key of the test that the reader is on. */
  activeTest: () => string | undefined
}

interface TestTreeProps {
  rows: readonly TestRow[]
  /** Key of the test that is open. */
  openKey: string | undefined
  /** Keys of tests with notes. */
  noted: ReadonlySet<string>
  onOpen: (key: string) => void
  onToggle: (key: string, isOpen: boolean) => void
  handle: Ref<TestTreeHandle>
}

const rowHeightPx = 28

/** Tests and their groups as one tree: arrows move and fold, Enter opens. */
export function TestTree({ rows, openKey, noted, onOpen, onToggle, handle }: TestTreeProps) {
  const list = useRef<VirtualRowsHandle>(null)
  const id = useId()
  const [activeKey, setActiveKey] = useState<string>()
  const find = (key: string | undefined) => (key === undefined ? -1 : rows.findIndex((row) => row.key === key))
  const active = Math.max(find(activeKey), find(activeKey) === -1 ? find(openKey) : -1)

  const moveTo = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))]
    if (row === undefined) return
    setActiveKey(row.key)
    list.current?.scrollToRow(rows.indexOf(row))
  }
  const press = (row: TestRow) => {
    setActiveKey(row.key)
    if (row.kind === 'group') onToggle(row.key, !row.isOpen)
    else onOpen(row.key)
  }
  useImperativeHandle(handle, () => ({
    reveal: (key) => {
      const index = rows.findIndex((row) => row.key === key)
      if (index < 0) return
      setActiveKey(key)
      list.current?.scrollToRow(index, 'center')
    },
    activeTest: () => {
      const row = rows[active]
      return row?.kind === 'test' ? row.key : undefined
    },
    focus: () => list.current?.element.focus({ preventScroll: true }),
  }))

  const pressKey = (event: KeyboardEvent) => {
    const row = rows[active]
    const page = Math.max(1, Math.floor((list.current?.element.clientHeight ?? 0) / rowHeightPx) - 1)
    const keys: Record<string, () => void> = {
      ArrowDown: () => moveTo(active + 1),
      ArrowUp: () => moveTo(active < 0 ? 0 : active - 1),
      j: () => moveTo(active + 1),
      k: () => moveTo(active < 0 ? 0 : active - 1),
      PageDown: () => moveTo(active + page),
      PageUp: () => moveTo(active - page),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      ArrowRight: () => {
        if (row?.kind === 'group' && !row.isOpen) onToggle(row.key, true)
        else if (row?.kind === 'group') moveTo(active + 1)
      },
      ArrowLeft: () => {
        if (row?.kind === 'group' && row.isOpen) onToggle(row.key, false)
        else if (row !== undefined) moveTo(rows.findLastIndex((above, index) => index < active && above.level < row.level))
      },
      Enter: () => row !== undefined && press(row),
      o: () => row !== undefined && press(row),
      ' ': () => row !== undefined && press(row),
    }
    const action = keys[event.key]
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    action()
  }

  return (
    <VirtualRows
      role="tree"
      aria-label="Tests"
      {...(active < 0 ? {} : { 'aria-activedescendant': `${id}${active}` })}
      className={styles['tree'] ?? ''}
      rowCount={rows.length}
      rowHeight={rowHeightPx}
      renderRow={(index) => {
        const row = rows[index]
        if (row === undefined) return null
        const isOpenTest = row.kind === 'test' && row.key === openKey
        const line = { id: `${id}${index}`, row, isActive: index === active, isSelected: isOpenTest, hasNote: noted.has(row.key) }
        return <TestRowLine {...line} onUse={() => press(row)} />
      }}
      handle={list}
      onKeyDown={pressKey}
    />
  )
}
