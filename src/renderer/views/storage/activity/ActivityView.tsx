import { t } from '../../../../shared/language/translate.ts'
import { Activity } from 'lucide-react'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type ReceiptSummary } from '../../../../shared/retention.ts'
import { useReceipts } from '../../../state/cleanup.ts'
import { useJobs } from '../../../state/jobs.ts'
import { useHref } from '../../../state/navigation.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Loaded } from '../../../ui/Loaded.tsx'
import { Moment } from '../../../ui/words/Moment.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { formatCount } from '../../../ui/words/plural.ts'
import { type Column, RowGrid } from '../../../ui/rows/RowGrid.tsx'
import { RoomPane } from '../RoomPane.tsx'
import { Section } from '../Section.tsx'
import styles from './ActivityView.module.css'
import { JobLine } from './JobLine.tsx'
import { ReceiptView } from './ReceiptView.tsx'

const columns: Column<ReceiptSummary>[] = [
  { id: 'at', header: t('Cleanup'), cell: ({ startedAt }) => <Moment at={startedAt} /> },
  {
    id: 'state',
    header: t('State'),
    cell: ({ state, finishedAt }) => (
      <Badge tone={state === 'done' ? 'passed' : 'warning'}>
        {state === 'running' && finishedAt === null ? t('not finished') : t(state)}
      </Badge>
    ),
  },
  { id: 'deleted', header: t('Deleted'), isEnd: true, cell: ({ deleted }) => formatCount(deleted) },
  { id: 'skipped', header: t('Skipped'), isEnd: true, cell: ({ skipped }) => formatCount(skipped) },
  { id: 'freed', header: t('Moved'), isEnd: true, cell: ({ freedBytes }) => formatBytes(freedBytes) },
]

/** What runs, what ran, and the receipts of cleanups. */
export function ActivityView({ planId }: { planId: string | undefined }) {
  const jobs = useJobs()
  const receipts = useReceipts()
  const href = useHref()
  if (planId !== undefined) return <ReceiptView planId={planId} />
  return (
    <RoomPane title={t('Activity')} facts={t('Long work goes on whatever the windows do, and shows in all of them')}>
      {(scroller) => (
        <>
          <Section title={t('Jobs')}>
            {jobs.length === 0 ? (
              <p className={styles['none']}>{t('Nothing ran since the app was started.')}</p>
            ) : (
              <ul aria-label={t('Jobs')}>
                {jobs.map((job) => (
                  <JobLine key={job.jobId} job={job} />
                ))}
              </ul>
            )}
          </Section>
          <Section title={t('Receipts of cleanups')}>
            <Loaded from={receipts} label={t('Loading receipts')}>
              {(value) =>
                value.length === 0 ? (
                  <Notice
                    icon={<Activity aria-hidden />}
                    title={t('No cleanup has run yet')}
                    actions={<a href={href({ at: 'cleanup' })}>{t('Plan a cleanup')}</a>}
                  >
                    {t('Each leaves a receipt that says what it deleted and lets you undo it.')}
                  </Notice>
                ) : (
                  <RowGrid
                    label={t('Receipts')}
                    className={styles['receipts']}
                    columns={columns}
                    rows={value}
                    rowKey={({ planId }) => planId}
                    rowName={({ startedAt }) => t('Cleanup of {startedAt}', { startedAt })}
                    href={({ planId }) => href({ at: 'activity', planId })}
                    scroller={scroller}
                  />
                )
              }
            </Loaded>
          </Section>
        </>
      )}
    </RoomPane>
  )
}
