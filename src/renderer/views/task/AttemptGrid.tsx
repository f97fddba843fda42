import { t } from '../../../shared/language/translate.ts'
import { type Attempt, type Task } from '../../../shared/spec.ts'
import { useHref } from '../../state/navigation.ts'
import { MiddleCut } from '../../ui/MiddleCut.tsx'
import { formatDuration } from '../../ui/words/moment.ts'
import { formatCount } from '../../ui/words/plural.ts'
import { type RowSelection } from '../../ui/rows/row-keys.ts'
import { sizeColumn } from '../../ui/rows/end-columns.ts'
import { type Column, RowGrid } from '../../ui/rows/RowGrid.tsx'
import { DamageBadge } from '../artifact/DamageBadge.tsx'
import { VerdictBadge } from '../review/VerdictBadge.tsx'
import { attemptDestination } from './attempt-destination.ts'
import styles from './TaskView.module.css'
import { TestCounts } from './TestCounts.tsx'

/** Where the check box comes when somebody reaches for it. */
const checkRoom = () => <span className={styles['checkRoom']} />
const none = <span className={styles['faint']}>–</span>

const columns: Column<Attempt>[] = [
  { id: 'attempt', header: '#', headerName: t('Attempt'), cell: ({ version }) => <span className={styles['number']}>{version}</span> },
  { id: 'agent', header: t('Agent'), cell: (attempt) => <Agent attempt={attempt} /> },
  { id: 'diff', header: '+ / −', isEnd: true, cell: ({ diff }) => (diff === null ? none : <DiffCounts {...diff} />) },
  { id: 'files', header: t('Files'), isEnd: true, cell: ({ diff }) => (diff === null ? none : formatCount(diff.files)) },
  { id: 'tests', header: t('Tests'), isEnd: true, cell: ({ tests }) => <TestCounts tests={tests} /> },
  {
    id: 'verdict',
    header: t('Verdict'),
    cell: ({ review }) =>
      review.standing === null ? none : <VerdictBadge verdict={review.standing.verdict} isPartly={review.unseen.length > 0} />,
  },
  {
    id: 'duration',
    header: t('Duration'),
    isEnd: true,
    isMuted: true,
    cell: ({ durationMs }) => (durationMs === null ? none : formatDuration(durationMs)),
  },
  sizeColumn({ id: 'size', header: t('Size'), of: ({ sizeBytes }) => sizeBytes }),
]

function Agent({ attempt }: { attempt: Attempt }) {
  const damage = attempt.artifacts.find((artifact) => artifact.damage !== undefined)?.damage
  return (
    <>
      <DamageBadge damage={damage} /> <AgentName attempt={attempt} />
    </>
  )
}

function AgentName({ attempt: { agent, model } }: { attempt: Attempt }) {
  if (agent === null && model === null) return none
  const whole = [agent, model].filter((part) => part !== null).join(' · ')
  return (
    <span className={styles['agent']} title={whole}>
      <MiddleCut text={agent ?? model ?? ''} />
      {agent !== null && model !== null && <span className={styles['model']}> · {model}</span>}
    </span>
  )
}

function DiffCounts({ insertions, deletions }: { insertions: number; deletions: number }) {
  return (
    <span>
      <span className={styles['added']}>+{formatCount(insertions)}</span>
      <span className={styles['removed']}>−{formatCount(deletions)}</span>
    </span>
  )
}

interface AttemptGridProps {
  task: Task
  attempts: readonly Attempt[]
  chosen: Attempt | undefined
  openName: string | undefined
  selection: RowSelection
  scroller: HTMLElement | null
}

/** The attempts side by side, newest first. */
export function AttemptGrid({ task, attempts, chosen, openName, selection, scroller }: AttemptGridProps) {
  const href = useHref()
  return (
    <RowGrid
      label={t('Attempts')}
      className={styles['attempts']}
      columns={columns}
      rows={attempts}
      rowKey={({ version }) => String(version)}
      rowName={({ version, agent }) =>
        agent === null ? t('Attempt {version}', { version }) : t('Attempt {version} by {agent}', { version, agent })
      }
      href={(attempt) => href(attemptDestination(task, attempt, openName))}
      currentKey={chosen === undefined ? undefined : String(chosen.version)}
      icon={checkRoom}
      selection={selection}
      scroller={scroller}
    />
  )
}
