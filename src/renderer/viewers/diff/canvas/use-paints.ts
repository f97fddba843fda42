import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { nextPaint } from '../../../ui/next-paint.ts'
import { type RowWindow } from '../../../ui/rows/scroll-range.ts'
import { type DiffReader } from '../diff-reader.ts'
import { type DiffLayout } from '../model/diff-layout.ts'
import { type Block, type DiffModel } from '../model/diff-model.ts'
import { type Watched } from '../../../watched.ts'
import { type Paints, PaintStore } from './paint-store.ts'

/** Units beyond the screen whose rows are painted ahead of the scroll. */
const aheadUnits = 120
const stepUnits = 24
/** How long rows must stay after a jump before they are painted. */
const calmMs = 40

function* rowsOf(layout: DiffLayout, from: number, end: number, step: number): Generator<{ block: Block; row: number }> {
  for (let index = Math.max(0, from); index < Math.min(end, layout.unitCount); index += step) {
    const unit = layout.unitAt(index)
    if (unit?.kind !== 'line') continue
    const { left, right } = layout.plan(unit.block)
    for (const row of [left[unit.index] ?? -1, right[unit.index] ?? -1]) if (row >= 0) yield { block: unit.block, row }
  }
}

function* wanted(layout: DiffLayout, rows: RowWindow): Generator<{ block: Block; row: number }> {
  yield* rowsOf(layout, rows.first, rows.end, 1)
  yield* rowsOf(layout, rows.end, rows.end + aheadUnits, stepUnits)
  yield* rowsOf(layout, rows.first - aheadUnits, rows.first, stepUnits)
}

/** Colours and marks of the rows on screen and near it. */
export function usePaints(reader: DiffReader, model: DiffModel, layout: DiffLayout, rows: Watched<RowWindow>): Paints {
  const store = useMemo(() => new PaintStore(reader), [reader])
  useEffect(() => {
    let isGone = false
    let before = rows.get()
    let calm: ReturnType<typeof setTimeout> | undefined
    const want = () => store.want(model, wanted(layout, rows.get()))
    const follow = () => {
      const movedBy = Math.abs(rows.get().first - before.first)
      before = rows.get()
      clearTimeout(calm)
      if (movedBy <= (before.end - before.first) / 4) {
        want()
        return
      }
      // Rows that fly by are not read: their colours would only take time from the scroll.
      store.want(model, [])
      calm = setTimeout(want, calmMs)
    }
    // Rows are on screen before their colours are asked for.
    const begin = async () => {
      await nextPaint()
      if (!isGone) want()
    }
    void begin()
    const stop = rows.subscribe(follow)
    return () => {
      isGone = true
      clearTimeout(calm)
      stop()
    }
  }, [store, model, layout, rows])
  return useSyncExternalStore(store.subscribe, store.getPaints)
}
