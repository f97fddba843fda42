import { t } from '../../../shared/language/translate.ts'
import { Bot } from 'lucide-react'
import { useRef } from 'react'
import { type Session } from '../../../shared/session.ts'
import { useHref } from '../../state/navigation.ts'
import { useSessions } from '../../state/sessions.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { Badge } from '../../ui/Badge.tsx'
import { ListFoot } from '../../ui/rows/ListFoot.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { MiddleCut } from '../../ui/MiddleCut.tsx'
import { Moment } from '../../ui/words/Moment.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { Pane } from '../../ui/panes/Pane.tsx'
import { PaneHead } from '../../ui/panes/PaneHead.tsx'
import { formatCount } from '../../ui/words/plural.ts'
import { focusList } from '../../ui/rows/row-focus.ts'
import { type Column, RowGrid } from '../../ui/rows/RowGrid.tsx'
import { outcomeWords, sessionDuration } from './session-words.ts'
import styles from './Sessions.module.css'

const columns: Column<Session>[] = [
  { id: 'agent', header: t('Agent'), cell: ({ agent, model }) => <MiddleCut text={model === null ? agent : `${agent} · ${model}`} /> },
  {
    id: 'task',
    header: t('Task'),
    isMuted: true,
    cell: ({ specName, taskId }) => [specName, taskId].filter((name) => name !== null).join(' › '),
  },
  { id: 'started', header: t('Started'), cell: ({ startedAt }) => <Moment at={startedAt} /> },
  { id: 'outcome', header: t('Outcome'), cell: (session) => <Outcome session={session} /> },
  { id: 'duration', header: t('Duration'), isEnd: true, cell: (session) => sessionDuration(session) },
  { id: 'events', header: t('Events'), isEnd: true, cell: ({ events }) => formatCount(events) },
]

function Outcome({ session }: { session: Session }) {
  const { words, tone } = outcomeWords(session)
  return <Badge tone={tone}>{words}</Badge>
}

/** Who worked, the latest first. */
export function SessionList() {
  const loaded = useSessions()
  const href = useHref()
  const list = useRef<HTMLElement>(null)
  const focus = () => focusList(list.current)
  useShortcuts({ 'next-row': focus, 'previous-row': focus })
  return (
    <Pane label={t('Sessions')} head={<PaneHead title={t('Sessions')} facts={t('Who worked on what, when, and how it ended')} />}>
      {(scroller) => (
        <Loaded from={loaded} label={t('Loading sessions')}>
          {({ sessions, showMore, isLoadingMore }) =>
            sessions.length === 0 ? (
              <Notice icon={<Bot aria-hidden />} title={t('No sessions yet')}>
                {t('Agents tell of them with “vitrine session start”, or through the session port.')}
              </Notice>
            ) : (
              <>
                <RowGrid
                  ref={list}
                  label={t('Sessions')}
                  className={styles['grid']}
                  columns={columns}
                  rows={sessions}
                  rowKey={({ sessionId }) => sessionId}
                  rowName={({ agent, startedAt }) => t('Session of {agent}, {startedAt}', { agent, startedAt })}
                  href={({ sessionId }) => href({ at: 'sessions', sessionId })}
                  scroller={scroller}
                />
                <ListFoot showMore={showMore} isLoadingMore={isLoadingMore} />
              </>
            )
          }
        </Loaded>
      )}
    </Pane>
  )
}
