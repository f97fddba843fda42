import { t } from '../../../../shared/language/translate.ts'
import { memo } from 'react'
import { copyText } from '../../../ui/notices/toasts.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { fileFacts } from '../model/file-facts.ts'
import { messageTitle, titleLines } from '../model/message-title.ts'
import { type RowNotes } from '../use-note-rows.ts'
import { type Share } from '../viewed/viewing.ts'
import { FileHeader } from './FileHeader.tsx'

interface FileRowProps {
  model: DiffModel
  file: DiffFile
  unit: number
  id: string | undefined
  isCollapsed: boolean
  reason: string | undefined
  isCursor: boolean
  onToggle: (file: DiffFile) => void
  share: Share
  onSeen: ((file: DiffFile) => void) | undefined
  notes: RowNotes | undefined
  /** This is the copy that stays at the top while the file is read. */
  isSticky?: boolean
}

/** The header of a file or message as a row of the canvas. */
export const FileRow = memo(function FileRow(props: FileRowProps) {
  const { model, file, unit, id, isCollapsed, reason, isCursor, onToggle, share, onSeen, notes, isSticky = false } = props
  const noteId = notes?.byFile.get(file.index)
  const header = (
    <FileHeader
      file={file}
      title={titleOf(model, file, isCollapsed)}
      facts={fileFacts(file)}
      isCollapsed={isCollapsed}
      reason={reason}
      isCursor={isCursor}
      onToggle={() => onToggle(file)}
      share={share}
      onSeen={onSeen === undefined ? undefined : () => onSeen(file)}
      onNote={noteId === undefined ? undefined : () => notes?.onNote(noteId)}
      onCopyPath={() => void copyText(file.path, t('Copied the path'))}
    />
  )
  if (isSticky) return header
  return (
    <div role="row" id={id} aria-rowindex={unit + 1} aria-selected={isCursor}>
      <div role="gridcell">{header}</div>
    </div>
  )
})

function titleOf(model: DiffModel, file: DiffFile, isCollapsed: boolean): string {
  if (file.kind === 'file') return t('The diff names no file here')
  const lines = Array.from({ length: Math.min(titleLines, file.endRow - file.firstRow) }, (_, index) =>
    model.text(file.firstRow + index, 1_000),
  )
  // The one line that stands below is not said twice.
  const isOneLine = file.endRow - file.firstRow <= titleLines && lines.filter((line) => line.trim() !== '').length === 1
  return isOneLine && !isCollapsed ? t('Text') : messageTitle(lines)
}
