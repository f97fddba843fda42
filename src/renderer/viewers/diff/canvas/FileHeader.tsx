import { ChevronDown, ChevronRight, Copy, MessageSquareText } from 'lucide-react'
import { IconButton } from '../../../ui/IconButton.tsx'
import { plural } from '../../../ui/plural.ts'
import { type DiffFile, splitPath } from '../model/diff-file.ts'
import { ChangeBar } from './ChangeBar.tsx'
import { ChangeBadge } from './ChangeBadge.tsx'
import styles from './FileHeader.module.css'

interface FileHeaderProps {
  file: DiffFile
  /** The subject of a message, or what the diff calls a file without a name. */
  title: string
  /** What the header lines say besides the path. */
  facts: readonly string[]
  isCollapsed: boolean
  /** Why it was folded away at first. */
  reason: string | undefined
  isCursor: boolean
  onToggle: () => void
  onCopyPath: () => void
}

export function FileHeader(props: FileHeaderProps) {
  const { file, title, facts, isCollapsed, reason, isCursor, onToggle, onCopyPath } = props
  const isMessage = file.kind === 'message'
  const lines = file.endRow - file.firstRow
  return (
    <div className={`${styles['header']} ${isCursor ? styles['cursor'] : ''}`}>
      <button type="button" className={styles['toggle']} aria-expanded={!isCollapsed} onClick={onToggle}>
        {isCollapsed ? <ChevronRight aria-hidden /> : <ChevronDown aria-hidden />}
        {isMessage ? <MessageSquareText aria-hidden className={styles['messageIcon']} /> : <ChangeBadge file={file} />}
        {isMessage ? <span className={styles['subject']}>{title}</span> : <Path file={file} title={title} />}
      </button>
      {!isMessage && file.path !== '' && (
        <IconButton label="Copy the path" className={styles['copy']} onClick={onCopyPath}>
          <Copy />
        </IconButton>
      )}
      <span className={styles['facts']}>{facts.join(' · ')}</span>
      {isCollapsed && (
        <button type="button" className={styles['reason']} onClick={onToggle} tabIndex={-1}>
          {reason === undefined ? '' : `${reason}: `}
          {plural(lines, 'line')} folded
        </button>
      )}
      {!isMessage && !(file.isBinary && file.insertions + file.deletions === 0) && (
        <ChangeBar insertions={file.insertions} deletions={file.deletions} />
      )}
    </div>
  )
}

function Path({ file, title }: { file: DiffFile; title: string }) {
  if (file.path === '') return <span className={styles['path']}>{title}</span>
  const { directory, base } = splitPath(file.path)
  const isMoved = (file.change === 'renamed' || file.change === 'copied') && file.oldPath !== file.path
  return (
    <span className={styles['path']} title={isMoved ? `${file.oldPath} → ${file.path}` : file.path}>
      {isMoved && <span className={styles['old']}>{`${file.oldPath} → `}</span>}
      <span className={styles['directory']}>{directory}</span>
      <span className={styles['base']}>{base}</span>
    </span>
  )
}
