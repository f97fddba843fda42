// Folding as the reader does it.
import { useCallback, useMemo, useState } from 'react'
import { type LineSource } from '../document/line-source.ts'
import { type RowView } from '../shown-row.ts'
import { asFound, type Fold, foldAt, type FoldChoice, foldsAround, hideFolded, withSeen } from './fold-choice.ts'
import { FoldList } from './fold-list.ts'
import { type HiddenRows, noneHidden } from './hidden-rows.ts'

export interface Folding {
  hidden: HiddenRows
  groupCount: number
  repeatCount: number
  /** The fold that begins with a row. */
  at: (row: number) => Fold | undefined
  /** Opens or closes the fold that begins with a row. */
  toggle: (head: number) => void
  /** Opens or closes the innermost fold around a row; gives its first row, or undefined when there is none. */
  toggleAround: (row: number) => Fold | undefined
  /** Opens whatever hides a row. */
  show: (row: number) => void
  setAll: (isFolded: boolean) => void
}

const noFolds = new FoldList()

/** `found` is another object whenever its list has grown; what is read before anything is found counts for what is found later. */
export function useFolds(source: LineSource, view: RowView, found: { folds: FoldList } | undefined): Folding {
  const [held, setHeld] = useState<{ source: LineSource; view: RowView; choice: FoldChoice }>()
  const choice = held?.source === source && held.view === view ? held.choice : asFound
  const change = useCallback(
    (next: (choice: FoldChoice) => FoldChoice) =>
      setHeld((before) => {
        const known = before?.source === source && before.view === view ? before.choice : asFound
        const after = next(known)
        return after === known ? before : { source, view, choice: after }
      }),
    [source, view],
  )
  return useMemo((): Folding => {
    const list = found?.folds ?? noFolds
    const set = (head: number, isFolded: boolean) => change((before) => ({ ...before, chosen: new Map(before.chosen).set(head, isFolded) }))
    const { groups, repeatCount } = list
    return {
      hidden: groups.length === 0 && repeatCount === 0 ? noneHidden : hideFolded(list, choice),
      groupCount: groups.length,
      repeatCount,
      at: (row) => foldAt(list, choice, row),
      toggle: (head) => {
        const fold = foldAt(list, choice, head)
        if (fold !== undefined) set(head, !fold.isFolded)
      },
      toggleAround: (row) => {
        const [fold] = foldsAround(list, choice, row)
        if (fold !== undefined) set(fold.head, !fold.isFolded)
        return fold
      },
      show: (row) => change((before) => withSeen(list, before, row)),
      setAll: (isFolded) => change(() => ({ ...asFound, all: isFolded ? 'folded' : 'open' })),
    }
  }, [found, choice, change])
}
