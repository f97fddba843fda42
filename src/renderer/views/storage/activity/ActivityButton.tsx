import { listed, t } from '../../../../shared/language/translate.ts'
import { Popover } from '@base-ui/react/popover'
import { Activity } from 'lucide-react'
import { type Job } from '../../../../shared/job.ts'
import { useJobs } from '../../../state/jobs.ts'
import { useHref } from '../../../state/navigation.ts'
import { Hint } from '../../../ui/hint/Hint.tsx'
import buttonStyles from '../../../ui/controls/Button.module.css'
import { plural } from '../../../ui/words/plural.ts'
import styles from './ActivityButton.module.css'
import { needsLook } from './job-words.ts'
import { JobLine } from './JobLine.tsx'

/** Of all that runs, as far as the ends are known. */
function wholeRatio(running: readonly Job[]): number | null {
  const known = running.flatMap(({ progress: { done, total } }) => (total === null || total === 0 ? [] : [done / total]))
  return known.length === 0 ? null : known.reduce((sum, ratio) => sum + ratio, 0) / known.length
}

function labelOf(running: readonly Job[], alarming: number): string {
  if (running.length > 0) {
    const ratio = wholeRatio(running)
    return listed([
      t('Activity: {jobs} running', { jobs: plural(running.length, 'job') }),
      ...(ratio === null ? [] : [`${Math.floor(ratio * 100)} %`]),
    ])
  }
  return alarming > 0 ? t('Activity: {jobs} to look at', { jobs: plural(alarming, 'job') }) : t('Activity')
}

/** The long work of the app, whoever started it; shown in every window alike. */
export function ActivityButton() {
  const jobs = useJobs()
  const href = useHref()
  const running = jobs.filter(({ state }) => state === 'running')
  const alarming = jobs.filter(needsLook).length
  const ratio = wholeRatio(running)
  return (
    <Popover.Root>
      <Hint text={labelOf(running, alarming)}>
        <Popover.Trigger
          aria-label={labelOf(running, alarming)}
          className={[buttonStyles['button'], buttonStyles['icon'], styles['button']].join(' ')}
        >
          <Activity aria-hidden />
          {running.length > 0 && (
            <span aria-hidden className={styles['track']}>
              <span className={styles['fill']} style={{ width: `${(ratio ?? 0.3) * 100}%` }} />
            </span>
          )}
          {running.length === 0 && alarming > 0 && <span aria-hidden className={styles['dot']} />}
        </Popover.Trigger>
      </Hint>
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="end" className={styles['positioner']}>
          <Popover.Popup aria-label={t('Activity')} className={styles['popup']}>
            {jobs.length === 0 ? (
              <p className={styles['none']}>{t('Nothing runs. Cleanups, verifications and restores will show here.')}</p>
            ) : (
              <ul aria-label={t('Jobs')} className={styles['jobs']}>
                {jobs.slice(0, 8).map((job) => (
                  <JobLine key={job.jobId} job={job} />
                ))}
              </ul>
            )}
            <a href={href({ at: 'activity' })} className={styles['all']}>
              {t('All activity and receipts')}
            </a>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
