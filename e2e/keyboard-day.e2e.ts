// A reviewer's whole job by keys alone: after every step the keyboard is somewhere, and what has it can be seen.
import { type Page } from '@playwright/test'
import { put } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { pressKeys } from './press-keys.ts'
import { spec, task } from './seed.ts'

test.use({ contents: 'two attempts', viewport: { width: 1440, height: 900 } })

/** What has the keyboard; it lies in the window, and is drawn with an outline, a shadow or a caret. */
async function expectFocusSeen(window: Page, step: string): Promise<void> {
  await expect
    .poll(
      () =>
        window.evaluate(() => {
          const { activeElement } = document
          if (!(activeElement instanceof HTMLElement) || activeElement === document.body) return 'nothing has the keyboard'
          const { width, height, top, left } = activeElement.getBoundingClientRect()
          const isIn = width > 0 && height > 0 && top < innerHeight && left < innerWidth && top + height > 0 && left + width > 0
          return isIn ? 'seen' : `${activeElement.outerHTML.slice(0, 200)} is out of sight`
        }),
      { message: step },
    )
    .toBe('seen')
}

test('the queue, a proof, a verdict and its way back, search, palette, comparing, deleting and a plan, all without a mouse', async ({
  home,
  openWindow,
}) => {
  await put(home, { spec, task, version: 1, type: 'log', name: 'run.log' }, 'first try\nERROR it broke\n')
  const window = await openWindow()
  await expect(window.getByRole('grid', { name: 'Specs' })).toContainText(spec)

  await pressKeys(window, 'g', 'q')
  const queue = window.getByRole('grid', { name: 'Waiting' })
  await expect(queue.getByRole('row', { name: new RegExp(task) }).getByRole('link')).toBeFocused()
  await expectFocusSeen(window, 'queue')

  await window.keyboard.press('Enter')
  const evidence = window.getByRole('region', { name: 'Evidence of attempt 2' })
  const proof = evidence.getByRole('link', { name: '1 of 4 tests failed' })
  await expect(proof).toBeVisible()
  await expectFocusSeen(window, 'attempt')
  for (let tabs = 0; tabs < 40 && !(await proof.evaluate((link) => link === document.activeElement)); tabs++)
    await window.keyboard.press('Tab')
  await expect(proof).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(window.getByRole('tree', { name: 'Tests' })).toContainText('gives up after three')
  await expectFocusSeen(window, 'proof')

  await window.keyboard.press('R')
  await expect(window.getByText(`Changes requested: ${task}, attempt 2`)).toBeVisible()
  // The next task is there before anything more is done.
  await expect(window.getByRole('region', { name: 'Evidence of attempt 1' })).toBeVisible()
  await expectFocusSeen(window, 'verdict')
  await window.keyboard.press('Z')
  await expect(window.getByText(`Taken back: changes requested, ${task}`)).toBeVisible()
  await expectFocusSeen(window, 'verdict taken back')

  await pressKeys(window, 'g', 'f')
  await expect(window.getByRole('region', { name: 'Search' }).getByRole('searchbox')).toBeFocused()
  await window.keyboard.type('ECONNREFUSED')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('list', { name: 'Results' })).toContainText('ECONNREFUSED')
  await expectFocusSeen(window, 'search')
  await window.keyboard.press('Tab')
  await expectFocusSeen(window, 'hits')

  await window.keyboard.press('Control+k')
  await expect(window.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await window.keyboard.type(task)
  await expect(window.getByRole('option', { name: new RegExp(task) }).first()).toBeVisible()
  await window.keyboard.press('Enter')
  await expect(window.getByRole('grid', { name: 'Attempts' })).toBeVisible()
  await expectFocusSeen(window, 'task from the palette')

  await window.keyboard.press('=')
  await expect(window).toHaveURL(/\/compare\//)
  await expect(window.getByRole('heading', { name: 'Compare' })).toBeVisible()
  await expectFocusSeen(window, 'compare')
  await window.keyboard.press('u')
  await expect(window.getByRole('grid', { name: 'Attempts' })).toBeVisible()
  await expectFocusSeen(window, 'task again')

  const artifacts = window.getByRole('grid', { name: /Artifacts/ })
  const row = artifacts.getByRole('row', { name: /run\.log/ }).getByRole('link')
  for (let tabs = 0; tabs < 40 && (await artifacts.locator(':focus').count()) === 0; tabs++) await window.keyboard.press('Tab')
  for (let rows = 0; rows < 10 && !(await row.evaluate((link) => link === document.activeElement)); rows++) await window.keyboard.press('j')
  await expect(row).toBeFocused()
  await pressKeys(window, 'x', 'Delete')
  const undo = window.getByRole('button', { name: 'Undo' })
  await expect(undo).toBeVisible()
  await expect(artifacts).not.toContainText('run.log')
  await expectFocusSeen(window, 'deleted')
  // Toasts are a landmark of their own.
  await window.keyboard.press('F6')
  for (let tabs = 0; tabs < 10 && !(await undo.evaluate((button) => button === document.activeElement)); tabs++)
    await window.keyboard.press('Tab')
  await expect(undo).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(artifacts).toContainText('run.log')
  await expectFocusSeen(window, 'restored')

  await pressKeys(window, 'g', 'c')
  const cleanup = window.getByRole('region', { name: 'Cleanup' })
  await expect(cleanup.getByRole('heading', { name: 'Cleanup' })).toBeVisible()
  await expectFocusSeen(window, 'cleanup')
})

test.describe('in a long list', () => {
  test.use({ contents: 'sample', viewport: { width: 1280, height: 360 } })

  test('the row that has the keyboard can be scrolled away, and the list stays where it was scrolled to', async ({ openWindow }) => {
    const window = await openWindow('/storage/cleanup?days=0%2C0%2C0%2C0&keep=0')
    const due = window.getByRole('grid', { name: 'Due' })
    await expect(due.getByRole('row').nth(1)).toBeVisible()
    await window.keyboard.press('j')
    await expect(due.locator(':focus')).toHaveCount(1)
    await due.hover()
    await window.mouse.wheel(0, 100_000)
    await expect(due.locator('[data-row-key][tabindex="0"]')).toHaveCount(0)
    await expectFocusSeen(window, 'scrolled away')
    const lastRow = due.getByRole('row').last()
    await expect(lastRow).toBeInViewport()
    const bottomOf = async () => {
      const { y = NaN, height = NaN } = (await lastRow.boundingBox()) ?? {}
      return y + height
    }
    await expect.poll(bottomOf, 'above where messages lie, once it is scrolled').toBeLessThanOrEqual(360 - 60)
    await window.keyboard.press('j')
    await expect(due.locator(':focus')).toHaveCount(1)
  })
})

test.describe('who wants no motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } })

  test('sees none: nothing fades, slides or turns', async ({ window, app }) => {
    const motions = () =>
      window.evaluate(() =>
        document.getAnimations().flatMap((animation) => {
          const { duration, iterations } = animation.effect?.getComputedTiming() ?? {}
          return Number(duration) > 1 || iterations === Infinity ? [`${animation.constructor.name} of ${String(duration)} ms`] : []
        }),
      )
    const seen: string[] = []
    for (const path of [
      '/',
      '/queue',
      '/storage',
      '/storage/verify',
      `/task/${encodeURIComponent(spec)}/${encodeURIComponent(task)}/2/change.diff`,
    ]) {
      await window.goto(app.origin + path)
      await expect(window.getByRole('tree', { name: 'Specs and tasks' })).toContainText(task)
      seen.push(...(await motions()))
      await window.keyboard.press('?')
      await expect(window.getByRole('dialog')).toBeVisible()
      seen.push(...(await motions()))
      await window.keyboard.press('Escape')
      await expect(window.getByRole('dialog')).toBeHidden()
    }
    expect(seen).toEqual([])
    const turning = await window.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'))
      probe.animate([{ opacity: 0 }, { opacity: 1 }], 1)
      probe.style.animation = 'none 3s infinite'
      const { animationDuration, animationIterationCount, transitionDuration } = getComputedStyle(probe)
      probe.remove()
      return [animationDuration, animationIterationCount, transitionDuration]
    })
    expect(turning).toEqual(['0s', '1', '0s'])
  })
})
