import { useCallback, useMemo, useState } from 'react'
import { type DiffReader, type DiffState } from '../diff-reader.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { type Block } from '../model/diff-model.ts'
import { useMarks } from './use-marks.ts'
import { pressed, type ViewedMarks, Viewing } from './viewing.ts'

export interface ViewingControl {
  viewing: Viewing
  /** First rows of the hunks that are not shown because they were seen. */
  hidden: ReadonlySet<number> | undefined
  isHiding: boolean
  setHiding: (isHiding: boolean) => void
  /** Marks a hunk, or all of a file; or takes the marks off when it was seen already and `isSeen` is not given. Undefined where none are kept. */
  mark: ((target: Block | DiffFile, isSeen?: boolean) => void) | undefined
}

export function useViewing(reader: DiffReader, diff: DiffState, viewed: ViewedMarks | undefined): ViewingControl {
  const marks = viewed?.marks
  const [known, getMarks] = useMarks(reader, diff, (marks?.size ?? 0) > 0)
  const [isHiding, setHiding] = useState(false)
  const viewing = useMemo(() => new Viewing(known, marks), [known, marks])
  const { seen } = viewing
  const change = viewed?.change
  const mark = useCallback(
    (target: Block | DiffFile, isSeen?: boolean) => {
      const run = async () => {
        const found = await getMarks()
        if (found === undefined) return
        const names = pressed(target, found.all).map(({ key }) => found.markOf.get(key) ?? '')
        const isAllSeen = names.every((name) => marks?.has(name) === true)
        const isNowSeen = isSeen ?? !isAllSeen
        const changed = names.filter((name) => (marks?.has(name) === true) !== isNowSeen)
        if (changed.length > 0) change?.(changed, isNowSeen)
      }
      // The worker ended with the page; there is nobody left to show it to.
      run().catch(() => undefined)
    },
    [getMarks, marks, change],
  )
  return {
    viewing,
    hidden: isHiding && seen.size > 0 ? seen : undefined,
    isHiding,
    setHiding,
    mark: change === undefined ? undefined : mark,
  }
}
