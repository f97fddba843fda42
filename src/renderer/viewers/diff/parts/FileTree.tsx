import { t } from '../../../../shared/language/translate.ts'
import { ChevronDown, ChevronRight, Folder, FolderOpen } from 'lucide-react'
import { type KeyboardEvent, type Ref, useCallback, useEffect, memo, useId, useMemo, useRef, useState } from 'react'
import { FilterField } from '../../../ui/controls/FilterField.tsx'
import { VirtualRows, type VirtualRowsHandle } from '../../../ui/rows/VirtualRows.tsx'
import { ChangeBadge } from '../canvas/ChangeBadge.tsx'
import { ChangeBar } from '../canvas/ChangeBar.tsx'
import { type DiffFile } from '../model/diff-file.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { groupKey, treeRows, type TreeRow } from '../model/file-tree.ts'
import { useSettled, type Watched } from '../../../watched.ts'
import { messageTitle, titleLines } from '../model/message-title.ts'
import { showUnseen } from '../model/unseen-characters.ts'
import styles from './FileTree.module.css'

interface FileTreeProps {
  model: DiffModel
  /** The file at the top of the canvas. */
  topFile: Watched<DiffFile | undefined>
  onFile: (file: DiffFile) => void
  filterField: Ref<HTMLInputElement>
}

const rowPx = 24
/** How soon the tree shows where the reader has scrolled to. */
const followMs = 80

/** The files of the diff, with a filter over their paths. */
export const FileTree = memo(function FileTree({ model, topFile, onFile, filterField }: FileTreeProps) {
  const id = useId()
  const list = useRef<VirtualRowsHandle>(null)
  const current = useSettled(topFile, followMs)
  const [filter, setFilter] = useState('')
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState<number>()
  const rows = useMemo(() => treeRows(model.files, filter, closed), [model, filter, closed])
  const currentRow = rows.findIndex((row) => row.kind !== 'directory' && row.file.index === current?.index)
  const activeRow = active ?? Math.max(0, currentRow)

  useEffect(() => {
    if (currentRow >= 0) list.current?.scrollToRow(currentRow)
  }, [currentRow])

  const toggle = useCallback((key: string, isOpen: boolean) => {
    setClosed((old) => {
      const next = new Set(old)
      if (isOpen) next.delete(key)
      else next.add(key)
      return next
    })
  }, [])

  const choose = useCallback(
    (row: TreeRow) => {
      if (row.kind === 'directory') toggle(row.key, !row.isOpen)
      else onFile(row.file)
    },
    [onFile, toggle],
  )

  const move = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to))
    setActive(next)
    list.current?.scrollToRow(next)
  }

  const press = (event: KeyboardEvent) => {
    const row = rows[activeRow]
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const key = row.kind === 'directory' ? row.key : row.kind === 'group' ? groupKey(row.file) : undefined
    const isOpen = row.kind !== 'file' && row.isOpen
    const parent = () => rows.findLastIndex((other, index) => index < activeRow && other.depth < row.depth)
    const keys: Record<string, () => void> = {
      ArrowDown: () => move(activeRow + 1),
      ArrowUp: () => move(activeRow - 1),
      Home: () => move(0),
      End: () => move(rows.length - 1),
      ArrowRight: () => (key === undefined || isOpen ? move(activeRow + 1) : toggle(key, true)),
      ArrowLeft: () => (key !== undefined && isOpen ? toggle(key, false) : move(Math.max(0, parent()))),
      Enter: () => choose(row),
      ' ': () => choose(row),
    }
    const action = keys[event.key]
    if (action === undefined) return
    event.preventDefault()
    event.stopPropagation()
    action()
  }

  const renderRow = useCallback(
    (index: number) => {
      const row = rows[index]
      if (row === undefined) return null
      return (
        // The keys are those of the tree, which has the focus.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div
          role="treeitem"
          id={`${id}-${index}`}
          aria-level={row.depth + 1}
          aria-selected={index === currentRow}
          {...(row.kind === 'file' ? {} : { 'aria-expanded': row.isOpen })}
          className={`${styles['row']} ${index === currentRow ? styles['current'] : ''} ${index === activeRow ? styles['active'] : ''}`}
          style={{ paddingLeft: 8 + row.depth * 12 }}
          onClick={() => {
            setActive(index)
            choose(row)
          }}
        >
          <RowContent row={row} model={model} onToggle={toggle} />
        </div>
      )
    },
    [rows, model, id, currentRow, activeRow, choose, toggle],
  )

  return (
    <div className={styles['tree']}>
      <div className={styles['filter']}>
        <FilterField
          ref={filterField}
          label={t('Filter files')}
          value={filter}
          onValue={(value) => {
            setFilter(value)
            setActive(undefined)
          }}
          onLeave={() => list.current?.element.focus()}
        />
      </div>
      {rows.length === 0 && <p className={styles['none']}>{filter === '' ? t('No files') : t('No file matches')}</p>}
      <VirtualRows
        handle={list}
        role="tree"
        aria-label={t('Files')}
        aria-activedescendant={rows.length === 0 ? undefined : `${id}-${activeRow}`}
        className={styles['rows']}
        rowCount={rows.length}
        rowHeight={rowPx}
        renderRow={renderRow}
        onKeyDown={press}
      />
    </div>
  )
})

function RowContent({ row, model, onToggle }: { row: TreeRow; model: DiffModel; onToggle: (key: string, isOpen: boolean) => void }) {
  switch (row.kind) {
    case 'group': {
      const count = Math.min(titleLines, row.file.endRow - row.file.firstRow)
      const title = messageTitle(Array.from({ length: count }, (_, index) => model.text(row.file.firstRow + index, 1_000)))
      const Chevron = row.isOpen ? ChevronDown : ChevronRight
      return (
        <>
          <Chevron
            aria-hidden
            onClick={(event) => {
              event.stopPropagation()
              onToggle(groupKey(row.file), !row.isOpen)
            }}
          />
          <span className={styles['group']} title={title}>
            {title}
          </span>
        </>
      )
    }
    case 'directory':
      return (
        <>
          {row.isOpen ? <FolderOpen aria-hidden /> : <Folder aria-hidden />}
          <span className={styles['directory']} title={showUnseen(row.label)}>
            {showUnseen(row.label)}
          </span>
          {!row.isOpen && <ChangeBar insertions={row.insertions} deletions={row.deletions} isSmall />}
        </>
      )
    case 'file':
      return (
        <>
          <ChangeBadge file={row.file} />
          <span className={`${styles['file']} ${row.file.change === 'deleted' ? styles['deleted'] : ''}`} title={showUnseen(row.file.path)}>
            {row.label === '' ? t('no name') : showUnseen(row.label)}
          </span>
          <ChangeBar insertions={row.file.insertions} deletions={row.file.deletions} isSmall />
        </>
      )
  }
}
