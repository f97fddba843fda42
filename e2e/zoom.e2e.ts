// At twice the size on a usual screen every place can be read and used: nothing is wider than the window, cut off or covered.
import { type Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { places } from './places.ts'

test.use({ contents: 'sample', viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 })

/** Controls whose middle nobody can point at, unless they can be scrolled to; and a page that has to be scrolled sideways. */
function findUnreachable(window: Page): Promise<string[]> {
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

// A handful at a time: a visit costs less than a start of the app.
const atOnce = 12
for (let first = 0; first < places.length; first += atOnce) {
  const visited = places.slice(first, first + atOnce)
  test(`at 200 %, ${visited.map(({ name }) => name).join(', ')} are whole`, async ({ app, window }) => {
    for (const { name, path, isShown } of visited) {
      await window.goto(app.origin + path)
      await isShown(window)
      await expect.poll(() => findUnreachable(window), { message: name }).toEqual([])
    }
  })
}
