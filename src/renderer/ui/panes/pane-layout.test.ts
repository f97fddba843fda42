import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layoutPanes, middleLimits, type PaneWishes, treeLimits } from './pane-layout.ts'

const usual: PaneWishes = {
  windowWidth: 1280,
  treeWidth: 260,
  middleWidth: 420,
  isTreeCollapsed: false,
  isMiddleCollapsed: false,
  isViewerOpen: true,
}

const wishes: fc.Arbitrary<PaneWishes> = fc.record({
  windowWidth: fc.integer({ min: 320, max: 4000 }),
  treeWidth: fc.integer({ min: 1, max: 5000 }),
  middleWidth: fc.integer({ min: 1, max: 5000 }),
  isTreeCollapsed: fc.boolean(),
  isMiddleCollapsed: fc.boolean(),
  isViewerOpen: fc.boolean(),
})

describe('the panes', () => {
  it('always fill the window exactly, and none is narrower than it can be', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const { tree, middle, viewer } = layoutPanes(wish)
        expect(tree + middle + viewer).toBe(wish.windowWidth)
        expect(tree === 0 || (tree >= treeLimits.min && tree <= treeLimits.max)).toBe(true)
        expect(viewer === 0 || middle === 0 || middle >= middleLimits.min).toBe(true)
      }),
    )
  })

  it('always show what is open', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const { middle, viewer } = layoutPanes(wish)
        expect(wish.isViewerOpen ? viewer : middle).toBeGreaterThanOrEqual(Math.min(wish.windowWidth, 300))
      }),
    )
  })

  it('are as wide as wished where there is room', () => {
    expect(layoutPanes({ ...usual, windowWidth: 1600 })).toMatchObject({ tree: 260, middle: 420, viewer: 920 })
  })

  it('leave the whole of a narrow window to an open artifact', () => {
    expect(layoutPanes({ ...usual, windowWidth: 800 })).toMatchObject({ tree: 0, middle: 0, viewer: 800 })
  })

  it('show the tree beside the list in a narrow window while nothing is open', () => {
    expect(layoutPanes({ ...usual, windowWidth: 800, isViewerOpen: false })).toMatchObject({ tree: 260, middle: 540, viewer: 0 })
  })

  it('leave a narrow list the room that it needs: of the tree what is too much, or all of it', () => {
    expect(layoutPanes({ ...usual, windowWidth: 700, isViewerOpen: false })).toMatchObject({ tree: 220, middle: 480 })
    expect(layoutPanes({ ...usual, windowWidth: 640, isViewerOpen: false })).toMatchObject({ tree: 0, middle: 640 })
  })

  it('offer a collapsed middle only where it fits', () => {
    expect(layoutPanes({ ...usual, isMiddleCollapsed: true }).canShowMiddle).toBe(true)
    expect(layoutPanes({ ...usual, isMiddleCollapsed: true, windowWidth: 800 }).canShowMiddle).toBe(false)
  })

  it('never show what the reader collapsed', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const { tree, middle } = layoutPanes(wish)
        expect(wish.isTreeCollapsed && tree > 0).toBe(false)
        expect(wish.isMiddleCollapsed && wish.isViewerOpen && middle > 0).toBe(false)
      }),
    )
  })
})
