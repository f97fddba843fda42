import { sayFailureWords, sayReason } from '../../../shared/language/say-reason.ts'
import { t } from '../../../shared/language/translate.ts'
import { Check, Circle, LoaderCircle, Minus, X } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { describeError } from '../../../shared/error-words.ts'
import { type TestStep, type TestStepName } from '../../../shared/store-reach.ts'
import { type StoreTest } from '../../state/store-test.ts'
import { formatDuration } from '../../ui/words/moment.ts'
import { storeName } from '../store/store-name.ts'
import styles from './TestSteps.module.css'

const stepWords: Record<TestStepName, string> = {
  find: t('Find the folder'),
  resolve: t('Resolve the name of the service'),
  connect: t('Connect to it'),
  credentials: t('Present credentials'),
  bucket: t('Find the bucket'),
  list: t('List objects'),
  read: t('Read'),
  write: t('Write'),
}
const slowMs = 2000

/** A connection test as it goes: what passed, what is tried, and at which step it ended. */
export function TestSteps({ test }: { test: StoreTest }) {
  if (test.state === 'none') return null
  if (test.state === 'failed') {
    const { what, wayOut } = describeError(test.error)
    return <p role="alert" className={styles['failure']}>{`${what} ${wayOut}`}</p>
  }
  return (
    <div className={styles['test']}>
      <ol aria-label={t('Steps of the connection test')} className={styles['steps']}>
        {test.steps.map((step) => (
          <Step key={step.step} step={step} />
        ))}
      </ol>
      <p role="status" className={styles['verdict']}>
        {test.state === 'over' && verdictOf(test.uri, test.steps)}
      </p>
    </div>
  )
}

function verdictOf(uri: string, steps: readonly TestStep[]): string {
  const failed = steps.find(({ outcome }) => outcome === 'failed')
  const { root } = storeName(uri)
  if (failed === undefined) return t('{root} can be opened, read and written.', { root })
  return failed.step === 'write'
    ? t('{root} can be opened and read, but not written.', { root })
    : t('{root} cannot be opened: the test failed at “{step}”.', { root, step: stepWords[failed.step] })
}

function Step({ step }: { step: TestStep }) {
  return (
    <li className={[styles['step'], styles[step.outcome]].join(' ')}>
      {iconOf(step)}
      <div className={styles['words']}>
        <span className={styles['name']}>{stepWords[step.step]}</span>
        <Outcome step={step} />
      </div>
    </li>
  )
}

function iconOf({ outcome }: TestStep): ReactNode {
  switch (outcome) {
    case 'waiting':
      return <Circle aria-hidden />
    case 'running':
      return <LoaderCircle aria-hidden />
    case 'passed':
      return <Check aria-hidden />
    case 'failed':
      return <X aria-hidden />
    case 'skipped':
      return <Minus aria-hidden />
  }
}

function Outcome({ step }: { step: TestStep }) {
  switch (step.outcome) {
    case 'waiting':
      return <span className={styles['fact']}>{t('not yet')}</span>
    case 'running':
      return <Running />
    case 'passed':
      return (
        <>
          <span className={styles['fact']}>{t('passed in {tookMs}', { tookMs: formatDuration(step.tookMs) })}</span>
          {step.tookMs >= slowMs && <span className={styles['slow']}>{t('slow')}</span>}
          {step.remark !== null && <p className={styles['remark']}>{sayReason(step.remark)}</p>}
        </>
      )
    case 'failed':
      return (
        <>
          <span className={styles['fact']}>{t('failed after {tookMs}', { tookMs: formatDuration(step.tookMs) })}</span>
          <p className={styles['failure']}>{sayFailureWords(step.failure)}</p>
        </>
      )
    case 'skipped':
      return <span className={styles['fact']}>{t('not tried')}</span>
  }
}

/** A step that takes long says so while it does. */
function Running() {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const startedAt = performance.now()
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - startedAt) / 1000)), 500)
    return () => clearInterval(timer)
  }, [])
  return (
    <>
      <span className={styles['fact']}>{seconds > 0 ? t('trying for {seconds} s…', { seconds }) : t('trying…')}</span>
      {seconds * 1000 >= slowMs && <span className={styles['slow']}>{t('slow')}</span>}
    </>
  )
}
