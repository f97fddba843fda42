import { t } from '../../../shared/language/translate.ts'
import { type Ref } from 'react'
import { RowList, type RowListHandle } from '../../ui/rows/RowList.tsx'
import { type TestRow } from './test-rows.ts'
import { TestRowCells } from './TestRowCells.tsx'

interface TestTreeProps {
  rows: readonly TestRow[]
  /** Key of the test that is open. */
  openKey: string | undefined
  /** Keys of tests with notes. */
  noted: ReadonlySet<string>
  onOpen: (key: string) => void
  onToggle: (key: string, isOpen: boolean) => void
  handle: Ref<RowListHandle<TestRow>>
}

const rowHeightPx = 28
const indentPx = 16

/** Tests and their groups as one tree: arrows move and fold, Enter opens. */
export function TestTree({ rows, openKey, noted, onOpen, onToggle, handle }: TestTreeProps) {
  return (
    <RowList
      role="tree"
      label={t('Tests')}
      rows={rows}
      rowKey={({ key }) => key}
      rowHeightPx={rowHeightPx}
      openKey={openKey}
      onUse={(row) => (row.kind === 'group' ? onToggle(row.key, !row.isOpen) : onOpen(row.key))}
      rowProps={(row) => ({
        'aria-level': row.level,
        'aria-posinset': row.position,
        'aria-setsize': row.siblings,
        ...(row.kind === 'group' ? { 'aria-expanded': row.isOpen } : {}),
        style: { paddingLeft: (row.level - 1) * indentPx },
      })}
      moreKeys={({ row, index, moveTo }) => ({
        ArrowRight: () => {
          if (row?.kind === 'group' && !row.isOpen) onToggle(row.key, true)
          else if (row?.kind === 'group') moveTo(index + 1)
        },
        ArrowLeft: () => {
          if (row?.kind === 'group' && row.isOpen) onToggle(row.key, false)
          else if (row !== undefined) moveTo(rows.findLastIndex((above, at) => at < index && above.level < row.level))
        },
      })}
      handle={handle}
    >
      {(row) => <TestRowCells row={row} hasNote={noted.has(row.key)} />}
    </RowList>
  )
}
