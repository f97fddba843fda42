// The way from one marked row to the next, and all of them as lanes beside the scroll bar.
import { type RowTone } from '../lines/LineRow.tsx'
import { type OffsetList } from '../lines/document/offset-list.ts'
import { hitLane, type MapLane } from '../lines/RowMapStrip.tsx'
import { type Finding, type RowMarks } from '../lines/find/use-scan.ts'

export interface MarkStep {
  row: number
  /** Which of the marked rows it is, from 0. */
  index: number
  /** True when the search went on from the other end. */
  isAround: boolean
}

/** The next marked row after `from`, or before it when `by` is -1; undefined when no row is marked. */
export function stepMark(rows: OffsetList, from: number, by: 1 | -1): MarkStep | undefined {
  if (rows.length === 0) return undefined
  const next = by === 1 ? rows.lowerBound(from + 1) : rows.lowerBound(from) - 1
  const index = (next + rows.length) % rows.length
  const row = rows.at(index)
  return row === undefined ? undefined : { row, index, isAround: next !== index }
}

export function markTone(marks: RowMarks | undefined, row: number): RowTone | undefined {
  if (marks === undefined) return undefined
  if (marks.errors.at(marks.errors.lowerBound(row)) === row) return 'error'
  return marks.warnings.at(marks.warnings.lowerBound(row)) === row ? 'warning' : undefined
}

export function mapLanes(marks: RowMarks | undefined, finding: Finding): MapLane[] {
  const lane = (kind: MapLane['kind'], rows: OffsetList | undefined): MapLane => ({
    kind,
    count: rows?.length ?? 0,
    rowAt: (index) => rows?.at(index) ?? 0,
  })
  return [lane('error', marks?.errors), lane('warning', marks?.warnings), hitLane(finding)]
}
