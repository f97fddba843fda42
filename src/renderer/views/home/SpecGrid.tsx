import { listed, t } from '../../../shared/language/translate.ts'
import { useRef } from 'react'
import { type SpecSummary } from '../../../shared/spec.ts'
import { useHref } from '../../state/navigation.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { Pane } from '../../ui/panes/Pane.tsx'
import { PaneHead } from '../../ui/panes/PaneHead.tsx'
import { formatCount, plural } from '../../ui/words/plural.ts'
import { focusList } from '../../ui/rows/row-focus.ts'
import { momentColumn, sizeColumn } from '../../ui/rows/end-columns.ts'
import { type Column, RowGrid } from '../../ui/rows/RowGrid.tsx'
import { countFailing } from '../tree/tree-rows.ts'
import styles from './Home.module.css'

const columns: Column<SpecSummary>[] = [
  { id: 'spec', header: t('Spec'), cell: ({ specName }) => <span className={styles['name']}>{specName}</span> },
  { id: 'tasks', header: t('Tasks'), isEnd: true, cell: ({ tasks }) => formatCount(tasks.length) },
  {
    id: 'waiting',
    header: t('Waiting'),
    isEnd: true,
    cell: ({ tasks }) => <Waiting count={tasks.filter(({ isWaiting }) => isWaiting).length} />,
  },
  { id: 'failing', header: t('Failing'), isEnd: true, cell: ({ tasks }) => <Failing count={countFailing(tasks)} /> },
  { id: 'artifacts', header: t('Artifacts'), isEnd: true, cell: ({ artifacts }) => formatCount(artifacts) },
  sizeColumn({ id: 'size', header: t('Size'), of: ({ sizeBytes }) => sizeBytes }),
  momentColumn({ id: 'latest', header: t('Latest'), of: ({ latestAt }) => latestAt }),
]

function Waiting({ count }: { count: number }) {
  return count === 0 ? <span className={styles['none']}>–</span> : formatCount(count)
}

function Failing({ count }: { count: number }) {
  return count === 0 ? <span className={styles['none']}>–</span> : <span className={styles['failing']}>{formatCount(count)}</span>
}

export function SpecGrid({ specs }: { specs: readonly SpecSummary[] }) {
  const href = useHref()
  const list = useRef<HTMLElement>(null)
  const focus = () => focusList(list.current)
  useShortcuts({ 'next-row': focus, 'previous-row': focus })
  const tasks = specs.reduce((sum, spec) => sum + spec.tasks.length, 0)
  const artifacts = specs.reduce((sum, spec) => sum + spec.artifacts, 0)
  return (
    <Pane
      label={t('Specs')}
      head={
        <PaneHead title={t('Specs')} facts={listed([plural(specs.length, 'spec'), plural(tasks, 'task'), plural(artifacts, 'artifact')])} />
      }
    >
      {(scroller) => (
        <RowGrid
          ref={list}
          label={t('Specs')}
          className={styles['grid']}
          columns={columns}
          rows={specs}
          rowKey={({ specName }) => specName}
          rowName={({ specName }) => specName}
          href={({ specName }) => href({ at: 'spec', specName })}
          scroller={scroller}
        />
      )}
    </Pane>
  )
}
