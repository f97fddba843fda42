// A log that grows while it is read: new rows wait behind a button, or the list stays at its end.
import { type RefObject, useEffect, useRef, useState } from 'react'
import { type LineSource } from '../lines/document/line-source.ts'
import { type RowView } from '../lines/shown-row.ts'
import { type LineListHandle } from '../lines/use-list-handle.ts'

interface FollowingOptions {
  source: LineSource
  view: RowView
  rowCount: number
  ended: boolean
  list: RefObject<LineListHandle | null>
}

export interface Following {
  isOn: boolean
  /** Switching it on goes to the end. */
  setOn: (isOn: boolean) => void
  /** Rows that came after the reader had all. */
  newRows: number
  /** Goes to the first of them. */
  showNew: () => void
}

export function useFollowing({ source, view, rowCount, ended, list }: FollowingOptions): Following {
  const [isOn, setOn] = useState(false)
  const [known, setKnown] = useState<{ source: LineSource; view: RowView; rowCount: number }>()
  const isKnown = known?.source === source && known.view === view
  if (ended && rowCount > 0 && (!isKnown || isOn || rowCount < known.rowCount) && !(isKnown && known.rowCount === rowCount)) {
    setKnown({ source, view, rowCount })
  }
  const lastEnd = useRef(0)
  useEffect(() => {
    const before = lastEnd.current
    lastEnd.current = rowCount
    if (!isOn || before === rowCount) return
    // Who went elsewhere meanwhile stays there.
    if (before > 0 && list.current?.isOnScreen(before - 1) === false) setOn(false)
    else list.current?.toEnd()
  }, [isOn, rowCount, list])
  return {
    isOn,
    setOn: (next) => {
      setOn(next)
      if (next) list.current?.toEnd()
    },
    newRows: isKnown ? Math.max(0, rowCount - known.rowCount) : 0,
    showNew: () => {
      if (known === undefined) return
      list.current?.reveal(known.rowCount)
      setKnown({ source, view, rowCount })
    },
  }
}
