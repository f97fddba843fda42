import { t } from '../../../shared/language/translate.ts'
import { CircleCheckBig, Inbox, ListChecks } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { verdictWords } from '../../../shared/review/queue-words.ts'
import { type QueueItem, type QueuePage, type QueueShow, queueShowSchema } from '../../../shared/review/queue.ts'
import { type Verdict } from '../../../shared/review/verdict.ts'
import { useHref } from '../../state/navigation.ts'
import { useQueue } from '../../state/review/queue.ts'
import { nextInQueue, taskKey } from '../../state/review/queue-walk.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { ButtonLink } from '../../ui/controls/ButtonLink.tsx'
import { ListFoot } from '../../ui/rows/ListFoot.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { say } from '../../ui/notices/toasts.ts'
import { Pane } from '../../ui/panes/Pane.tsx'
import { PaneHead } from '../../ui/panes/PaneHead.tsx'
import { formatCount, plural } from '../../ui/words/plural.ts'
import { focusList, focusRow, focusedRowKey } from '../../ui/rows/row-focus.ts'
import { Tabs } from '../../ui/controls/Tabs.tsx'
import { QueueGrid } from './QueueGrid.tsx'
import { useHeldQueue } from '../../state/review/queue-news.ts'
import { NewsButton } from '../task/NewsButton.tsx'
import { useJudge } from './use-judge.ts'

const noItems: readonly QueueItem[] = []
/** Keeps its line until there is something to say. */
const notKnownYet = '\u00a0'
const showWords = (show: QueueShow) => (show === 'waiting' ? t('Waiting') : verdictWords[show])

/** Tasks of all specs by what needs a look; each row says why, and a key judges it. */
export function QueueView({ show }: { show: QueueShow }) {
  const queue = useQueue(show)
  const href = useHref()
  const judge = useJudge()
  const grid = useRef<HTMLElement>(null)
  const wanted = useRef<string>(undefined)
  const { shown: items, newTasks, showNew } = useHeldQueue(queue.state === 'ready' ? queue.value.items : noItems)
  const counts = queue.state === 'ready' ? queue.value.counts : undefined
  const focus = () => focusList(grid.current)
  // The judged row leaves the list; the keyboard goes on with the one below it.
  useEffect(() => {
    if (wanted.current !== undefined && focusedRowKey(grid.current) === undefined && focusRow(grid.current, wanted.current))
      wanted.current = undefined
  })
  const give = (verdict: Verdict) => {
    const key = focusedRowKey(grid.current)
    const item = items.find((candidate) => taskKey(candidate) === key)
    if (item === undefined) return say(t('Not judged: no row has the keyboard'), undefined, 'early')
    const next = nextInQueue(items, item)
    wanted.current = next && taskKey(next)
    judge.give(item, verdict)
  }
  useShortcuts({
    'go-queue': () => show === 'waiting' && focus(),
    'next-row': focus,
    'previous-row': focus,
    approve: () => give('approved'),
    'request-changes': () => give('changes-requested'),
    block: () => give('blocked'),
    'take-back': () => judge.takeLastBack(),
  })
  const [first] = items
  return (
    <Pane
      label={t('Queue')}
      head={
        <>
          <PaneHead
            title={t('Queue')}
            facts={counts === undefined ? notKnownYet : t('{tasks} waiting for a look', { tasks: plural(counts.waiting, 'task') })}
          >
            <NewsButton news={{ added: newTasks, removed: 0 }} onShow={showNew} />
            {show === 'waiting' && first !== undefined && (
              <ButtonLink look="primary" href={href({ at: 'task', ...placeOf(first) }, 'queue')}>
                <ListChecks aria-hidden />
                {t('Start reviewing')}
              </ButtonLink>
            )}
          </PaneHead>
          <Tabs
            label={t('Lists of the queue')}
            tabs={queueShowSchema.options.map((option) => ({
              words: showWords(option),
              href: href({ at: 'queue', ...(option === 'waiting' ? {} : { show: option }) }),
              isOpen: option === show,
              ...(counts === undefined ? {} : { count: counts[option] }),
            }))}
          />
        </>
      }
    >
      {(scroller) => (
        <Loaded from={queue} label={t('Loading the queue')}>
          {({ showMore, isLoadingMore, counts }) =>
            items.length === 0 ? (
              <NothingHere show={show} counts={counts} />
            ) : (
              <>
                <QueueGrid ref={grid} label={showWords(show)} items={items} scroller={scroller} />
                <ListFoot showMore={showMore} isLoadingMore={isLoadingMore}>
                  {plural(items.length, 'task')} {showMore !== undefined && t('of {count}', { count: formatCount(counts[show]) })}
                </ListFoot>
              </>
            )
          }
        </Loaded>
      )}
    </Pane>
  )
}

const placeOf = ({ specName, taskId, version }: QueueItem) => ({ specName, taskId, version })

function NothingHere({ show, counts }: { show: QueueShow; counts: QueuePage['counts'] }) {
  const href = useHref()
  if (show !== 'waiting')
    return (
      <Notice
        icon={<Inbox aria-hidden />}
        title={t('No task is {verdict}', { verdict: verdictWords[show].toLowerCase() })}
        actions={<a href={href({ at: 'queue' })}>{t('What waits')}</a>}
      >
        {t('A verdict stands until a new attempt comes.')}
      </Notice>
    )
  const judged = counts.approved + counts['changes-requested'] + counts.blocked
  if (judged === 0)
    return (
      <Notice icon={<Inbox aria-hidden />} title={t('Nothing to review yet')} actions={<a href={href({ at: 'home' })}>{t('All specs')}</a>}>
        {t('Tasks come here with their first artifact.')}
      </Notice>
    )
  return (
    <Notice
      icon={<CircleCheckBig aria-hidden />}
      title={t('Everything is reviewed')}
      actions={<a href={href({ at: 'home' })}>{t('All specs')}</a>}
    >
      {t('{tasks} judged. A new attempt brings its task back here.', { tasks: plural(judged, 'task') })}
    </Notice>
  )
}
