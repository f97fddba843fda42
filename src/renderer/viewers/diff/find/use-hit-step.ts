import { type RefObject, useEffect, useRef, useState } from 'react'
import { type VirtualRowsHandle } from '../../../ui/rows/VirtualRows.tsx'
import { type DiffFile } from '../model/diff-file.ts'
import { type DiffLayout } from '../model/diff-layout.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { shownText } from '../model/block-plan.ts'
import { type RowParts } from '../model/row-parts.ts'
import { type FindRun } from './find-run.ts'
import { type Hit } from './hit-list.ts'
import { matchText } from './match-text.ts'
import { type Finding } from './use-find.ts'

interface HitStepOptions {
  finding: Finding
  layout: DiffLayout
  parts: RowParts
  model: DiffModel
  list: RefObject<VirtualRowsHandle | null>
  collapsing: { isCollapsed: (file: DiffFile) => boolean; expand: (file: DiffFile) => void }
  onShowAll: (row: number) => void
}

/** The hit that the reader stands on, and steps to others; a step unfolds files and shows cut lines in full. */
export function useHitStep(options: HitStepOptions): { current: number | undefined; hit: Hit | undefined; step: (by: 1 | -1) => void } {
  const { finding } = options
  const [stood, setStood] = useState<{ run: FindRun; index: number }>()
  const shown = useRef<{ run: FindRun; index: number }>(undefined)
  const current = currentIndex(finding, stood)
  const hit = current === undefined || finding.state !== 'searching' ? undefined : finding.found.hits.get(current)

  useEffect(() => {
    if (hit === undefined || current === undefined || finding.state !== 'searching') return
    if (shown.current?.run === finding.run && shown.current.index === current) return
    if (show(options, hit, finding.pattern)) shown.current = { run: finding.run, index: current }
  })

  const step = (by: 1 | -1) => {
    if (finding.state !== 'searching' || finding.found.hits.total === 0) return
    const { total } = finding.found.hits
    setStood({ run: finding.run, index: ((current ?? (by === 1 ? -1 : 0)) + by + total) % total })
  }
  return { current, hit, step }
}

/** The hit that was stepped to in this search; before a step, the first from where the reader was. */
function currentIndex(finding: Finding, stood: { run: FindRun; index: number } | undefined): number | undefined {
  if (finding.state !== 'searching') return undefined
  const { run, found } = finding
  if (stood?.run === run) return stood.index
  const first = found.hits.firstFrom(run.fromRow)
  return first ?? (found.progress.state === 'running' || found.hits.total === 0 ? undefined : 0)
}

/** Brings a hit into view; false when it must be unfolded first, which was asked for. */
function show({ layout, parts, model, list, collapsing, onShowAll }: HitStepOptions, { row, nth }: Hit, pattern: RegExp): boolean {
  const file = model.fileOf(row)
  if (file === undefined || list.current === null) return true
  if (collapsing.isCollapsed(file)) {
    collapsing.expand(file)
    return false
  }
  const match = matchText(model.text(row), pattern)[nth]
  if (match !== undefined && match.to > shownText(model, row, layout.options).length) {
    onShowAll(row)
    return false
  }
  list.current.scrollToRow(layout.unitOfRow(row, match === undefined ? 0 : parts.partOf(row, match.from)), 'center')
  return true
}
