import { useState } from 'react'
import { type DiffMode } from './model/block-plan.ts'
import { useStored } from './use-stored.ts'

export interface ReadingOptions {
  mode: DiffMode
  setMode: (mode: DiffMode) => void
  wrap: boolean
  setWrap: (isOn: boolean) => void
  ignoresWhitespace: boolean
  setIgnoresWhitespace: (isOn: boolean) => void
  isTreeShown: boolean
  /** Undefined where there is no room for the tree, or nothing to show in it. */
  setTree: ((isShown: boolean) => void) | undefined
  treeWidth: number
  setTreeWidth: (width: number) => void
  /** What is left for the canvas. */
  canvasPx: number
}

/** Two columns need this much; the tree of files too. */
const wideFromPx = 900
const splitterPx = 1
const onOff = ['on', 'off'] as const
const modes: readonly DiffMode[] = ['inline', 'split']

/** How this reader likes diffs: remembered, for wide and for narrow places apart. */
export function useReadingOptions(viewerPx: number, files: number, isBesideAnother: boolean): ReadingOptions {
  const isWide = viewerPx >= wideFromPx && !isBesideAnother
  const [wideMode, setWideMode] = useStored('vitrine.diff.mode', modes)
  const [narrowMode, setNarrowMode] = useStored('vitrine.diff.narrow-mode', modes)
  const [wrap, setWrap] = useStored('vitrine.diff.wrap', onOff)
  const [tree, setTree] = useStored('vitrine.diff.tree', onOff)
  const [treeWidth, setTreeWidth] = useState(260)
  const [ignoresWhitespace, setIgnoresWhitespace] = useState(false)
  const isTreeShown = isWide && tree !== 'off' && files > 1
  return {
    mode: isWide ? (wideMode ?? 'split') : (narrowMode ?? 'inline'),
    setMode: isWide ? setWideMode : setNarrowMode,
    wrap: wrap !== 'off',
    setWrap: (isOn) => setWrap(isOn ? 'on' : 'off'),
    ignoresWhitespace,
    setIgnoresWhitespace,
    isTreeShown,
    setTree: isWide && files > 1 ? (isShown) => setTree(isShown ? 'on' : 'off') : undefined,
    treeWidth,
    setTreeWidth,
    canvasPx: viewerPx - (isTreeShown ? treeWidth + splitterPx : 0),
  }
}
