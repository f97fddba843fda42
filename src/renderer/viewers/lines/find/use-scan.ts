// Scans as React sees them: what has been found so far, told at most once a frame.
import { useEffect, useMemo, useState } from 'react'
import { type FindQuery, parseFindQuery } from './find-query.ts'
import { HitList } from './hit-list.ts'
import { FoldList } from '../folds/fold-list.ts'
import { type LineSource } from '../document/line-source.ts'
import { OffsetList } from '../document/offset-list.ts'
import { type ScanState, startRowScan } from './row-scan.ts'
import { type ScanJob, type ScanResult } from './scan.ts'
import { type RowView } from '../shown-row.ts'

export type Finding =
  | { state: 'idle' }
  | { state: 'invalid'; reason: string }
  /** `hits` is the same list while it grows; the object around it is new whenever it has. */
  | { state: 'found'; hits: HitList; scan: ScanState }

export interface RowMarks {
  errors: OffsetList
  warnings: OffsetList
  folds: FoldList
  scan: ScanState
}

interface Collected<T> {
  source: LineSource
  job: ScanJob
  into: T
  scan: ScanState
}

/** Runs a job into a collection of its own; undefined until it has told something. */
function useScan<T>(
  source: LineSource,
  job: ScanJob | undefined,
  collect: { start: () => T; add: (into: T, result: ScanResult, fromRow: number) => void },
): Collected<T> | undefined {
  const [collected, setCollected] = useState<Collected<T>>()
  const { start, add } = collect
  useEffect(() => {
    if (job === undefined) return undefined
    const into = start()
    let frame = 0
    let end: (() => void) | undefined
    let scan: ScanState = { state: 'running', scannedRows: 0 }
    const tell = () => {
      frame = 0
      setCollected({ source, job, into, scan })
    }
    // What is on screen is drawn first.
    const idle = requestIdleCallback(
      () => {
        end = startRowScan(source, job, {
          onResult: (result, fromRow) => add(into, result, fromRow),
          onState: (state) => {
            scan = state
            frame ||= requestAnimationFrame(tell)
          },
        })
      },
      { timeout: 100 },
    )
    return () => {
      cancelIdleCallback(idle)
      cancelAnimationFrame(frame)
      end?.()
    }
  }, [source, job, start, add])
  return collected?.job === job && collected?.source === source ? collected : undefined
}

const finding = {
  start: () => new HitList(),
  add: (into: HitList, result: ScanResult, fromRow: number) => {
    if (result.kind !== 'hits') return
    into.dropFrom(fromRow)
    into.add(result.hits)
  },
}

/** The hits of a query over all rows; while the reader types, only what was typed last is looked for. */
export function useFinding(source: LineSource, view: RowView, query: FindQuery | undefined): Finding {
  const parsed = useMemo(() => (query === undefined || query.text === '' ? undefined : parseFindQuery(query)), [query])
  const isValid = parsed?.state === 'valid'
  const job = useMemo(
    (): ScanJob | undefined => (isValid && query !== undefined ? { kind: 'find', query, view } : undefined),
    [isValid, query, view],
  )
  const found = useScan(source, job, finding)
  return useMemo((): Finding => {
    if (parsed === undefined) return { state: 'idle' }
    if (parsed.state === 'invalid') return parsed
    if (found === undefined) return { state: 'found', hits: new HitList(), scan: { state: 'running', scannedRows: 0 } }
    return { state: 'found', hits: found.into, scan: found.scan }
  }, [parsed, found])
}

/** Rows that were read before and are read again. */
function dropFrom(rows: OffsetList, row: number): void {
  while ((rows.at(rows.length - 1) ?? -1) >= row) rows.pop()
}

const marking = {
  start: () => ({ errors: new OffsetList(), warnings: new OffsetList(), folds: new FoldList() }),
  add: (into: Omit<RowMarks, 'scan'>, result: ScanResult, fromRow: number) => {
    if (result.kind !== 'marks') return
    dropFrom(into.errors, fromRow)
    dropFrom(into.warnings, fromRow)
    for (const row of result.marks.errors) into.errors.push(row)
    for (const row of result.marks.warnings) into.warnings.push(row)
    into.folds.add(result.marks.folds)
  },
}

/** The rows that report errors and warnings; undefined until the first were looked through. Begins once `isReady`. */
export function useMarks(source: LineSource, view: RowView, isReady: boolean): RowMarks | undefined {
  const job = useMemo((): ScanJob | undefined => (isReady ? { kind: 'marks', view } : undefined), [isReady, view])
  const marked = useScan(source, job, marking)
  return useMemo(() => (marked === undefined ? undefined : { ...marked.into, scan: marked.scan }), [marked])
}
