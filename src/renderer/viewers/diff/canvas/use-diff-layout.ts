import { useMemo } from 'react'
import { type PlanOptions } from '../model/block-plan.ts'
import { BlockMeasurer, DiffLayout } from '../model/diff-layout.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { RowParts } from '../model/row-parts.ts'

/** The layout of what has come of the diff; the same object while nothing of it changes. */
export function useDiffLayout(
  model: DiffModel,
  { mode, cells, wideCells, wrap, expanded, whitespace, hidden }: PlanOptions,
  isCollapsed: (file: DiffFile) => boolean,
): { layout: DiffLayout; parts: RowParts } {
  const options = useMemo<PlanOptions>(
    () => ({ mode, cells, wideCells, wrap, expanded, whitespace, hidden }),
    [mode, cells, wideCells, wrap, expanded, whitespace, hidden],
  )
  const measurer = useMemo(() => new BlockMeasurer(options), [options])
  const measured = useMemo(() => measurer.measure(model), [measurer, model])
  const layout = useMemo(() => new DiffLayout(model, measured, isCollapsed), [model, measured, isCollapsed])
  const parts = useMemo(() => new RowParts(model, options), [model, options])
  return { layout, parts }
}
