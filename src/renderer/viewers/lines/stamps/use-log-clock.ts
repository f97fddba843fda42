import { useEffect, useState } from 'react'
import { type LineSource } from '../document/line-source.ts'
import { type RowView } from '../shown-row.ts'
import { type LogClock, readClock } from './stamp-column.ts'

/** Rows at the beginning that tell whether lines have times. */
const judgedRows = 1000
const judgedCharacters = 80

/** The times of a log, as soon as enough of it is there; undefined when its lines have none. */
export function useLogClock(source: LineSource, view: RowView, isReady: boolean): LogClock | undefined {
  const [known, setKnown] = useState<{ source: LineSource; view: RowView; clock: LogClock | undefined }>()
  useEffect(() => {
    if (!isReady) return undefined
    let isWanted = true
    const read = async () => {
      const rows = await source.ask({ ask: 'rows', view, first: 0, end: judgedRows, limit: judgedCharacters })
      if (isWanted) setKnown({ source, view, clock: readClock(rows) })
    }
    void read()
    return () => {
      isWanted = false
    }
  }, [source, view, isReady])
  return known?.source === source && known.view === view ? known.clock : undefined
}
