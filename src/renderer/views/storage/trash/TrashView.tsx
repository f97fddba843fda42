import { RotateCcw, Trash2, X } from 'lucide-react'
import { useRef } from 'react'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type Trashed } from '../../../../shared/trash.ts'
import { openDialog } from '../../../state/dialog.ts'
import { navigate, useHref } from '../../../state/navigation.ts'
import { useShortcuts } from '../../../state/shortcuts.ts'
import { useWritable } from '../../../state/store.ts'
import { useStartRestore, useTrash } from '../../../state/trash.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Loaded } from '../../../ui/Loaded.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { useNow } from '../../../ui/now.ts'
import { formatCount, plural } from '../../../ui/plural.ts'
import { focusList } from '../../../ui/row-focus.ts'
import { sayFailure } from '../../../ui/toasts.ts'
import { useSelection } from '../../../ui/use-selection.ts'
import { FindBar } from '../FindBar.tsx'
import { RoomPane } from '../RoomPane.tsx'
import { Conflicts } from './Conflicts.tsx'
import { filterTrash, isExpired, sumBytes } from './trash-rows.ts'
import { TrashGrid } from './TrashGrid.tsx'

/** What was deleted and can still come back. */
export function TrashView({ text }: { text: string }) {
  const trash = useTrash()
  return (
    <Loaded from={trash} label="Loading the trash">
      {(value) => <TrashList trashed={value} text={text} />}
    </Loaded>
  )
}

function TrashList({ trashed, text }: { trashed: readonly Trashed[]; text: string }) {
  const href = useHref()
  const isWritable = useWritable()
  const nowMs = useNow()
  const startRestore = useStartRestore()
  const list = useRef<HTMLElement>(null)
  const shown = filterTrash(trashed, text)
  const selection = useSelection(shown.map(({ trashId }) => trashId))
  const selected = shown.filter(({ trashId }) => selection.keys.has(trashId))
  const expired = trashed.filter((item) => isExpired(item, nowMs))
  const chosen = selected.length > 0 ? selected : shown
  const restore = (items: readonly Trashed[]) => {
    selection.clear()
    startRestore(items.map(({ trashId }) => trashId)).catch(sayFailure)
  }
  const purge = (what: string, items: readonly Trashed[]) => openDialog({ dialog: 'purge', what, trashed: items })
  const focus = () => focusList(list.current)
  useShortcuts({
    'next-row': focus,
    'previous-row': focus,
    out: () => selected.length > 0 && (selection.clear(), true),
    delete: () => isWritable && selected.length > 0 && (purge('selected', selected), true),
  })
  const ofWhat = selected.length > 0 ? 'selected' : text.trim() === '' ? 'all' : 'shown'
  return (
    <RoomPane
      title="Trash"
      facts={`${plural(trashed.length, 'artifact')}, ${formatBytes(sumBytes(trashed))}${expired.length > 0 ? `, ${formatCount(expired.length)} expired` : ''}`}
      actions={
        trashed.length > 0 && (
          <>
            <Button disabled={!isWritable || chosen.length === 0} onClick={() => restore(chosen)}>
              <RotateCcw aria-hidden />
              Restore {ofWhat === 'all' ? 'all' : `${formatCount(chosen.length)} ${ofWhat}`}
            </Button>
            {expired.length > 0 && (
              <Button disabled={!isWritable} onClick={() => purge('expired', expired)}>
                Purge {formatCount(expired.length)} expired…
              </Button>
            )}
            <Button disabled={!isWritable || chosen.length === 0} onClick={() => purge(ofWhat, chosen)}>
              <Trash2 aria-hidden />
              Purge {ofWhat === 'all' ? 'all' : `${formatCount(chosen.length)} ${ofWhat}`}…
            </Button>
          </>
        )
      }
      bar={
        trashed.length > 0 && (
          <FindBar
            label="Filter the trash"
            text={text}
            onText={(text) => navigate({ at: 'trash', ...(text === '' ? {} : { text }) }, { replace: true })}
            onLeave={focus}
          >
            {selected.length > 0 && (
              <IconButton label="Clear the selection" shortcut="Escape" onClick={selection.clear}>
                <X />
              </IconButton>
            )}
          </FindBar>
        )
      }
    >
      {(scroller) => (
        <>
          <Conflicts />
          {shown.length > 0 ? (
            <TrashGrid ref={list} trashed={shown} selection={selection} nowMs={nowMs} scroller={scroller} />
          ) : trashed.length > 0 ? (
            <Notice
              icon={<Trash2 aria-hidden />}
              title={`Nothing in the trash matches “${text}”`}
              actions={<a href={href({ at: 'trash' })}>Show all {formatCount(trashed.length)}</a>}
            />
          ) : (
            <Notice icon={<Trash2 aria-hidden />} title="The trash is empty">
              What is deleted waits here, and can be restored exactly as it was.
            </Notice>
          )}
        </>
      )}
    </RoomPane>
  )
}
