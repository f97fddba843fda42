import { t } from '../../../../shared/language/translate.ts'
import { Leaf, Undo2, X } from 'lucide-react'
import { useRef } from 'react'
import { type PlanSummary, soonDays } from '../../../../shared/retention.ts'
import { usePlanItems } from '../../../state/cleanup.ts'
import { navigate } from '../../../state/navigation.ts'
import { useShortcuts } from '../../../state/shortcuts.ts'
import { type CleanupDestination } from '../../../state/storage-route.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { IconButton } from '../../../ui/controls/IconButton.tsx'
import { Loaded } from '../../../ui/Loaded.tsx'
import { formatMoment } from '../../../ui/words/moment.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { formatCount, plural } from '../../../ui/words/plural.ts'
import { focusList } from '../../../ui/rows/row-focus.ts'
import { useSelection } from '../../../ui/rows/use-selection.ts'
import { ListBar } from '../ListBar.tsx'
import styles from './CleanupView.module.css'
import { PlanGrid, type PlanListName } from './PlanGrid.tsx'

interface PlanBodyProps {
  to: CleanupDestination
  plan: PlanSummary
  scroller: HTMLElement | null
}

const emptyWords: Record<PlanListName, { title: string; body: string }> = {
  due: { title: t('Nothing is due'), body: t('By this policy everything is young enough, or kept for a reason.') },
  kept: { title: t('Nothing that is old enough is kept'), body: t('What is old enough is due.') },
  soon: {
    title: t('Nothing more will be due within {days}', { days: plural(soonDays, 'day') }),
    body: t('What is due now stands under Due.'),
  },
}

/** The plan's three lists; rows can be taken out of what is due, and put back. */
export function PlanBody({ to, plan, scroller }: PlanBodyProps) {
  const list: PlanListName = to.list ?? 'due'
  const text = to.text ?? ''
  const { items, more } = usePlanItems({ planId: plan.planId, list, text })
  const grid = useRef<HTMLElement>(null)
  const rows = items.state === 'ready' ? items.value.items : []
  const selection = useSelection(rows.map(({ uri }) => uri))
  const selected = rows.filter(({ uri }) => selection.keys.has(uri))
  const change = (next: Partial<CleanupDestination>) => navigate({ ...to, ...next }, { replace: true })
  const showList = (next: PlanListName) => {
    const { list: _list, ...rest } = to
    navigate(next === 'due' ? rest : { ...rest, list: next }, { replace: true })
  }
  const takeOut = () => change({ excludedUris: [...new Set([...(to.excludedUris ?? []), ...selected.map(({ uri }) => uri)])] })
  const excluded = selected.filter(({ because }) => because === 'excluded').map(({ uri }) => uri)
  const putBack = (uris: readonly string[]) => change({ excludedUris: (to.excludedUris ?? []).filter((uri) => !uris.includes(uri)) })
  const focus = () => focusList(grid.current)
  useShortcuts({ 'next-row': focus, 'previous-row': focus, out: () => selected.length > 0 && (selection.clear(), true) })
  const counts: [PlanListName, string, number][] = [
    ['due', t('Due'), plan.due],
    ['kept', t('Kept though old'), plan.kept],
    ['soon', t('Due within {days}', { days: plural(soonDays, 'day') }), plan.soon],
  ]
  return (
    <>
      <div className={styles['lists']}>
        <div role="group" aria-label={t('Lists of the plan')} className={styles['switch']}>
          {counts.map(([name, words, count]) => (
            <button key={name} type="button" aria-pressed={list === name} className={styles['choice']} onClick={() => showList(name)}>
              {words} <span className={styles['count']}>{formatCount(count)}</span>
            </button>
          ))}
        </div>
        <p className={styles['moment']}>{t('Planned {now}; what changes later is skipped, and said.', { now: formatMoment(plan.now) })}</p>
      </div>
      <ListBar label={t('Filter the plan')} text={text} onText={(text) => change({ text })} onLeave={focus}>
        {list === 'due' && selected.length > 0 && (
          <Button onClick={takeOut}>
            <Leaf aria-hidden />
            {t('Keep {artifacts}', { artifacts: plural(selected.length, 'artifact') })}
          </Button>
        )}
        {excluded.length > 0 && (
          <Button onClick={() => putBack(excluded)}>
            <Undo2 aria-hidden />
            {t('Put {artifacts} back into the plan', { artifacts: plural(excluded.length, 'artifact') })}
          </Button>
        )}
        {list !== 'soon' && selected.length > 0 && (
          <IconButton label={t('Clear the selection')} shortcut="Escape" onClick={selection.clear}>
            <X />
          </IconButton>
        )}
        {selected.length === 0 && (to.excludedUris?.length ?? 0) > 0 && (
          <Button look="quiet" onClick={() => putBack(to.excludedUris ?? [])}>
            <Undo2 aria-hidden />
            {t('{artifacts} taken out by hand, put back', { artifacts: plural(to.excludedUris?.length ?? 0, 'artifact') })}
          </Button>
        )}
      </ListBar>
      <Loaded from={items} label={t('Loading the plan')}>
        {(page) =>
          page.total > 0 ? (
            <PlanGrid
              ref={grid}
              list={list}
              page={page}
              selection={list === 'soon' ? undefined : selection}
              onMore={more}
              scroller={scroller}
            />
          ) : text === '' ? (
            <Notice icon={<Leaf aria-hidden />} title={emptyWords[list].title}>
              {emptyWords[list].body}
            </Notice>
          ) : (
            <Notice
              icon={<Leaf aria-hidden />}
              title={t('Nothing in this list matches “{text}”', { text })}
              actions={<Button onClick={() => change({ text: '' })}>{t('Clear the filter')}</Button>}
            />
          )
        }
      </Loaded>
    </>
  )
}
