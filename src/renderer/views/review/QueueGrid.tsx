import { t } from '../../../shared/language/translate.ts'
import { describeFinding } from '../../../shared/review/evidence-words.ts'
import { describeWhy } from '../../../shared/review/queue-words.ts'
import { type QueueItem } from '../../../shared/review/queue.ts'
import { MiddleCut } from '../../ui/MiddleCut.tsx'
import { type Ref } from 'react'
import { useHref } from '../../state/navigation.ts'
import { lastSeen, taskKey } from '../../state/review/queue-walk.ts'
import { momentColumn } from '../../ui/rows/end-columns.ts'
import { type Column, RowGrid } from '../../ui/rows/RowGrid.tsx'
import { TestCounts } from '../task/TestCounts.tsx'
import styles from './QueueGrid.module.css'
import { VerdictBadge } from './VerdictBadge.tsx'

const reasonsOf = ({ why, verdict, reasons }: QueueItem): string[] => [
  describeWhy(why, verdict),
  ...reasons.map(({ finding, counts }) => describeFinding(finding, counts)),
]

/** The points behind the risk, for who asks. */
const pointsOf = ({ risk, reasons }: QueueItem): string =>
  [t('Risk {risk}', { risk }), ...reasons.map(({ finding, counts, points }) => `${points}  ${describeFinding(finding, counts)}`)].join('\n')

const rowName = (item: QueueItem): string =>
  t('{specName} {taskId}, attempt {version}, risk {risk}: {reasons}', {
    specName: item.specName,
    taskId: item.taskId,
    version: item.version,
    risk: item.risk,
    reasons: reasonsOf(item).join('; '),
  })

function levelOf(risk: number): string {
  if (risk >= 60) return 'high'
  return risk >= 30 ? 'middle' : 'low'
}

const columns: Column<QueueItem>[] = [
  {
    id: 'task',
    header: t('Task'),
    cell: ({ specName, taskId }) => (
      <span className={styles['task']} title={`${specName} / ${taskId}`}>
        <span className={styles['spec']}>{specName} / </span>
        <MiddleCut text={taskId} />
      </span>
    ),
  },
  {
    id: 'risk',
    header: t('Risk'),
    isEnd: true,
    cell: (item) => (
      <span className={[styles['risk'], styles[levelOf(item.risk)]].join(' ')} title={pointsOf(item)}>
        {item.risk}
      </span>
    ),
  },
  {
    id: 'why',
    header: t('Why'),
    cell: (item) => {
      const [why, ...rest] = reasonsOf(item)
      return (
        <span className={styles['why']} title={[why, ...rest].join('\n')}>
          {item.verdict !== null && <VerdictBadge verdict={item.verdict} isPartly={item.why !== null} />}
          <span className={styles['reasons']}>{rest.length > 0 ? rest.join(' · ') : why}</span>
        </span>
      )
    },
  },
  { id: 'tests', header: t('Tests'), isEnd: true, cell: ({ tests }) => <TestCounts tests={tests} /> },
  {
    id: 'attempt',
    header: '#',
    headerName: t('Attempt'),
    isEnd: true,
    cell: ({ version, agent }) => (
      <span title={agent === null ? t('Attempt {version}', { version }) : t('Attempt {version} by {agent}', { version, agent })}>
        {version}
      </span>
    ),
  },
  momentColumn({ id: 'since', header: t('Since'), of: ({ since }) => since }),
]

interface QueueGridProps {
  label: string
  items: readonly QueueItem[]
  scroller: HTMLElement | null
  ref: Ref<HTMLElement | null>
}

/** Tasks of the queue, each with its reasons. */
export function QueueGrid({ label, items, scroller, ref }: QueueGridProps) {
  const href = useHref()
  return (
    <RowGrid
      ref={ref}
      label={label}
      className={styles['grid']}
      columns={columns}
      rows={items}
      rowKey={taskKey}
      rowName={rowName}
      href={({ specName, taskId, version }) => href({ at: 'task', specName, taskId, version }, 'queue')}
      scroller={scroller}
      start={{ key: lastSeen() }}
    />
  )
}
