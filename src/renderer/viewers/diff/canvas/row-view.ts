import { type DiffLayout } from '../model/diff-layout.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { type FailingTests } from '../model/failing-tests.ts'
import { type RowParts } from '../model/row-parts.ts'

/** What every row on the canvas needs to show itself; the same object while nothing of it changes. */
export interface RowView {
  model: DiffModel
  layout: DiffLayout
  parts: RowParts
  onShowAll: (row: number) => void
  failing: FailingTests | undefined
}
