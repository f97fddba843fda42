import { sayReason } from '../../../shared/language/say-reason.ts'
import { t } from '../../../shared/language/translate.ts'
import { CircleAlert, CircleCheck, CircleHelp, CircleMinus, Info } from 'lucide-react'
import { describeFinding } from '../../../shared/review/evidence-words.ts'
import { type EvidenceLevel, type EvidenceLine, readEvidence } from '../../../shared/review/evidence.ts'
import { type Attempt } from '../../../shared/spec.ts'
import { useHref } from '../../state/navigation.ts'
import { useTaskAgain } from '../../state/tasks.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { say } from '../../ui/notices/toasts.ts'
import styles from './Evidence.module.css'

const looks: Record<EvidenceLevel, { Icon: typeof Info; words: string }> = {
  good: { Icon: CircleCheck, words: t('Good') },
  notice: { Icon: Info, words: t('Worth knowing') },
  gap: { Icon: CircleMinus, words: t('Missing') },
  bad: { Icon: CircleAlert, words: t('Look at this') },
  unknown: { Icon: CircleHelp, words: t('Not known') },
}

interface EvidenceProps {
  specName: string
  taskId: string
  attempt: Attempt
}

/** What the attempt shows for itself, each line with the way to its proof. It informs and never decides. */
export function Evidence({ specName, taskId, attempt }: EvidenceProps) {
  const href = useHref()
  const { version } = attempt
  const again = useTaskAgain(specName, taskId)
  const readAgain = () => {
    again()
    say(t('Reading the content again…'), undefined, 'content')
  }
  return (
    <section aria-label={t('Evidence of attempt {version}', { version })} className={styles['panel']}>
      <h2 className={styles['heading']}>{t('Overview')}</h2>
      <ul className={styles['lines']}>
        {readEvidence(attempt).map((line) => (
          <li key={line.finding} className={[styles['line'], styles[line.level]].join(' ')}>
            <Level level={line.level} />
            <span className={styles['words']}>
              {line.proof === null ? (
                <Words line={line} />
              ) : (
                <a
                  href={href({
                    at: 'artifact',
                    specName,
                    taskId,
                    version,
                    name: line.proof.name,
                    ...(line.proof.place === null ? {} : { place: line.proof.place }),
                  })}
                  title={[line.proof.name, line.proof.place].filter((part) => part !== null).join(' · ')}
                >
                  <Words line={line} />
                </a>
              )}
              {line.quote !== null && <q className={styles['quote']}>{line.quote}</q>}
              {line.reason !== null && <span className={styles['reason']}>{sayReason(line.reason)}</span>}
              {line.reason !== null && line.finding === 'content-unread' && <Button onClick={readAgain}>{t('Try again')}</Button>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Words({ line: { finding, counts } }: { line: EvidenceLine }) {
  return describeFinding(finding, counts)
}

function Level({ level }: { level: EvidenceLevel }) {
  const { Icon, words } = looks[level]
  return (
    <span role="img" aria-label={`${words}:`} title={words} className={styles['icon']}>
      <Icon aria-hidden />
    </span>
  )
}
