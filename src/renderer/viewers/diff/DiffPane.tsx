import { t } from '../../../shared/language/translate.ts'
import { FileDiff } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useRef } from 'react'
import { FailedNotice } from '../../ui/notices/FailedNotice.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { type FindQuery } from '../lines/find/find-query.ts'
import { useCharacterWidth } from '../lines/use-character-width.ts'
import { type ViewerNotes } from '../viewer-notes.ts'
import { parseFetchFailure } from '../fetch-error.ts'
import { useSize } from './canvas/use-size.ts'
import { type DiffSource } from './diff-feed.ts'
import { type DiffState } from './diff-reader.ts'
import { DiffScreen } from './DiffScreen.tsx'
import { type FailingAwaited, type FailingTests } from './model/failing-tests.ts'
import { useDiff } from './use-diff.ts'
import { type ScrollLink } from './pair/scroll-link.ts'
import { type ViewedMarks } from './viewed/viewing.ts'
import styles from './DiffPane.module.css'

interface DiffPaneProps {
  /** Bytes must be the same array while they are the same diff. */
  source: DiffSource
  place: string | undefined
  onPlace: (place: string | undefined) => void
  /** What is looked for in it from the start. */
  find?: FindQuery | undefined
  /** What is scrolled together with this diff. */
  link?: ScrollLink
  /** Failing tests that lead into this diff. */
  failing?: FailingTests | FailingAwaited | undefined
  /** What the reader has seen of the diff's task; without it nothing is marked. */
  viewed?: ViewedMarks | undefined
  notes?: ViewerNotes | undefined
}

/** A diff of any size, from an address or from bytes that the page has, inline or side by side. Two of them may be linked. */
export function DiffPane({ source, place, onPlace, find, link, failing, viewed, notes }: DiffPaneProps) {
  const { reader, diff, reload } = useDiff(source)
  const root = useRef<HTMLDivElement>(null)
  // Both are known before the diff comes, so that it is laid out once.
  const size = useSize(root)
  const cellPx = useCharacterWidth(root, styles['cell'] ?? '')
  const latestOnPlace = useRef(onPlace)
  useEffect(() => {
    latestOnPlace.current = onPlace
  })
  const setPlace = useCallback((next: string | undefined) => latestOnPlace.current(next), [])
  return (
    <div ref={root} className={styles['viewer']} data-viewer>
      <Content diff={diff} retry={reload}>
        {reader !== undefined && size !== undefined && size.widthPx > 0 && (
          <DiffScreen {...{ root, size, cellPx, reader, diff, place, find, link, failing, viewed, notes }} onPlace={setPlace} />
        )}
      </Content>
    </div>
  )
}

function Content({ diff, retry, children }: { diff: DiffState; retry: () => void; children: ReactNode }) {
  const { reading, model } = diff
  if (reading.state === 'failed') return <FailedNotice error={parseFetchFailure(reading.failure)} retry={retry} />
  if (model.files.length > 0 || reading.state === 'reading') return children
  return (
    <Notice icon={<FileDiff aria-hidden />} title={t('This diff is empty')}>
      {t('It has no changes: nothing was different, or nothing was written.')}
    </Notice>
  )
}
