import { listed, t } from '../../../../shared/language/translate.ts'
import { RotateCcw, Trash2, X } from 'lucide-react'
import { useRef } from 'react'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type TrashChoice, type Trashed, type TrashSelection } from '../../../../shared/trash.ts'
import { openDialog, type PurgeQuestion } from '../../../state/dialog.ts'
import { navigate, useHref } from '../../../state/navigation.ts'
import { useShortcuts } from '../../../state/shortcuts.ts'
import { useWritable } from '../../../state/store.ts'
import { type Trash, useStartRestore, useTrash } from '../../../state/trash.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { IconButton } from '../../../ui/controls/IconButton.tsx'
import { Loaded } from '../../../ui/Loaded.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { useNow } from '../../../ui/words/now.ts'
import { formatCount, plural } from '../../../ui/words/plural.ts'
import { ReadOn } from '../../../ui/rows/ReadOn.tsx'
import { focusList } from '../../../ui/rows/row-focus.ts'
import { useJobStart } from '../activity/use-job-start.ts'
import { useSelection } from '../../../ui/rows/use-selection.ts'
import { sayOnlyRead } from '../../store/only-read.ts'
import { ListBar } from '../ListBar.tsx'
import { RoomPane } from '../RoomPane.tsx'
import { Conflicts } from './Conflicts.tsx'
import { DamagedTrash } from './DamagedTrash.tsx'
import { isExpired, sumBytes } from './trash-rows.ts'
import { TrashGrid } from './TrashGrid.tsx'

/** What was deleted and can still come back. */
export function TrashView({ text }: { text: string }) {
  const { trash, more } = useTrash(text)
  if (trash.state === 'ready') return <TrashList trash={trash.value} typed={text} onMore={more} />
  return (
    <RoomPane title={t('Trash')} facts={noFacts}>
      {() => (
        <Loaded from={trash} label={t('Loading the trash')}>
          {() => null}
        </Loaded>
      )}
    </RoomPane>
  )
}

/** Keeps its line until there is something to say. */
const noFacts = '\u00a0'

const sumOf = (items: readonly Trashed[]) => ({ artifacts: items.length, sizeBytes: sumBytes(items) })

interface TrashListProps {
  trash: Trash
  /** As it is typed; what is shown may still be that of an earlier text. */
  typed: string
  onMore: () => void
}

function TrashList({ trash, typed, onMore }: TrashListProps) {
  const { trashed: shown, all, chosen: matching, expired, damaged, text } = trash
  const href = useHref()
  const isWritable = useWritable()
  const nowMs = useNow()
  const startRestore = useStartRestore()
  const { start } = useJobStart('restore')
  const list = useRef<HTMLElement>(null)
  const selection = useSelection(shown.map(({ trashId }) => trashId))
  const selected = shown.filter(({ trashId }) => selection.keys.has(trashId))
  // What is shown is meant: neither what is deleted from now on, nor what was typed and is not shown yet.
  const choice: TrashChoice = { text, upTo: shown[0]?.trashId }
  const chosen: Omit<PurgeQuestion, 'what'> =
    selected.length > 0
      ? { ...sumOf(selected), selection: { trashIds: selected.map(({ trashId }) => trashId) }, named: selected }
      : { ...matching, selection: { choice }, named: shown }
  const restore = (wanted: TrashSelection) => {
    selection.clear()
    void start(startRestore(wanted))
  }
  const purge = (what: PurgeQuestion['what'], part: Omit<PurgeQuestion, 'what'>) =>
    openDialog({ dialog: 'purge', purge: { what, ...part } })
  const purgeExpired = () =>
    purge('expired', {
      ...expired,
      selection: { choice: { ...choice, isExpired: true } },
      named: shown.filter((item) => isExpired(item, nowMs)),
    })
  const focus = () => focusList(list.current)
  useShortcuts({
    'next-row': focus,
    'previous-row': focus,
    out: () => selected.length > 0 && (selection.clear(), true),
    delete: () => selected.length > 0 && (isWritable ? purge('selected', chosen) : sayOnlyRead()),
  })
  const ofWhat = selected.length > 0 ? 'selected' : text === '' ? 'all' : 'shown'
  return (
    <RoomPane
      title={t('Trash')}
      facts={listed([
        plural(all.artifacts, 'artifact'),
        formatBytes(all.sizeBytes),
        ...(expired.artifacts > 0 ? [t('{count} expired', { count: formatCount(expired.artifacts) })] : []),
      ])}
      actions={
        all.artifacts > 0 && (
          <>
            <Button disabled={!isWritable || chosen.artifacts === 0} onClick={() => restore(chosen.selection)}>
              <RotateCcw aria-hidden />
              {t('Restore {what}', { what: whatWords(ofWhat, chosen.artifacts) })}
            </Button>
            {expired.artifacts > 0 && (
              <Button disabled={!isWritable} onClick={purgeExpired}>
                {t('Purge {what}…', { what: t('{count} expired', { count: formatCount(expired.artifacts) }) })}
              </Button>
            )}
            <Button disabled={!isWritable || chosen.artifacts === 0} onClick={() => purge(ofWhat, chosen)}>
              <Trash2 aria-hidden />
              {t('Purge {what}…', { what: whatWords(ofWhat, chosen.artifacts) })}
            </Button>
          </>
        )
      }
      bar={
        all.artifacts > 0 && (
          <ListBar
            label={t('Filter the trash')}
            text={typed}
            onText={(text) => navigate({ at: 'trash', ...(text === '' ? {} : { text }) }, { replace: true })}
            onLeave={focus}
          >
            {selected.length > 0 && (
              <IconButton label={t('Clear the selection')} shortcut="Escape" onClick={selection.clear}>
                <X />
              </IconButton>
            )}
          </ListBar>
        )
      }
    >
      {(scroller) => (
        <>
          <Conflicts />
          <DamagedTrash damaged={damaged} />
          {shown.length > 0 ? (
            <>
              <TrashGrid ref={list} trashed={shown} selection={selection} nowMs={nowMs} scroller={scroller} />
              {shown.length < matching.artifacts && (
                <ReadOn key={shown.length} onMore={onMore} scroller={scroller}>
                  {t('{shown} of {total} shown, more as you scroll', {
                    shown: formatCount(shown.length),
                    total: formatCount(matching.artifacts),
                  })}
                </ReadOn>
              )}
            </>
          ) : all.artifacts > 0 ? (
            <Notice
              icon={<Trash2 aria-hidden />}
              title={t('Nothing in the trash matches “{text}”', { text })}
              actions={<a href={href({ at: 'trash' })}>{t('Show all {count}', { count: formatCount(all.artifacts) })}</a>}
            />
          ) : (
            <Notice icon={<Trash2 aria-hidden />} title={t('The trash is empty')}>
              {t('What is deleted waits here, and can be restored exactly as it was.')}
            </Notice>
          )}
        </>
      )}
    </RoomPane>
  )
}

function whatWords(what: 'all' | 'selected' | 'shown', artifacts: number): string {
  const count = formatCount(artifacts)
  switch (what) {
    case 'all':
      return t('all')
    case 'selected':
      return t('{count} selected', { count })
    case 'shown':
      return t('{count} shown', { count })
  }
}
