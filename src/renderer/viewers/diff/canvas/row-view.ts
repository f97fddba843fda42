import { type DiffLayout } from '../model/diff-layout.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { type Block, type DiffModel } from '../model/diff-model.ts'
import { type FailingTests } from '../model/failing-tests.ts'
import { type RowParts } from '../model/row-parts.ts'
import { type Viewing } from '../viewed/viewing.ts'
import { type RowNotes } from '../use-note-rows.ts'

/** What every row on the canvas needs to show itself; the same object while nothing of it changes. */
export interface RowView {
  model: DiffModel
  layout: DiffLayout
  parts: RowParts
  onShowAll: (row: number) => void
  failing: FailingTests | undefined
  viewing: Viewing
  /** Undefined where no marks are kept. */
  onSeen: ((target: Block | DiffFile) => void) | undefined
  notes: RowNotes | undefined
}
