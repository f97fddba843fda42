// What cannot be read or used in a window, for want of room.
import { type Page } from '@playwright/test'

/** Controls whose middle nobody can point at, unless they can be scrolled to; and a page that has to be scrolled sideways. */
export function findUnreachable(window: Page): Promise<string[]> {
  return window.evaluate(() => {
    const found = document.documentElement.scrollWidth > innerWidth ? ['the page is wider than the window'] : []
    for (const cell of document.querySelectorAll('[role=grid][data-row-list] :is([role=columnheader], [role=gridcell])')) {
      const edge = cell.closest('section')?.getBoundingClientRect().right ?? innerWidth
      if (cell.getBoundingClientRect().right > edge) found.push(`${cell.textContent} is cut off`)
    }
    for (const control of document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea')) {
      const { left, top, width, height } = control.getBoundingClientRect()
      if (width === 0 || height === 0 || !control.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
      const middle = { x: left + width / 2, y: top + height / 2 }
      const boxes = [new DOMRect(0, 0, innerWidth, innerHeight)]
      let canScroll = false
      for (let around = control.parentElement; around !== null; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around)
        if (overflowX === 'visible' && overflowY === 'visible') continue
        canScroll ||= /auto|scroll/.test(`${overflowX} ${overflowY}`)
        boxes.push(around.getBoundingClientRect())
      }
      const isIn = boxes.every((box) => middle.x >= box.left && middle.x <= box.right && middle.y >= box.top && middle.y <= box.bottom)
      const words = `${control.tagName} ${control.ariaLabel ?? control.textContent}`
      const over = isIn ? document.elementFromPoint(middle.x, middle.y) : null
      const isCovered = over !== null && !control.contains(over) && !over.contains(control)
      if (!isIn && !canScroll) found.push(`${words} is cut off`)
      else if (isCovered && over.closest('label')?.contains(control) !== true) found.push(`${words} is covered by ${over.className}`)
    }
    return found
  })
}
