import { t } from '../../../../shared/language/translate.ts'
import { TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import { nthOfPath } from '../model/diff-place.ts'
import { failingInHunk } from '../model/failing-tests.ts'
import { hunkFlags } from '../model/rows.ts'
import { showUnseen } from '../model/unseen-characters.ts'
import { hunkContext, readHunkHeader } from '../../../../shared/patch/hunk-header.ts'
import { SeenButton } from '../viewed/SeenButton.tsx'
import { type DiffLineProps } from './DiffLine.tsx'
import { FailingBadge } from './FailingBadge.tsx'
import styles from './HunkLine.module.css'

/** What is wrong with a hunk's header, in words. */
function hunkLie(flags: number): string | undefined {
  if ((flags & hunkFlags.unreadable) !== 0) return t('This header has no line numbers that can be read')
  if ((flags & hunkFlags.tooFew) !== 0) return t('This header promises more lines than follow')
  if ((flags & hunkFlags.tooMany) !== 0) return t('More lines follow than this header promises')
  return undefined
}

interface HunkLineProps extends Pick<DiffLineProps, 'view' | 'block' | 'unit' | 'id' | 'isCursor'> {
  row: number
}

/** The `@@` line above a hunk. */
export const HunkLine = memo(function HunkLine({ view, block, unit, id, row, isCursor }: HunkLineProps) {
  const text = view.model.text(row, 2_000)
  const context = hunkContext(text)
  const lie = hunkLie(block.flags)
  const failing =
    view.failing === undefined ? [] : failingInHunk(view.failing, block.file, nthOfPath(view.model.files, block.file), readHunkHeader(text))
  const isSeen = view.viewing.hasSeen(block)
  const { onSeen } = view
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={unit + 1}
      aria-selected={isCursor}
      data-seen={isSeen}
      className={`${styles['hunk']} ${isCursor ? styles['cursor'] : ''}`}
    >
      <div role="gridcell" className={styles['header']}>
        <span className={styles['range']}>{showUnseen(text.slice(0, text.length - context.length))}</span>
        <span className={styles['context']}>{showUnseen(context)}</span>
        <FailingBadge tests={failing} />
        {lie !== undefined && (
          <span className={styles['lie']}>
            <TriangleAlert aria-hidden /> {lie}
          </span>
        )}
        <SeenButton share={isSeen ? 'all' : 'none'} of={t('this hunk')} onPress={onSeen === undefined ? undefined : () => onSeen(block)} />
      </div>
    </div>
  )
})
