import { t } from '../../../shared/language/translate.ts'
import { TriangleAlert } from 'lucide-react'
import { type ReactNode, Suspense, useMemo, useRef } from 'react'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { navigate, shareableAddress } from '../../state/navigation.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { useWritable } from '../../state/store.ts'
import { useTrashed } from '../../state/trash.ts'
import { ErrorBoundary } from '../../ui/notices/ErrorBoundary.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { copyText } from '../../ui/notices/toasts.ts'
import { NotesPanel } from '../notes/NotesPanel.tsx'
import { useArtifactNotes } from '../notes/use-artifact-notes.ts'
import { ArtifactHead } from './ArtifactHead.tsx'
import { type ArtifactViewProps } from './ArtifactView.tsx'
import styles from './ArtifactView.module.css'
import { chooseView, chooseViews } from './choose-view.ts'
import { sayOnlyRead } from '../store/only-read.ts'
import { useDeleteWithUndo } from './delete-with-undo.ts'
import { SizeGate } from './SizeGate.tsx'
import { findQueryOf } from './searched-texts.ts'
import { deleterOf } from '../storage/trash/trash-rows.ts'
import { viewNote } from './view-note.ts'
import { Viewer } from './Viewer.tsx'

interface OpenArtifactProps extends ArtifactViewProps {
  artifact: Artifact
  /** Deleted by somebody else while it was open. */
  isGone: boolean
}

export function OpenArtifact({ artifact, isGone, to, isTaskShown, onShowTask }: OpenArtifactProps) {
  const isWritable = useWritable()
  const deleteWithUndo = useDeleteWithUndo()
  const body = useRef<HTMLDivElement>(null)
  const views = chooseViews(artifact)
  const view = chooseView(views, to.as)
  const find = useMemo(() => (to.search === undefined ? undefined : findQueryOf(to.search)), [to.search])
  const note = viewNote(artifact)
  const copyLink = () => void copyText(shareableAddress(to), t('Copied the link'))
  const noted = useArtifactNotes(to)
  const hasPanel = noted.notes.length > 0 || noted.draft !== undefined
  const deleteIt = () => void deleteWithUndo([artifact.record])
  useShortcuts({
    'copy-link': copyLink,
    delete: () => (isWritable ? deleteIt() : sayOnlyRead()),
    'go-viewer': () => body.current?.focus(),
  })
  const show = (place: string | undefined) => {
    const { place: _, ...rest } = to
    navigate(place === undefined ? rest : { ...rest, place }, { replace: true })
  }
  return (
    <section aria-label={t('Artifact {name}', { name: artifact.record.name })} className={styles['view']}>
      <ArtifactHead
        artifact={artifact}
        to={to}
        views={views}
        view={view}
        isTaskShown={isTaskShown}
        onShowTask={onShowTask}
        onCopyLink={copyLink}
        onDelete={isWritable && !isGone ? deleteIt : undefined}
        onNote={noted.write}
      />
      {isGone && <GoneStrip to={to} />}
      {note !== undefined && view === 'text' && <Strip>{note}</Strip>}
      <div className={styles['beside']}>
        <div ref={body} tabIndex={-1} className={styles['body']}>
          <ErrorBoundary key={view}>
            <Suspense fallback={<Skeleton rows={12} label={t('Loading the viewer')} />}>
              <SizeGate record={artifact.record} view={view} to={to}>
                <Viewer view={view} artifact={artifact} place={to.place} onPlace={show} find={find} notes={noted.forViewer} />
              </SizeGate>
            </Suspense>
          </ErrorBoundary>
        </div>
        {hasPanel && (
          <NotesPanel to={to} notes={noted.notes} unplaced={noted.unplaced} draft={noted.draft} onClose={() => focusViewer(body.current)} />
        )}
      </div>
    </section>
  )
}

/** The list of lines or tests that a reader goes through, else the viewer as a whole. */
function focusViewer(body: HTMLElement | null): void {
  const list = body?.querySelector<HTMLElement>('[role=grid], [role=tree], [role=table]') ?? body
  list?.focus({ preventScroll: true })
}

function GoneStrip({ to }: Pick<OpenArtifactProps, 'to'>) {
  const trashed = useTrashed(to)
  const isByCleanup = trashed.state === 'ready' && trashed.value !== undefined && deleterOf(trashed.value).by === 'cleanup'
  return (
    <Strip>
      {isByCleanup ? t('A cleanup deleted this artifact while you had it open.') : t('This artifact was deleted while you had it open.')}
    </Strip>
  )
}

function Strip({ children }: { children: ReactNode }) {
  return (
    <p role="status" className={styles['strip']}>
      <TriangleAlert aria-hidden />
      {children}
    </p>
  )
}
