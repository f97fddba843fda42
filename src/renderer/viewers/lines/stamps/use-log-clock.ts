import { useEffect, useState } from 'react'
import { type LineSource } from '../document/line-source.ts'
import { type RowView } from '../shown-row.ts'
import { type LogClock, readClock } from './stamp-column.ts'

/** Rows at the beginning that tell whether lines have times. */
const judgedRows = 1000
/** Those of its first screen, before more is there. */
const firstRows = 200
const judgedCharacters = 80

/**
 * The times of a log; undefined when its lines have none. Asked for before anything has come, and answered with the first lines, so that these
 * are drawn with their times; judged anew once enough is there (`isReady`).
 */
export function useLogClock(source: LineSource, view: RowView, isReady: boolean): LogClock | undefined {
  const [known, setKnown] = useState<{ source: LineSource; view: RowView; clock: LogClock | undefined }>()
  useEffect(() => {
    let isWanted = true
    const read = async () => {
      const rows = await source.ask({ ask: 'rows', view, first: 0, end: isReady ? judgedRows : firstRows, limit: judgedCharacters })
      const clock = readClock(rows)
      const isKnown = (before: typeof known) =>
        before?.source === source && before.view === view && JSON.stringify(before.clock) === JSON.stringify(clock)
      // The same is not told twice: every row would be drawn again.
      if (isWanted) setKnown((before) => (isKnown(before) ? before : { source, view, clock }))
    }
    void read()
    return () => {
      isWanted = false
    }
  }, [source, view, isReady])
  return known?.source === source && known.view === view ? known.clock : undefined
}
