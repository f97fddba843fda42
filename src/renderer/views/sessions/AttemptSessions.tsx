import { t } from '../../../shared/language/translate.ts'
import { Bot } from 'lucide-react'
import { type AttemptName } from '../../../shared/attempt-name.ts'
import { describeError } from '../../../shared/error-words.ts'
import { type Session } from '../../../shared/session.ts'
import { useHref } from '../../state/navigation.ts'
import { useAttemptSessions } from '../../state/sessions.ts'
import { Badge } from '../../ui/Badge.tsx'
import { formatMoment } from '../../ui/words/moment.ts'
import { outcomeWords, sessionDuration } from './session-words.ts'
import styles from './Sessions.module.css'

/** Whose an attempt was. Sessions that cannot be read are said so, and keep nothing else from being shown. */
export function AttemptSessions(attempt: AttemptName) {
  const sessions = useAttemptSessions(attempt)
  switch (sessions.state) {
    case 'loading':
      return null
    case 'failed':
      return <p className={styles['problem']}>{t('Its sessions are not known: {what}', { what: describeError(sessions.error).what })}</p>
    case 'ready':
      return sessions.value.length === 0 ? null : (
        <ul aria-label={t('Sessions of attempt {version}', { version: attempt.version })} className={styles['whose']}>
          {sessions.value.map((session) => (
            <Line key={session.sessionId} session={session} />
          ))}
        </ul>
      )
  }
}

function Line({ session }: { session: Session }) {
  const href = useHref()
  const { sessionId, agent, model, startedAt, endedAt, reason } = session
  const { words, tone } = outcomeWords(session)
  return (
    <li>
      <Bot aria-hidden />
      <a href={href({ at: 'sessions', sessionId })}>{t('Session of {agent}', { agent: model === null ? agent : `${agent} · ${model}` })}</a>
      <Badge tone={tone}>{words}</Badge>
      <span className={styles['muted']}>
        {formatMoment(startedAt)}
        {endedAt === null ? t(', not ended') : t(', for {duration}', { duration: sessionDuration(session) })}
        {reason === null ? '' : `: ${reason}`}
      </span>
    </li>
  )
}
