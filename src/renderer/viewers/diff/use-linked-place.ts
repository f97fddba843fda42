import { useCallback, useMemo, useState } from 'react'
import { type DiffState } from './diff-reader.ts'
import { type DiffFile } from './model/diff-file.ts'
import { findPlace, findTextLine, type FoundPlace, formatPlace, nthOfPath, parsePlace, type Side } from './model/diff-place.ts'

interface LinkedPlace {
  found: FoundPlace | undefined
  /** The address names what this diff does not have. */
  isMissing: boolean
  /** A place that came from outside and was not shown yet; `seen` says that it was. */
  unseen: FoundPlace | undefined
  seen: () => void
  linkLine: (side: Side, row: number, isRange: boolean) => void
  linkFile: (file: DiffFile) => void
}

/** The place that the address names, found in the diff, and the way to name another. */
export function useLinkedPlace(diff: DiffState, place: string | undefined, onPlace: (place: string | undefined) => void): LinkedPlace {
  const { model, reading } = diff
  const parsed = useMemo(() => (place === undefined || place === '' ? undefined : parsePlace(place)), [place])
  const found = useMemo(() => {
    if (parsed === undefined || place === undefined) return undefined
    return findPlace(model, parsed) ?? findTextLine(model, place)
  }, [model, parsed, place])
  // Places that the reader clicked are on screen already.
  const [seenPlace, setSeenPlace] = useState<string>()
  const link = useCallback(
    (next: string) => {
      setSeenPlace(next)
      onPlace(next)
    },
    [onPlace],
  )
  const isComplete = reading.state === 'read' || (found !== undefined && found.file.index < model.files.length - 1)
  const hasLines = parsed?.lines === undefined || found?.rows !== undefined
  return {
    found,
    isMissing: reading.state === 'read' && parsed !== undefined && (found === undefined || !hasLines),
    unseen: found !== undefined && (hasLines || isComplete) && seenPlace !== place ? found : undefined,
    seen: () => setSeenPlace(place),
    linkLine: useCallback(
      (side, row, isRange) => {
        const file = model.fileOf(row)
        if (file === undefined) return
        const line = side === 'left' ? model.oldLine(row) : model.newLine(row)
        const nth = nthOfPath(model.files, file)
        const isSame = isRange && parsed?.path === file.path && parsed.nth === nth && parsed.lines?.side === side
        const from = isSame ? (parsed.lines?.first ?? line) : line
        link(formatPlace({ path: file.path, nth, lines: { side, first: Math.min(from, line), last: Math.max(from, line) } }))
      },
      [model, parsed, link],
    ),
    linkFile: useCallback(
      (file) => link(formatPlace({ path: file.path, nth: nthOfPath(model.files, file), lines: undefined })),
      [model, link],
    ),
  }
}
