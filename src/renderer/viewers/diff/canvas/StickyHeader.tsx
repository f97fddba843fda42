import { type DiffFile } from '../model/diff-file.ts'
import { type DiffLayout, headerUnits } from '../model/diff-layout.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { type RowNotes } from '../use-note-rows.ts'
import { type Viewing } from '../viewed/viewing.ts'
import { FileRow } from './FileRow.tsx'
import { unitPx } from './unit-size.ts'
import styles from './StickyHeader.module.css'

interface StickyHeaderProps {
  model: DiffModel
  layout: DiffLayout
  isCollapsed: (file: DiffFile) => boolean
  reasonOf: (file: DiffFile) => string | undefined
  onToggle: (file: DiffFile) => void
  viewing: Viewing
  onSeen: ((file: DiffFile) => void) | undefined
  notes: RowNotes | undefined
  topPx: number
}

/** The header of the file at the top, pushed away by the next one; the row that it repeats is the one for who hears the diff. */
export function StickyHeader({ model, layout, isCollapsed, reasonOf, onToggle, viewing, onSeen, notes, topPx }: StickyHeaderProps) {
  const file = layout.fileAt(Math.floor(topPx / unitPx))
  if (file === undefined) return null
  const ownTop = layout.fileTop(file.index) * unitPx
  const end = layout.fileTop(file.index + 1) * unitPx
  if (topPx <= ownTop) return null
  const pushed = Math.min(0, end - unitPx - headerUnits * unitPx - topPx)
  return (
    <div aria-hidden className={styles['sticky']} style={{ transform: `translateY(${pushed}px)` }}>
      <FileRow
        model={model}
        file={file}
        unit={layout.fileTop(file.index)}
        id={undefined}
        isCollapsed={isCollapsed(file)}
        reason={reasonOf(file)}
        isCursor={false}
        onToggle={onToggle}
        share={viewing.shareOf(file)}
        onSeen={onSeen}
        notes={notes}
        isSticky
      />
    </div>
  )
}
