import { t } from '../../../shared/language/translate.ts'
import { SearchX } from 'lucide-react'
import { formatBytes } from '../../../shared/bytes.ts'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { isVitrineError } from '../../../shared/errors.ts'
import { type Session } from '../../../shared/session.ts'
import { useHref } from '../../state/navigation.ts'
import { useSession, useSessionArtifacts, useSessionEvents } from '../../state/sessions.ts'
import { Badge } from '../../ui/Badge.tsx'
import { ListFoot } from '../../ui/rows/ListFoot.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { MiddleCut } from '../../ui/MiddleCut.tsx'
import { formatMoment } from '../../ui/words/moment.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { Pane } from '../../ui/panes/Pane.tsx'
import { PaneHead } from '../../ui/panes/PaneHead.tsx'
import { plural } from '../../ui/words/plural.ts'
import { type Column } from '../../ui/rows/RowGrid.tsx'
import { ArtifactGrid } from '../artifact/ArtifactGrid.tsx'
import { dataWords, outcomeWords, sessionDuration } from './session-words.ts'
import styles from './Sessions.module.css'

/** A session: whose, how it ended, what it made, what happened in it. Each part is shown though another cannot be read. */
export function SessionView({ sessionId }: { sessionId: string }) {
  const session = useSession(sessionId)
  const href = useHref()
  if (session.state === 'failed' && isVitrineError(session.error, 'session.not-found')) {
    return (
      <Pane label={t('Session')}>
        {() => (
          <Notice
            isPage
            icon={<SearchX aria-hidden />}
            title={t('No session is known by “{sessionId}”', { sessionId })}
            actions={<a href={href({ at: 'sessions' })}>{t('All sessions')}</a>}
          >
            {t('Artifacts may name a session that nobody told of, or the link is from another store.')}
          </Notice>
        )}
      </Pane>
    )
  }
  return (
    <Pane label={t('Session')} head={<PaneHead title={t('Session')} facts={sessionId} />}>
      {(scroller) => (
        <div className={styles['session']}>
          <Loaded from={session} label={t('Loading the session')}>
            {(value) => <SessionFacts session={value} />}
          </Loaded>
          <section aria-label={t('What it made')}>
            <h2 className={styles['heading']}>{t('What it made')}</h2>
            <Made sessionId={sessionId} scroller={scroller} />
          </section>
          <section aria-label={t('What happened')}>
            <h2 className={styles['heading']}>{t('What happened')}</h2>
            <Events sessionId={sessionId} total={session.state === 'ready' ? session.value.events : 0} />
          </section>
        </div>
      )}
    </Pane>
  )
}

function SessionFacts({ session }: { session: Session }) {
  const href = useHref()
  const { agent, model, specName, taskId, startedAt, endedAt, reason, metadata } = session
  const { words, tone } = outcomeWords(session)
  return (
    <dl className={styles['facts']}>
      <dt>{t('Agent')}</dt>
      <dd>{model === null ? agent : `${agent} · ${model}`}</dd>
      {specName !== null && (
        <>
          <dt>{t('Task')}</dt>
          <dd>
            <a href={href(taskId === null ? { at: 'spec', specName } : { at: 'task', specName, taskId })}>
              {[specName, taskId].filter((name) => name !== null).join(' › ')}
            </a>
          </dd>
        </>
      )}
      <dt>{t('Started')}</dt>
      <dd>{formatMoment(startedAt)}</dd>
      <dt>{t('Ended')}</dt>
      <dd>
        {endedAt === null
          ? t('not yet')
          : t('{moment}, after {duration}', { moment: formatMoment(endedAt), duration: sessionDuration(session) })}
      </dd>
      <dt>{t('Outcome')}</dt>
      <dd>
        <Badge tone={tone}>{words}</Badge> {reason}
      </dd>
      {Object.entries(metadata).map(([name, value]) => (
        <div key={name} className={styles['pair']}>
          <dt>{name}</dt>
          <dd>{dataWords(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

const columns: Column<Artifact>[] = [
  { id: 'name', header: t('Artifact'), cell: ({ record }) => <MiddleCut text={record.name} /> },
  {
    id: 'where',
    header: t('Where'),
    isMuted: true,
    cell: ({ record: { specName, taskId, version } }) => t('{specName} › {taskId} › attempt {version}', { specName, taskId, version }),
  },
  { id: 'size', header: t('Size'), isEnd: true, cell: ({ record }) => formatBytes(record.originalSize) },
]

function Made({ sessionId, scroller }: { sessionId: string; scroller: HTMLElement | null }) {
  const artifacts = useSessionArtifacts(sessionId)
  return (
    <Loaded from={artifacts} label={t('Loading what it made')}>
      {(value) =>
        value.length === 0 ? (
          <p className={styles['none']}>{t('No artifact names this session.')}</p>
        ) : (
          <ArtifactGrid
            label={t('Artifacts of the session')}
            className={styles['made']}
            columns={columns}
            artifacts={value}
            scroller={scroller}
          />
        )
      }
    </Loaded>
  )
}

function Events({ sessionId, total }: { sessionId: string; total: number }) {
  const loaded = useSessionEvents(sessionId)
  return (
    <Loaded from={loaded} label={t('Loading events')}>
      {({ events, showMore, isLoadingMore }) => (
        <>
          {events.length === 0 && <p className={styles['none']}>{t('Nothing was told of it.')}</p>}
          <ol aria-label={t('Events')} className={styles['events']}>
            {events.map(({ sequence, at, type, data }) => (
              <li key={sequence}>
                <time dateTime={at} className={styles['muted']}>
                  {formatMoment(at)}
                </time>
                <span className={styles['type']}>{type}</span>
                <span className={styles['data']}>{dataWords(data)}</span>
              </li>
            ))}
          </ol>
          <ListFoot
            showMore={events.length < total ? showMore : undefined}
            isLoadingMore={isLoadingMore}
            moreWords={t('Show more of {events}', { events: plural(total, 'event') })}
          />
        </>
      )}
    </Loaded>
  )
}
