import { t } from '../../../../shared/language/translate.ts'
import { Ban, CircleAlert, CircleCheck, LoaderCircle, X } from 'lucide-react'
import { type ReactNode } from 'react'
import { type Job } from '../../../../shared/job.ts'
import { useJobActions } from '../../../state/jobs.ts'
import { useHref } from '../../../state/navigation.ts'
import { type Destination } from '../../../state/route.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { IconButton } from '../../../ui/controls/IconButton.tsx'
import { Moment } from '../../../ui/words/Moment.tsx'
import { useSecond } from '../../../ui/words/now.ts'
import { ProgressBar } from '../../../ui/ProgressBar.tsx'
import { sayFailure, tellWhile } from '../../../ui/notices/toasts.ts'
import styles from './JobLine.module.css'
import { jobWords, needsLook, verbWords } from './job-words.ts'

function Sign({ job }: { job: Job }): ReactNode {
  if (job.state === 'running') return <LoaderCircle aria-hidden className={styles['running']} />
  if (needsLook(job)) return <CircleAlert aria-hidden className={styles['alarm']} />
  return job.state === 'cancelled' ? <Ban aria-hidden /> : <CircleCheck aria-hidden className={styles['done']} />
}

/** Where the result of a job is shown in full. */
function resultPlace({ state, result }: Job): { words: string; to: Destination } | undefined {
  if (state === 'running' || result === null) return undefined
  switch (result.verb) {
    case 'cleanup':
      return { words: t('Receipt'), to: { at: 'activity', planId: result.planId } }
    case 'verify':
      return { words: t('Report'), to: { at: 'verify' } }
    case 'restore':
      return result.failed.length > 0 ? { words: t('Conflicts'), to: { at: 'trash' } } : undefined
    case 'reindex':
    case 'purge':
      return undefined
  }
}

/** A job with its progress and Cancel, or with what it came to. */
export function JobLine({ job }: { job: Job }) {
  const { jobId, verb, state, progress, finishedAt } = job
  const { cancel, dismiss } = useJobActions()
  const href = useHref()
  const nowMs = useSecond(state === 'running')
  const place = resultPlace(job)
  const name = verbWords[verb]
  const end = (what: string, by: (jobId: string) => Promise<void>) => tellWhile(what, by(jobId)).catch(sayFailure)
  return (
    <li className={styles['line']}>
      <Sign job={job} />
      <div className={styles['words']}>
        <p className={styles['name']}>
          {name}
          {finishedAt !== null && (
            <span className={styles['muted']}>
              {' · '}
              <Moment at={finishedAt} />
            </span>
          )}
        </p>
        {state === 'running' && (
          <ProgressBar label={name} ratio={progress.total === null || progress.total === 0 ? null : progress.done / progress.total} />
        )}
        <p className={state === 'failed' ? styles['alarm'] : styles['muted']}>{jobWords(job, nowMs)}</p>
      </div>
      {place !== undefined && (
        <a href={href(place.to)} className={styles['link']}>
          {place.words}
        </a>
      )}
      {state === 'running' ? (
        <Button
          onClick={() => void end(t('Cancelling the {job}…', { job: name.toLowerCase() }), cancel)}
          aria-label={t('Cancel the {job}', { job: name.toLowerCase() })}
        >
          {t('Cancel')}
        </Button>
      ) : (
        <IconButton
          label={t('Dismiss the {job}', { job: name.toLowerCase() })}
          onClick={() => void end(t('Dismissing the {job}…', { job: name.toLowerCase() }), dismiss)}
        >
          <X />
        </IconButton>
      )}
    </li>
  )
}
