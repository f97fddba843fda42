import { t } from '../../../../shared/language/translate.ts'
import { type Ref } from 'react'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type Trashed } from '../../../../shared/trash.ts'
import { useHref } from '../../../state/navigation.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { MiddleCut } from '../../../ui/MiddleCut.tsx'
import { Moment } from '../../../ui/words/Moment.tsx'
import { type RowSelection } from '../../../ui/rows/row-keys.ts'
import { momentColumn } from '../../../ui/rows/end-columns.ts'
import { type Column, RowGrid } from '../../../ui/rows/RowGrid.tsx'
import { deleterOf, isExpired } from './trash-rows.ts'
import styles from './TrashView.module.css'

interface TrashGridProps {
  trashed: readonly Trashed[]
  selection: RowSelection
  nowMs: number
  scroller: HTMLElement | null
  ref: Ref<HTMLElement | null>
}

function DeletedBy({ item }: { item: Trashed }) {
  const deleter = deleterOf(item)
  const href = useHref()
  switch (deleter.by) {
    case 'cleanup':
      return (
        <a href={href({ at: 'activity', planId: deleter.planId })} className={styles['receipt']}>
          {t('cleanup')}
        </a>
      )
    case 'person':
      return deleter.name
    case 'unknown':
      return t('by hand')
  }
}

function columnsOf(nowMs: number): Column<Trashed>[] {
  return [
    { id: 'name', header: t('Artifact'), cell: ({ record }) => <MiddleCut text={record.name} /> },
    {
      id: 'where',
      header: t('Was in'),
      isMuted: true,
      cell: ({ record }) =>
        t('{specName} › {taskId}, attempt {version}', { specName: record.specName, taskId: record.taskId, version: record.version }),
    },
    { id: 'size', header: t('Stored'), isEnd: true, cell: ({ record }) => formatBytes(record.size) },
    momentColumn({ id: 'deleted', header: t('Deleted'), of: ({ deletedAt }) => deletedAt }),
    { id: 'by', header: t('By'), isMuted: true, cell: (item) => <DeletedBy item={item} /> },
    {
      id: 'until',
      header: t('Kept until'),
      isEnd: true,
      cell: (item) => (isExpired(item, nowMs) ? <Badge tone="warning">{t('expired')}</Badge> : <Moment at={item.expiresAt} />),
    },
  ]
}

const space = () => <span className={styles['space']} />

export function TrashGrid({ trashed, selection, nowMs, scroller, ref }: TrashGridProps) {
  const href = useHref()
  return (
    <RowGrid
      ref={ref}
      label={t('Trash')}
      className={styles['grid']}
      columns={columnsOf(nowMs)}
      rows={trashed}
      rowKey={({ trashId }) => trashId}
      rowName={({ record }) =>
        t('{name} of {specName}, {taskId}, attempt {version}', {
          name: record.name,
          specName: record.specName,
          taskId: record.taskId,
          version: record.version,
        })
      }
      icon={space}
      href={({ record: { specName, taskId } }) => href({ at: 'task', specName, taskId })}
      selection={selection}
      scroller={scroller}
    />
  )
}
