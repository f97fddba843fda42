import { t } from '../../../shared/language/translate.ts'
import { ArrowLeft, Download, Link, NotebookPen, PanelLeftOpen, Trash2, X } from 'lucide-react'
import { type DragEvent } from 'react'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { downloadAddress } from '../../state/artifacts.ts'
import { useHref } from '../../state/navigation.ts'
import { type ArtifactDestination, outOf, type ViewName } from '../../state/route.ts'
import { dragOut } from '../../state/shell.ts'
import { Badge } from '../../ui/Badge.tsx'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { IconLink } from '../../ui/controls/IconLink.tsx'
import { ArtifactFacts } from './ArtifactFacts.tsx'
import { CompareArtifactLink } from './CompareArtifactLink.tsx'
import { DamageBadge } from './DamageBadge.tsx'
import styles from './ArtifactHead.module.css'
import { TypeIcon } from './TypeIcon.tsx'
import { ViewSwitch } from './ViewSwitch.tsx'

interface ArtifactHeadProps {
  artifact: Artifact
  to: ArtifactDestination
  views: readonly ViewName[]
  view: ViewName
  isTaskShown: boolean
  onShowTask: (() => void) | undefined
  onCopyLink: () => void
  /** Absent where nothing can be deleted. */
  onDelete: (() => void) | undefined
  /** Absent where no note can be written. */
  onNote: (() => void) | undefined
}

/** What is open, and what can be done with it; stays above the viewer. */
export function ArtifactHead({ artifact, to, views, view, isTaskShown, onShowTask, onCopyLink, onDelete, onNote }: ArtifactHeadProps) {
  // Without the task beside it, this is the page.
  const Heading = isTaskShown ? 'h2' : 'h1'
  const { record } = artifact
  const href = useHref()
  const task = href(outOf(to))
  const drag = ({ nativeEvent }: DragEvent) => dragOut(nativeEvent, downloadAddress(record), record.name)
  return (
    <header className={styles['head']}>
      <div className={styles['line']}>
        {!isTaskShown && (
          <IconLink label={t('Back to the task')} shortcut="u" href={task}>
            <ArrowLeft />
          </IconLink>
        )}
        {onShowTask !== undefined && (
          <IconButton label={t('Show the task beside it')} onClick={onShowTask}>
            <PanelLeftOpen />
          </IconButton>
        )}
        <Heading className={styles['title']} title={record.name}>
          <TypeIcon artifact={artifact} />
          <span className={styles['name']}>{record.name}</span>
        </Heading>
        <span className={styles['tags']}>
          <DamageBadge damage={artifact.damage} />
          {record.tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </span>
        {onNote !== undefined && (
          <IconButton label={t('Write a note where you are')} shortcut="c" onClick={onNote}>
            <NotebookPen />
          </IconButton>
        )}
        <CompareArtifactLink record={record} view={view} />
        <IconButton label={t('Copy link')} shortcut="y" onClick={onCopyLink}>
          <Link />
        </IconButton>
        <IconLink label={t('Download')} href={downloadAddress(record)} download={record.name} onDragStart={drag}>
          <Download />
        </IconLink>
        <IconButton label={t('Delete')} shortcut="Delete" className={styles['danger']} disabled={onDelete === undefined} onClick={onDelete}>
          <Trash2 />
        </IconButton>
        {isTaskShown && (
          <IconLink label={t('Close')} shortcut="u" href={task}>
            <X />
          </IconLink>
        )}
      </div>
      <div className={styles['line']}>
        <ArtifactFacts artifact={artifact} />
        <ViewSwitch to={to} views={views} view={view} />
      </div>
    </header>
  )
}
