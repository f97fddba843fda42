// Finding in a viewer of lines: the query, the hits, and where among them the reader stands.
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { type FindQuery } from './find-query.ts'
import { type LineListHandle } from '../use-list-handle.ts'
import { type LineSource } from '../document/line-source.ts'
import { type RowView } from '../shown-row.ts'
import { type Finding, useFinding } from './use-scan.ts'
import { openField } from '../../parts/open-field.ts'

export interface Finder {
  isOpen: boolean
  open: () => void
  close: () => void
  query: FindQuery
  setQuery: (query: FindQuery) => void
  finding: Finding
  /** Index of the hit the reader stands on. */
  current: number | undefined
  step: (step: 1 | -1) => void
  goTo: (index: number) => void
  isListed: boolean
  setListed: (isListed: boolean) => void
  input: RefObject<HTMLInputElement | null>
}

interface FinderOptions {
  source: LineSource
  view: RowView
  list: RefObject<LineListHandle | null>
  /** The reader went to this row. */
  onRow: (row: number) => void
  /** A search that is open from the start. With `hasPlace` the reader is brought to a line, not to the first hit. */
  given?: { query: FindQuery | undefined; hasPlace: boolean }
  /** Where the reader stands. */
  standRow?: () => number | undefined
}

const nothing: FindQuery = { text: '', isRegex: false, isCaseSensitive: false }

export function useFinder({ source, view, list, onRow, given, standRow }: FinderOptions): Finder {
  const [isOpen, setOpen] = useState(given?.query !== undefined)
  const [isListed, setListed] = useState(false)
  const [query, setQuery] = useState<FindQuery>(given?.query ?? nothing)
  const [lastGiven, setLastGiven] = useState(given?.query)
  if (given?.query !== lastGiven) {
    setLastGiven(given?.query)
    setOpen(given?.query !== undefined)
    setQuery(given?.query ?? nothing)
  }
  const [stand, setStand] = useState<{ search: object; index: number }>()
  const input = useRef<HTMLInputElement>(null)
  const finding = useFinding(source, view, isOpen ? query : undefined)
  // Where the reader was when the search began: the first hit from there on is shown by itself.
  const search = useMemo(() => ({ source, view, query }), [source, view, query])
  const from = useRef<{ search: object; row: number } | undefined>(undefined)
  const current = stand?.search === search ? stand.index : undefined

  const goTo = (index: number) => {
    const hit = finding.state === 'found' ? finding.hits.at(index) : undefined
    if (hit === undefined) return
    setStand({ search, index })
    onRow(hit.row)
    list.current?.reveal(hit.row, hit.column)
  }
  const latestGoTo = useRef(goTo)
  useEffect(() => {
    latestGoTo.current = goTo
  })

  useEffect(() => {
    const isLed = given?.hasPlace === true && search.query === given.query
    from.current = isLed ? undefined : { search, row: list.current?.topRow() ?? 0 }
    // oxlint-disable-next-line react/exhaustive-deps -- a place that is named later does not begin a search
  }, [search, list])

  useEffect(() => {
    if (finding.state !== 'found' || from.current === undefined) return
    const { hits, scan } = finding
    const first = hits.firstFrom(from.current.row)
    if (first >= hits.kept && scan.state === 'running') return
    from.current = undefined
    latestGoTo.current(first < hits.kept ? first : 0)
  }, [finding])

  const step = (by: 1 | -1) => {
    if (finding.state !== 'found' || finding.hits.kept === 0) return
    const { kept } = finding.hits
    const next = current === undefined ? finding.hits.firstFrom(standRow?.() ?? list.current?.topRow() ?? 0) : current + by
    goTo((next + kept) % kept)
  }

  return {
    isOpen,
    open: () => openField(() => setOpen(true), input),
    close: () => {
      setOpen(false)
      setListed(false)
      setStand(undefined)
      list.current?.focus()
    },
    query,
    setQuery,
    finding,
    current,
    step,
    goTo,
    isListed,
    setListed,
    input,
  }
}
