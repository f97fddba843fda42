import { t } from '../../../../shared/language/translate.ts'
import { Archive, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type PlanSummary, type RetentionPolicy } from '../../../../shared/retention.ts'
import { useCleanupActions, usePlan, usePolicy } from '../../../state/cleanup.ts'
import { useJobs } from '../../../state/jobs.ts'
import { navigate } from '../../../state/navigation.ts'
import { type CleanupDestination } from '../../../state/storage-route.ts'
import { useWritable } from '../../../state/store.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Loaded } from '../../../ui/Loaded.tsx'
import { plural } from '../../../ui/words/plural.ts'
import { useJobStart } from '../activity/use-job-start.ts'
import { JobLine } from '../activity/JobLine.tsx'
import { RoomPane } from '../RoomPane.tsx'
import styles from './CleanupView.module.css'
import { PlanBody } from './PlanBody.tsx'
import { PolicyForm } from './PolicyForm.tsx'

/** The policy, what follows from it, and carrying it out. */
export function CleanupView({ to }: { to: CleanupDestination }) {
  const own = usePolicy()
  return (
    <Loaded from={own} label={t('Loading the policy')}>
      {(value) => <Cleanup to={to} own={value} />}
    </Loaded>
  )
}

/** Keeps its line. */
const noFacts = '\u00a0'

function Cleanup({ to, own }: { to: CleanupDestination; own: RetentionPolicy }) {
  const { plan, isStale, remake } = usePlan({ policy: to.policy, excludedUris: to.excludedUris ?? [] })
  const [applied, setApplied] = useState<{ planId: string; jobId: string }>()
  const { apply } = useCleanupActions()
  const { isStarting, start } = useJobStart('cleanup')
  const isWritable = useWritable()
  const job = useJobs().find(({ jobId }) => jobId === applied?.jobId)
  const current = plan.state === 'ready' ? plan.value : undefined
  const isDone = current !== undefined && current.planId === applied?.planId
  const isRunning = job?.state === 'running'
  const setPolicy = (policy: RetentionPolicy | undefined) => {
    const { policy: _policy, ...rest } = to
    navigate(policy === undefined ? rest : { ...rest, policy }, { replace: true })
  }
  const applyPlan = async ({ planId }: PlanSummary) => {
    const jobId = await start(apply(planId))
    if (jobId !== undefined) setApplied({ planId, jobId })
  }
  return (
    <RoomPane
      title={t('Cleanup')}
      facts={
        current === undefined
          ? plan.state === 'failed'
            ? noFacts
            : t('Planning…')
          : isDone && job?.state === 'done'
            ? t('This plan was carried out. Plan again to see what is due now.')
            : t('{artifacts} due, {freedBytes}', {
                artifacts: plural(current.due, 'artifact'),
                freedBytes: formatBytes(current.freedBytes),
              })
      }
      actions={
        <>
          <Button onClick={remake} disabled={isRunning}>
            <RefreshCw aria-hidden />
            {t('Plan again')}
          </Button>
          {/* A cancelled cleanup is resumed by applying the same plan again. */}
          <Button
            look="primary"
            disabled={
              !isWritable ||
              isStale ||
              isStarting ||
              isRunning ||
              current === undefined ||
              current.due === 0 ||
              (isDone && job?.state === 'done')
            }
            onClick={() => current !== undefined && void applyPlan(current)}
          >
            <Archive aria-hidden />
            {isDone && job?.state === 'cancelled'
              ? t('Resume')
              : current === undefined
                ? t('Move to the trash')
                : t('Move {artifacts} to the trash', { artifacts: plural(current.due, 'artifact') })}
          </Button>
        </>
      }
      bar={
        job !== undefined && (
          <ul aria-label={t('This cleanup')}>
            <JobLine job={job} />
          </ul>
        )
      }
    >
      {(scroller) => (
        <>
          <PolicyForm policy={to.policy ?? own} own={own} onPolicy={setPolicy} />
          <div aria-busy={isStale} className={isStale ? styles['stale'] : ''}>
            <Loaded from={plan} label={t('Planning')}>
              {(value) => <PlanBody to={to} plan={value} scroller={scroller} />}
            </Loaded>
          </div>
        </>
      )}
    </RoomPane>
  )
}
