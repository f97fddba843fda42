import { t } from '../../../shared/language/translate.ts'
import { ChevronRight, FileText, Folder, Lock } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react'
import { type AgentFile } from '../../../shared/agent-file.ts'
import { useRowFocus } from '../../ui/rows/row-focus.ts'
import { dropTarget, fileRows, type FileRow } from './file-rows.ts'
import styles from './FileTree.module.css'
import { SaveMark } from './SaveMark.tsx'

interface FileTreeProps {
  entries: readonly AgentFile[]
  openPath: string | undefined
  isReadonly: boolean
  onOpen: (path: string) => void
  onMove: (from: string, to: string) => void
  /** Asks where something goes. */
  onAskMove: (path: string) => void
  onDelete: (path: string) => void
}

/** Files and directories; `F2` renames and moves, and so does dragging. */
export function FileTree({ entries, openPath, isReadonly, onOpen, onMove, onAskMove, onDelete }: FileTreeProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [dragged, setDragged] = useState<string>()
  const [over, setOver] = useState<string>()
  const list = useRef<HTMLDivElement>(null)
  const rows = fileRows(entries, closed)
  const keys = rows.map(({ file }) => file.path)
  const scrollTo = (index: number) => list.current?.children[index]?.scrollIntoView({ block: 'nearest' })
  const { activeIndex, focusRow, noteFocus } = useRowFocus({ keys, list, currentKey: openPath, scrollTo })

  const toggle = ({ file, isOpen }: FileRow, isWanted = isOpen !== true) => {
    const next = new Set(closed)
    if (isWanted) next.delete(file.path)
    else next.add(file.path)
    setClosed(next)
  }
  const choose = (row: FileRow) => (row.isOpen === undefined ? onOpen(row.file.path) : toggle(row))
  const press = (event: KeyboardEvent) => {
    const row = rows[activeIndex]
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const action = keyAction(event.key, row)
    if (action === undefined) return
    event.preventDefault()
    event.stopPropagation()
    action()
  }
  const keyAction = (key: string, row: FileRow): (() => void) | undefined => {
    switch (key) {
      case 'ArrowDown':
      case 'j':
        return () => focusRow(activeIndex + 1)
      case 'ArrowUp':
      case 'k':
        return () => focusRow(activeIndex - 1)
      case 'Home':
        return () => focusRow(0)
      case 'End':
        return () => focusRow(rows.length - 1)
      case 'ArrowRight':
        return row.isOpen === false ? () => toggle(row, true) : row.isOpen === true ? () => focusRow(activeIndex + 1) : undefined
      case 'ArrowLeft':
        if (row.isOpen === true) return () => toggle(row, false)
        return () =>
          focusRow(
            Math.max(
              rows.findLastIndex(({ level }, index) => index < activeIndex && level < row.level),
              0,
            ),
          )
      case 'Enter':
      case ' ':
        return () => choose(row)
      case 'F2':
        return row.file.isReadonly ? undefined : () => onAskMove(row.file.path)
      case 'Delete':
        return row.file.isReadonly ? undefined : () => onDelete(row.file.path)
      default:
        return undefined
    }
  }
  const targetOf = (onto: AgentFile | undefined) => (dragged === undefined ? undefined : dropTarget(dragged, onto))
  const drag = (event: DragEvent, onto: AgentFile | undefined) => {
    if (targetOf(onto) === undefined) return
    event.preventDefault()
    event.stopPropagation()
    setOver(onto?.path ?? '')
  }
  const endDrag = () => {
    setDragged(undefined)
    setOver(undefined)
  }
  const drop = (event: DragEvent, onto: AgentFile | undefined) => {
    const to = targetOf(onto)
    if (dragged === undefined || to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onMove(dragged, to)
    endDrag()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its items take the focus
    <div
      ref={list}
      role="tree"
      aria-label={t('Files')}
      data-row-list
      className={[styles['tree'], over === '' ? styles['over'] : ''].join(' ')}
      onKeyDown={press}
      onDragOver={(event) => drag(event, undefined)}
      onDrop={(event) => drop(event, undefined)}
    >
      {rows.map((row, index) => {
        const { file, name, level, isOpen, position, siblings } = row
        return (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree listens for them
          <div
            key={file.path}
            role="treeitem"
            aria-label={[name, file.entryType === 'directory' ? t('directory') : '', file.isReadonly ? t('read only') : '']
              .filter(Boolean)
              .join(', ')}
            aria-level={level}
            aria-posinset={position}
            aria-setsize={siblings}
            aria-selected={file.path === openPath}
            {...(isOpen === undefined ? {} : { 'aria-expanded': isOpen })}
            data-row-key={file.path}
            tabIndex={index === activeIndex ? 0 : -1}
            draggable={!isReadonly && !file.isReadonly}
            className={[styles['item'], file.path === openPath ? styles['current'] : '', over === file.path ? styles['over'] : ''].join(
              ' ',
            )}
            style={{ paddingInlineStart: `calc(var(--space-2) + ${level - 1} * var(--space-4))` }}
            onClick={() => choose(row)}
            onFocus={() => noteFocus(file.path)}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move'
              event.dataTransfer.setData('text/plain', file.path)
              setDragged(file.path)
            }}
            onDragEnd={endDrag}
            onDragOver={(event) => drag(event, file)}
            onDrop={(event) => drop(event, file)}
          >
            {isOpen === undefined ? <FileText aria-hidden /> : <ChevronRight aria-hidden className={isOpen ? styles['open'] : ''} />}
            {isOpen !== undefined && <Folder aria-hidden />}
            <span className={styles['name']}>{name}</span>
            {file.isReadonly && <Lock aria-hidden />}
            <SaveMark save={file.save} />
          </div>
        )
      })}
    </div>
  )
}
