import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { type DiffSource } from './diff-feed.ts'
import { DiffReader, type DiffState, emptyDiff } from './diff-reader.ts'

const never = () => () => undefined
const nothing = () => emptyDiff

/** The diff of a source; `reload` fetches it anew. There is no reader only before the first effect. */
export function useDiff(source: DiffSource): { reader: DiffReader | undefined; diff: DiffState; reload: () => void } {
  const [reader, setReader] = useState<DiffReader>()
  const [attempt, setAttempt] = useState(0)
  // Before the page is painted, so that a diff which is there already is in its first frame.
  useLayoutEffect(() => {
    const opened = new DiffReader(source, attempt > 0 ? 'reload' : 'default')
    // oxlint-disable-next-line react/set-state-in-effect -- a worker is started by an effect, so that it can be ended by one
    setReader(opened)
    return () => opened.close()
  }, [source, attempt])
  const diff = useSyncExternalStore(reader?.subscribe ?? never, reader?.getState ?? nothing, nothing)
  return { reader, diff, reload: () => setAttempt((count) => count + 1) }
}
