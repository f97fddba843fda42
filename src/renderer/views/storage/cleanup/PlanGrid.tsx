import { typeWords } from '../../../../shared/type-words.ts'
import { t } from '../../../../shared/language/translate.ts'
import { type Ref } from 'react'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type PlanPage } from '../../../../shared/retention.ts'
import { useHref } from '../../../state/navigation.ts'
import { MiddleCut } from '../../../ui/MiddleCut.tsx'
import { formatCount } from '../../../ui/words/plural.ts'
import { ReadOn } from '../../../ui/rows/ReadOn.tsx'
import { type RowSelection } from '../../../ui/rows/row-keys.ts'
import { type Column, RowGrid } from '../../../ui/rows/RowGrid.tsx'
import styles from './CleanupView.module.css'
import { whyWords } from './plan-words.ts'

type Item = PlanPage['items'][number]
export type PlanListName = 'due' | 'kept' | 'soon'

interface PlanGridProps {
  list: PlanListName
  page: PlanPage
  selection: RowSelection | undefined
  onMore: () => void
  scroller: HTMLElement | null
  ref: Ref<HTMLElement | null>
}

function columnsOf(list: PlanListName): Column<Item>[] {
  return [
    { id: 'name', header: t('Artifact'), cell: ({ name }) => <MiddleCut text={name} /> },
    {
      id: 'where',
      header: t('Task'),
      isMuted: true,
      cell: ({ specName, taskId, version }) => t('{specName} › {taskId}, attempt {version}', { specName, taskId, version }),
    },
    { id: 'type', header: t('Type'), isMuted: true, cell: ({ type }) => typeWords[type] },
    { id: 'size', header: t('Stored'), isEnd: true, cell: ({ sizeBytes }) => formatBytes(sizeBytes) },
    { id: 'age', header: t('Days old'), isEnd: true, cell: ({ ageDays }) => formatCount(ageDays) },
    { id: 'why', header: list === 'kept' ? t('Kept because') : t('Why'), cell: (item) => whyWords(item, list) },
  ]
}

const space = () => <span className={styles['space']} />

/** A plan's list as far as it was read; reads on as its end comes into view. */
export function PlanGrid({ list, page, selection, onMore, scroller, ref }: PlanGridProps) {
  const href = useHref()
  return (
    <>
      <RowGrid
        ref={ref}
        label={list === 'due' ? t('Due') : list === 'kept' ? t('Kept') : t('Due soon')}
        className={styles['grid']}
        columns={columnsOf(list)}
        rows={page.items}
        rowKey={({ uri }) => uri}
        rowName={({ name, specName, taskId, version }) =>
          t('{name} of {specName}, {taskId}, attempt {version}', { name, specName, taskId, version })
        }
        icon={space}
        href={({ specName, taskId, version, name }) => href({ at: 'artifact', specName, taskId, version, name })}
        {...(selection === undefined ? {} : { selection })}
        scroller={scroller}
      />
      {page.items.length < page.total && (
        <ReadOn key={page.items.length} onMore={onMore} scroller={scroller}>
          {t('{shown} of {total} shown, more as you scroll', { shown: formatCount(page.items.length), total: formatCount(page.total) })}
        </ReadOn>
      )}
    </>
  )
}
