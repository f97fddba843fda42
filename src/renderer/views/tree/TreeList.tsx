import { useDensity } from '../../ui/reader/density.ts'
import { t } from '../../../shared/language/translate.ts'
import { useVirtualizer } from '@tanstack/react-virtual'
import { FilterX, PackageOpen } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { type SpecSummary } from '../../../shared/spec.ts'
import { setFilter, useRoute } from '../../state/navigation.ts'
import { setPreferences, usePreferences } from '../../state/preferences.ts'
import { type Destination } from '../../state/route.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { useRowFocus } from '../../ui/rows/row-focus.ts'
import { pressInTree } from './tree-keys.ts'
import { rowKey, treeKey, treeRows } from './tree-rows.ts'
import styles from './SpecTree.module.css'
import { TreeItem } from './TreeItem.tsx'

const rowHeights = { comfortable: 28, compact: 24 }

function currentKey(to: Destination): string | undefined {
  switch (to.at) {
    case 'spec':
      return treeKey(to.specName)
    case 'task':
    case 'artifact':
    case 'compare':
      return treeKey(to.specName, to.taskId)
    case 'home':
    case 'storage':
    case 'cleanup':
    case 'trash':
    case 'verify':
    case 'activity':
    case 'search':
    case 'sessions':
    case 'queue':
    case 'blobs':
    case 'settings':
    case 'workspaces':
    case 'unknown':
      return undefined
  }
}

export function TreeList({ specs }: { specs: readonly SpecSummary[] }) {
  const rowHeightPx = rowHeights[useDensity()]
  const { to, filter } = useRoute()
  const { openSpecs } = usePreferences()
  const currentSpec = to.at === 'spec' || to.at === 'task' || to.at === 'artifact' || to.at === 'compare' ? to.specName : undefined
  const rows = useMemo(() => treeRows(specs, { filter, openSpecs, currentSpec }), [specs, filter, openSpecs, currentSpec])
  // Whatever is of all rows is found once: the list is rendered with every step of a scroll.
  const keys = useMemo(() => rows.map(rowKey), [rows])
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
  })
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeightPx])
  const current = currentKey(to)
  const focus = useRowFocus({
    keys,
    list: scroller,
    currentKey: current,
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  })
  const currentIndex = current === undefined ? -1 : keys.indexOf(current)
  // A link may lead far down the tree; a row that is seen already stays where it is.
  useEffect(() => {
    if (currentIndex >= 0) virtualizer.scrollToIndex(currentIndex, { align: 'auto' })
    // oxlint-disable-next-line react/exhaustive-deps -- only another place scrolls, not rows that come and go above it
  }, [current])
  const toggle = useCallback(
    (specName: string, isOpen: boolean) => setPreferences({ openSpecs: { ...openSpecs, [specName]: isOpen } }),
    [openSpecs],
  )
  const press = (event: KeyboardEvent) => {
    if (pressInTree(event, { rows, focus, toggle })) event.preventDefault()
  }
  if (specs.length === 0) return <Notice icon={<PackageOpen aria-hidden />} title={t('No specs yet')} />
  if (rows.length === 0) {
    return (
      <Notice
        icon={<FilterX aria-hidden />}
        title={t('Nothing matches “{filter}”', { filter })}
        actions={<Button onClick={() => setFilter('')}>{t('Clear the filter')}</Button>}
      >
        {t('No spec or task has all of these words in its name.')}
      </Notice>
    )
  }
  return (
    <div ref={scroller} className={styles['scroller']}>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its items take the focus */}
      <div
        role="tree"
        data-row-list
        aria-label={t('Specs and tasks')}
        className={styles['tree']}
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={press}
      >
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          return row === undefined ? null : (
            <TreeItem
              key={keys[index]}
              row={row}
              topPx={start}
              heightPx={rowHeightPx}
              isCurrent={index === currentIndex}
              isActive={index === focus.activeIndex}
              onFocus={focus.noteFocus}
              onToggle={toggle}
            />
          )
        })}
      </div>
    </div>
  )
}
