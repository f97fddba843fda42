import { t } from '../../../shared/language/translate.ts'
import { KeyRound, SearchX } from 'lucide-react'
import { useDeferredValue, useRef, useState } from 'react'
import { type KeyedBlob, useBlobs } from '../../state/blobs.ts'
import { type ArtifactDestination } from '../../state/route.ts'
import { useHref } from '../../state/navigation.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { FilterField } from '../../ui/controls/FilterField.tsx'
import { ListFoot } from '../../ui/rows/ListFoot.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { Pane } from '../../ui/panes/Pane.tsx'
import { PaneHead } from '../../ui/panes/PaneHead.tsx'
import { plural } from '../../ui/words/plural.ts'
import { focusList } from '../../ui/rows/row-focus.ts'
import { momentColumn, sizeColumn } from '../../ui/rows/end-columns.ts'
import { type Column, RowGrid } from '../../ui/rows/RowGrid.tsx'
import { TypeIcon } from '../artifact/TypeIcon.tsx'
import styles from './BlobsView.module.css'

const columns: Column<KeyedBlob>[] = [
  { id: 'key', header: t('Key'), cell: ({ key }) => <span className={styles['key']}>{key === '' ? t('(empty key)') : key}</span> },
  sizeColumn({ id: 'size', header: t('Size'), of: ({ artifact }) => artifact.record.originalSize }),
  momentColumn({ id: 'put', header: t('Put'), of: ({ artifact }) => artifact.record.createdAt }),
]

const typeIcon = ({ artifact }: KeyedBlob) => <TypeIcon artifact={artifact} />

/** What runners put under keys of their own, newest first; the open one is shown beside the list. */
export function BlobsView({ open }: { open?: ArtifactDestination }) {
  const [text, setText] = useState('')
  const list = useBlobs(useDeferredValue(text.trim()))
  const href = useHref()
  const grid = useRef<HTMLElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const focus = () => focusList(grid.current)
  useShortcuts({ 'next-row': focus, 'previous-row': focus, filter: () => field.current?.focus() })
  const rows = list.state === 'ready' ? list.value.blobs : []
  const current = open && rows.find(({ artifact: { record } }) => record.taskId === open.taskId && record.name === open.name)
  return (
    <Pane
      label={t('Keyed blobs')}
      head={
        <>
          <PaneHead title={t('Keyed blobs')} facts={t('What runners put under keys of their own, outside specs and tasks')} />
          <div className={styles['filter']}>
            <FilterField ref={field} label={t('Filter by words of key or content')} value={text} onValue={setText} onLeave={focus} />
          </div>
        </>
      }
    >
      {(scroller) => (
        <Loaded from={list} label={t('Loading keyed blobs')}>
          {({ blobs, showMore, isLoadingMore }) =>
            blobs.length === 0 ? (
              <NoBlobs text={text} onClear={() => setText('')} />
            ) : (
              <>
                <RowGrid
                  ref={grid}
                  label={t('Keyed blobs')}
                  className={styles['grid']}
                  columns={columns}
                  rows={blobs}
                  rowKey={({ artifact }) => artifact.record.uri}
                  rowName={({ key }) => key}
                  href={({ artifact: { record } }) =>
                    href({ at: 'artifact', specName: record.specName, taskId: record.taskId, version: record.version, name: record.name })
                  }
                  icon={typeIcon}
                  currentKey={current?.artifact.record.uri}
                  scroller={scroller}
                />
                <ListFoot showMore={showMore} isLoadingMore={isLoadingMore}>
                  {plural(blobs.length, 'blob')}
                </ListFoot>
              </>
            )
          }
        </Loaded>
      )}
    </Pane>
  )
}

function NoBlobs({ text, onClear }: { text: string; onClear: () => void }) {
  if (text.trim() !== '')
    return (
      <Notice
        icon={<SearchX aria-hidden />}
        title={t('No blob matches “{text}”', { text: text.trim() })}
        actions={<Button onClick={onClear}>{t('Clear the filter')}</Button>}
      />
    )
  return (
    <Notice icon={<KeyRound aria-hidden />} title={t('No keyed blobs yet')}>
      {t('“vitrine kv put KEY FILE” puts one, and runners do so through the key-value port.')}
    </Notice>
  )
}
