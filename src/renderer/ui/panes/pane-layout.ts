// How wide each of the three panes is, from what the reader wishes and what fits.

export interface PaneWishes {
  windowWidth: number
  treeWidth: number
  middleWidth: number
  isTreeCollapsed: boolean
  isMiddleCollapsed: boolean
  isViewerOpen: boolean
}

/** Widths that sum up to the window's; 0 for a pane that is not shown. */
export interface PaneLayout {
  tree: number
  middle: number
  viewer: number
  /** Whether a collapsed middle would have room beside the viewer. */
  canShowMiddle: boolean
}

export const treeLimits = { min: 180, max: 480 }
export const middleLimits = { min: 300, max: 900 }
const viewerMin = 520
/** Below this a lone viewer takes the room of the tree too. */
const viewerComfort = 640
/** A list gets so much from the tree, and all of it where the tree would be too narrow. */
const middleComfort = 480

const clamp = (value: number, { min, max }: { min: number; max: number }) => Math.min(max, Math.max(min, value))

/** What fits: the middle shrinks first, then the tree; then the middle goes, and at last the tree. */
export function layoutPanes(wishes: PaneWishes): PaneLayout {
  const { windowWidth } = wishes
  const wishedTree = wishes.isTreeCollapsed ? 0 : clamp(wishes.treeWidth, treeLimits)
  if (!wishes.isViewerOpen) {
    const room = windowWidth - middleComfort
    const tree = room < treeLimits.min ? 0 : Math.min(wishedTree, room)
    return { tree, middle: windowWidth - tree, viewer: 0, canShowMiddle: false }
  }
  const forBoth = windowWidth - viewerMin
  const middle = Math.min(clamp(wishes.middleWidth, middleLimits), Math.max(middleLimits.min, forBoth - wishedTree))
  const treeBeside = wishes.isTreeCollapsed ? 0 : Math.min(wishedTree, Math.max(treeLimits.min, forBoth - middle))
  const fitsBeside = treeBeside + middle <= forBoth
  if (fitsBeside && !wishes.isMiddleCollapsed) {
    return { tree: treeBeside, middle, viewer: windowWidth - treeBeside - middle, canShowMiddle: false }
  }
  const tree = windowWidth - wishedTree < viewerComfort ? 0 : wishedTree
  return { tree, middle: 0, viewer: windowWidth - tree, canShowMiddle: fitsBeside }
}
