import { t } from '../../../../shared/language/translate.ts'
import { ShieldCheck } from 'lucide-react'
import { type Job } from '../../../../shared/job.ts'
import { useJobs } from '../../../state/jobs.ts'
import { navigate } from '../../../state/navigation.ts'
import { useSpecs } from '../../../state/specs.ts'
import { type VerifyDestination } from '../../../state/storage-route.ts'
import { useStartVerify } from '../../../state/verification.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Field } from '../../../ui/controls/Field.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { manifestAddress } from '../../../../shared/address.ts'
import { JobLine } from '../activity/JobLine.tsx'
import { useJobStart } from '../activity/use-job-start.ts'
import { RoomPane } from '../RoomPane.tsx'
import { Findings } from './Findings.tsx'
import styles from './VerifyView.module.css'

const isOf = (verb: Job['verb']) => (job: Job) => job.verb === verb

/** Reads what is stored and compares it with its records. */
export function VerifyView({ to }: { to: VerifyDestination }) {
  const { specName, taskId } = to
  const jobs = useJobs().filter(isOf('verify'))
  const startVerify = useStartVerify()
  const { isStarting, start: begin } = useJobStart('verify')
  const [latest] = jobs
  const isRunning = latest?.state === 'running'
  const start = () => {
    const filter = specName === undefined ? undefined : { specName, ...(taskId === undefined ? {} : { taskId }) }
    void begin(startVerify(filter))
  }
  const what = specName === undefined ? t('everything') : (taskId ?? specName)
  return (
    <RoomPane
      title={t('Verify')}
      facts={t('Reads what is stored and compares it with the checksums of its records. Changes nothing.')}
      bar={
        <div className={styles['form']}>
          <Selection to={to} />
          <Button look="primary" disabled={isRunning || isStarting} onClick={start}>
            {t('Verify {what}', { what })}
          </Button>
          {specName !== undefined && (
            <a
              className={styles['manifest']}
              href={manifestAddress({ specName, taskId })}
              download
              title={t('Checksums of the contents, as “sha256sum --check” reads them beside an unpacked export')}
            >
              {t('Export a manifest')}
            </a>
          )}
        </div>
      }
    >
      {(scroller) =>
        latest === undefined ? (
          <Notice icon={<ShieldCheck aria-hidden />} title={t('Nothing was verified yet')}>
            {t('Every download is checked anyway. This reads all of it, and says what is damaged before you need it.')}
          </Notice>
        ) : (
          <>
            <ul aria-label={t('Verifications')}>
              {jobs.slice(0, 1).map((job) => (
                <JobLine key={job.jobId} job={job} />
              ))}
            </ul>
            {latest.result?.verb === 'verify' && <Findings result={latest.result} scroller={scroller} />}
          </>
        )
      }
    </RoomPane>
  )
}

function Selection({ to: { specName, taskId } }: { to: VerifyDestination }) {
  const specs = useSpecs()
  const known = specs.state === 'ready' ? specs.value : []
  const tasks = known.find((spec) => spec.specName === specName)?.tasks ?? []
  return (
    <>
      <Field label={t('Spec')}>
        <select
          value={specName ?? ''}
          onChange={({ target: { value } }) => navigate({ at: 'verify', ...(value === '' ? {} : { specName: value }) }, { replace: true })}
        >
          <option value="">{t('All specs')}</option>
          {known.map((spec) => (
            <option key={spec.specName}>{spec.specName}</option>
          ))}
        </select>
      </Field>
      <Field label={t('Task')}>
        <select
          value={taskId ?? ''}
          disabled={specName === undefined}
          onChange={({ target: { value } }) => {
            if (specName !== undefined) navigate({ at: 'verify', specName, ...(value === '' ? {} : { taskId: value }) }, { replace: true })
          }}
        >
          <option value="">{t('All tasks')}</option>
          {tasks.map((task) => (
            <option key={task.taskId}>{task.taskId}</option>
          ))}
        </select>
      </Field>
    </>
  )
}
