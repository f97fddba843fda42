import { t } from '../../../../shared/language/translate.ts'
import { formatBytes } from '../../../../shared/bytes.ts'
import { useHref } from '../../../state/navigation.ts'
import { formatCount } from '../../../ui/words/plural.ts'
import { sizeColumn } from '../../../ui/rows/end-columns.ts'
import { type Column, RowGrid } from '../../../ui/rows/RowGrid.tsx'
import styles from './StorageOverview.module.css'
import { type UsagePart } from './usage-level.ts'

interface UsageTableProps {
  label: string
  header: string
  parts: readonly UsagePart[]
  scroller: HTMLElement | null
}

function columnsOf(header: string, totalBytes: number): Column<UsagePart>[] {
  return [
    { id: 'name', header, cell: ({ name }) => name },
    { id: 'artifacts', header: t('Artifacts'), isEnd: true, cell: ({ artifacts }) => formatCount(artifacts) },
    sizeColumn({ id: 'raw', header: t('Raw'), of: ({ originalSizeBytes }) => originalSizeBytes }),
    { id: 'size', header: t('Stored'), isEnd: true, cell: ({ sizeBytes }) => formatBytes(sizeBytes) },
    {
      id: 'share',
      header: t('Share'),
      isEnd: true,
      isMuted: true,
      cell: ({ sizeBytes }) => `${((sizeBytes / totalBytes) * 100).toFixed(1)} %`,
    },
  ]
}

export function UsageTable({ label, header, parts, scroller }: UsageTableProps) {
  const href = useHref()
  const totalBytes = Math.max(
    1,
    parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  )
  return (
    <RowGrid
      label={label}
      className={styles['usage']}
      columns={columnsOf(header, totalBytes)}
      rows={parts}
      rowKey={({ key }) => key}
      rowName={({ name }) => name}
      href={({ to }) => href(to)}
      scroller={scroller}
    />
  )
}
