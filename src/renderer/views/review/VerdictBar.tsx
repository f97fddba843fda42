import { plural } from '../../ui/words/plural.ts'
import { listed, t } from '../../../shared/language/translate.ts'
import { Ban, CircleCheck, MessageSquareWarning, Undo2 } from 'lucide-react'
import { verdictWords } from '../../../shared/review/queue-words.ts'
import { type Verdict } from '../../../shared/review/verdict.ts'
import { type Attempt } from '../../../shared/spec.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Hint } from '../../ui/hint/Hint.tsx'
import { Moment } from '../../ui/words/Moment.tsx'
import { useVerdictKeys } from './use-verdict-keys.ts'
import { VerdictBadge } from './VerdictBadge.tsx'
import styles from './VerdictBar.module.css'

const choices: { verdict: Verdict; words: string; hint: string; shortcut: string; Icon: typeof Ban }[] = [
  { verdict: 'approved', words: t('Approve'), hint: t('Approve this attempt'), shortcut: 'A', Icon: CircleCheck },
  {
    verdict: 'changes-requested',
    words: t('Request changes'),
    hint: t('Request changes to this attempt'),
    shortcut: 'R',
    Icon: MessageSquareWarning,
  },
  { verdict: 'blocked', words: t('Block'), hint: t('Block this attempt'), shortcut: 'B', Icon: Ban },
]

interface VerdictBarProps {
  specName: string
  taskId: string
  /** As it is shown: the verdict is given on exactly this. */
  attempt: Attempt
}

/** What stands on the attempt, and the keys and buttons that decide. */
export function VerdictBar({ specName, taskId, attempt }: VerdictBarProps) {
  const { version, review } = attempt
  const { standing, unseen } = review
  const { give, takeBack, isWritable } = useVerdictKeys({ specName, taskId }, attempt)
  return (
    <div role="group" aria-label={t('Verdict on attempt {version}', { version })} className={styles['bar']}>
      <p className={styles['words']}>
        {standing === null ? (
          <span className={styles['muted']}>{t('Attempt {version} is not reviewed', { version })}</span>
        ) : (
          <>
            <VerdictBadge verdict={standing.verdict} isPartly={unseen.length > 0} />
            <span className={styles['muted']}>
              {standing.by !== null && `${t('by {name}', { name: standing.by })} `}
              {standing.at !== null && <Moment at={standing.at} />}
              {unseen.length > 0 && (
                <span className={styles['news']} title={listed(unseen)}>
                  {' '}
                  ·{' '}
                  {unseen.length === 1
                    ? t('{name} came or changed since', { name: unseen[0] ?? '' })
                    : t('{artifacts} came or changed since', { artifacts: plural(unseen.length, 'artifact') })}
                </span>
              )}
            </span>
          </>
        )}
      </p>
      <span className={styles['buttons']}>
        {standing !== null && (
          <Hint text={t('Take “{verdict}” back', { verdict: verdictWords[standing.verdict].toLowerCase() })} shortcut="Z">
            <Button look="quiet" disabled={!isWritable} onClick={takeBack} aria-label={t('Take the verdict back')}>
              <Undo2 aria-hidden />
            </Button>
          </Hint>
        )}
        {choices.map(({ verdict, words, hint, shortcut, Icon }) => (
          <Hint key={verdict} text={hint} shortcut={shortcut}>
            <Button
              aria-label={words}
              aria-pressed={standing?.verdict === verdict}
              className={[styles['choice'], styles[verdict]].join(' ')}
              disabled={!isWritable}
              onClick={() => give(verdict)}
            >
              <Icon aria-hidden />
              <span>{words}</span>
            </Button>
          </Hint>
        ))}
      </span>
    </div>
  )
}
