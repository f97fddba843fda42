import { t } from '../../../../shared/language/translate.ts'
import { ChevronDown, ChevronRight, Copy, MessageSquare, MessageSquareText } from 'lucide-react'
import { plural } from '../../../ui/words/plural.ts'
import { type DiffFile, splitPath } from '../model/diff-file.ts'
import { showUnseen } from '../model/unseen-characters.ts'
import { SeenButton } from '../viewed/SeenButton.tsx'
import { type Share } from '../viewed/viewing.ts'
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
  /** How much of it the reader has seen. */
  share: Share
  onSeen: (() => void) | undefined
  /** Absent where no note is on the file as a whole. */
  onNote: (() => void) | undefined
}

export function FileHeader(props: FileHeaderProps) {
  const { file, title, facts, isCollapsed, reason, isCursor, onToggle, onCopyPath, share, onSeen, onNote } = props
  const isMessage = file.kind === 'message'
  const lines = file.endRow - file.firstRow - (file.endHunk - file.firstHunk)
  return (
    <div className={`${styles['header']} ${isCursor ? styles['cursor'] : ''}`}>
      <button type="button" tabIndex={-1} className={styles['toggle']} aria-expanded={!isCollapsed} onClick={onToggle}>
        {isCollapsed ? <ChevronRight aria-hidden /> : <ChevronDown aria-hidden />}
        {isMessage ? <MessageSquareText aria-hidden className={styles['messageIcon']} /> : <ChangeBadge file={file} />}
        {isMessage ? <span className={styles['subject']}>{showUnseen(title)}</span> : <Path file={file} title={title} />}
      </button>
      {!isMessage && file.path !== '' && (
        // A browser's own hint: headers come and go with every turn of the wheel.
        <button
          type="button"
          aria-label={t('Copy the path')}
          title={t('Copy the path')}
          className={styles['copy']}
          tabIndex={-1}
          onClick={onCopyPath}
        >
          <Copy aria-hidden />
        </button>
      )}
      {onNote !== undefined && (
        <button
          type="button"
          aria-label={t('Note on this file')}
          title={t('Note on this file')}
          className={[styles['copy'], styles['noted']].join(' ')}
          tabIndex={-1}
          onClick={onNote}
        >
          <MessageSquare aria-hidden />
        </button>
      )}
      <span className={styles['facts']}>{facts.join(' · ')}</span>
      {isCollapsed && (
        <button type="button" className={styles['reason']} onClick={onToggle} tabIndex={-1}>
          {reason !== undefined && `${reason}: `}
          {t('{lines} folded', { lines: plural(lines, 'line') })}
        </button>
      )}
      {!isMessage && <SeenButton share={share} of={t('this file')} onPress={onSeen} />}
      {!isMessage && file.insertions + file.deletions > 0 && <ChangeBar insertions={file.insertions} deletions={file.deletions} />}
    </div>
  )
}

function Path({ file, title }: { file: DiffFile; title: string }) {
  if (file.path === '')
    return (
      <span className={styles['path']}>
        <span className={styles['nameless']}>{title}</span>
      </span>
    )
  const { directory, base } = splitPath(showUnseen(file.path))
  const isMoved = (file.change === 'renamed' || file.change === 'copied') && file.oldPath !== file.path
  return (
    <span className={styles['path']} title={showUnseen(isMoved ? `${file.oldPath} → ${file.path}` : file.path)}>
      {isMoved && <span className={styles['old']}>{showUnseen(file.oldPath)}</span>}
      {isMoved && <span className={styles['arrow']}>{' → '}</span>}
      <span className={styles['directory']}>{directory}</span>
      <span className={styles['base']}>{base}</span>
    </span>
  )
}
