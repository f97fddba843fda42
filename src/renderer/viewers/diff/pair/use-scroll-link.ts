import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { type VirtualRowsHandle } from '../../../ui/rows/VirtualRows.tsx'
import { unitPx } from '../canvas/unit-size.ts'
import { type DiffLayout } from '../model/diff-layout.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { positionAt, topOfPosition } from './diff-position.ts'
import { type LinkedDiff, type ScrollLink } from './scroll-link.ts'

/** What tells that the reader has this diff in hand. */
const handSigns = ['wheel', 'pointerdown', 'keydown', 'touchstart', 'focusin'] as const

/** Keeps a diff in step with those it is linked with; the answer is to be called when it has scrolled. */
export function useScrollLink(
  link: ScrollLink | undefined,
  root: RefObject<HTMLElement | null>,
  list: RefObject<VirtualRowsHandle | null>,
  model: DiffModel,
  layout: DiffLayout,
): () => void {
  const shown = useRef({ model, layout })
  // Before the rows inside tell of where they stand: a new diff in an old layout is somewhere else.
  useLayoutEffect(() => {
    shown.current = { model, layout }
  })
  const own = useRef<LinkedDiff>(undefined)
  useEffect(() => {
    const element = root.current
    if (link === undefined || element === null) return undefined
    const diff: LinkedDiff = {
      position: () => positionAt(shown.current.model, shown.current.layout, list.current?.topPx() ?? 0, unitPx),
      goTo: (position) => {
        const top = topOfPosition(shown.current.model, shown.current.layout, position, unitPx)
        if (top !== undefined) list.current?.scrollToPx(top)
      },
    }
    own.current = diff
    const leave = link.join(diff)
    const lead = () => link.lead(diff)
    for (const sign of handSigns) element.addEventListener(sign, lead, { capture: true, passive: true })
    return () => {
      leave()
      for (const sign of handSigns) element.removeEventListener(sign, lead, { capture: true })
    }
  }, [link, root, list])
  return useCallback(() => {
    if (own.current !== undefined) link?.moved(own.current)
  }, [link])
}
