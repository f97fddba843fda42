import { useMemo, useState } from 'react'
import { type Block } from '../model/diff-model.ts'
import { type DiffLayout } from '../model/diff-layout.ts'

export interface AccessibleView {
  hunks: readonly Block[]
  /** Which hunk is read; undefined while the canvas is shown. */
  at: number | undefined
  /** Opens at a hunk, or at the first one of what is not one. */
  open: (from: Block | { index: number; firstHunk: number } | undefined) => void
  step: (by: 1 | -1) => void
  close: () => void
}

/** The accessible view of a diff: open or not, and where in it the reader is. */
export function useAccessibleView(layout: DiffLayout): AccessibleView {
  const [at, setAt] = useState<number>()
  const hunks = useMemo(() => (at === undefined ? [] : layout.blocks.filter(({ isHunk }) => isHunk)), [layout, at])
  return {
    hunks,
    at,
    open: (from) => {
      const all = layout.blocks.filter(({ isHunk }) => isHunk)
      const isHere = ({ index, file }: Block) =>
        from !== undefined && 'firstHunk' in from ? file.index === from.index : index === from?.index
      setAt(Math.max(0, all.findIndex(isHere)))
    },
    step: (by) => setAt((now) => (now === undefined ? now : Math.max(0, Math.min(hunks.length - 1, now + by)))),
    close: () => setAt(undefined),
  }
}
