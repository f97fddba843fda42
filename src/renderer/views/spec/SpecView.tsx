import { listed, t } from '../../../shared/language/translate.ts'
import { ChartPie, Archive, SearchX } from 'lucide-react'
import { useRef } from 'react'
import { formatBytes } from '../../../shared/bytes.ts'
import { type SpecSummary, type TaskSummary } from '../../../shared/spec.ts'
import { openDialog } from '../../state/dialog.ts'
import { useHref } from '../../state/navigation.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { useSpecs } from '../../state/specs.ts'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { IconLink } from '../../ui/controls/IconLink.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { Pane } from '../../ui/panes/Pane.tsx'
import { PaneHead } from '../../ui/panes/PaneHead.tsx'
import { formatCount, plural } from '../../ui/words/plural.ts'
import { focusList } from '../../ui/rows/row-focus.ts'
import { momentColumn, sizeColumn } from '../../ui/rows/end-columns.ts'
import { type Column, RowGrid } from '../../ui/rows/RowGrid.tsx'
import { VerdictBadge } from '../review/VerdictBadge.tsx'
import { TestCounts } from '../task/TestCounts.tsx'
import { countFailing } from '../tree/tree-rows.ts'
import styles from './SpecView.module.css'

const columns: Column<TaskSummary>[] = [
  { id: 'task', header: t('Task'), cell: ({ taskId }) => <span className={styles['name']}>{taskId}</span> },
  { id: 'attempts', header: t('Attempts'), isEnd: true, cell: ({ attempts }) => formatCount(attempts) },
  { id: 'tests', header: t('Tests'), isEnd: true, cell: ({ tests }) => <TestCounts tests={tests} /> },
  {
    id: 'review',
    header: t('Review'),
    isMuted: true,
    cell: ({ verdict, isWaiting }) => (verdict === null ? t('Waiting') : <VerdictBadge verdict={verdict} isPartly={isWaiting} />),
  },
  { id: 'artifacts', header: t('Artifacts'), isEnd: true, cell: ({ artifacts }) => formatCount(artifacts) },
  sizeColumn({ id: 'size', header: t('Size'), of: ({ sizeBytes }) => sizeBytes }),
  momentColumn({ id: 'latest', header: t('Latest'), of: ({ latestAt }) => latestAt }),
]

/** One spec with its tasks. */
export function SpecView({ specName }: { specName: string }) {
  const specs = useSpecs()
  const href = useHref()
  return (
    <Loaded from={specs} label={t('Loading tasks')}>
      {(value) => {
        const spec = value.find((spec) => spec.specName === specName)
        if (spec !== undefined) return <TaskGrid spec={spec} />
        return (
          <Notice
            isPage
            icon={<SearchX aria-hidden />}
            title={t('There is no spec “{specName}” in this store', { specName })}
            actions={<a href={href({ at: 'home' })}>{t('All specs')}</a>}
          >
            {t('Its artifacts may have been deleted, or the link is from another store.')}
          </Notice>
        )
      }}
    </Loaded>
  )
}

function factsOf({ tasks, artifacts, sizeBytes }: SpecSummary): string {
  const failing = countFailing(tasks)
  return listed([
    plural(tasks.length, 'task'),
    ...(failing > 0 ? [t('{failing} failing', { failing: formatCount(failing) })] : []),
    plural(artifacts, 'artifact'),
    formatBytes(sizeBytes),
  ])
}

function TaskGrid({ spec }: { spec: SpecSummary }) {
  const { specName } = spec
  const href = useHref()
  const list = useRef<HTMLElement>(null)
  const focus = () => focusList(list.current)
  useShortcuts({ 'next-row': focus, 'previous-row': focus })
  return (
    <Pane
      label={t('Spec {specName}', { specName })}
      head={
        <PaneHead title={specName} facts={factsOf(spec)}>
          <IconLink label={t('Space of this spec')} href={href({ at: 'storage', specName })}>
            <ChartPie />
          </IconLink>
          <IconButton label={t('Export as ZIP')} onClick={() => openDialog({ dialog: 'archive', target: { specName } })}>
            <Archive />
          </IconButton>
        </PaneHead>
      }
    >
      {(scroller) => (
        <RowGrid
          ref={list}
          label={t('Tasks')}
          className={styles['grid']}
          columns={columns}
          rows={spec.tasks}
          rowKey={({ taskId }) => taskId}
          rowName={({ taskId }) => taskId}
          href={({ taskId }) => href({ at: 'task', specName, taskId })}
          scroller={scroller}
        />
      )}
    </Pane>
  )
}
