// Every place of the window in both themes against the rules of WCAG 2.2 that a machine can check.
import { findUnreachable } from './find-unreachable.ts'
import { findInBothThemes } from './find-violations.ts'
import { expect, test } from './fixtures.ts'
import { goTo } from './go-to.ts'
import { places } from './places.ts'
import { spec, task } from './seed.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
// Themes follow at once then, so that no colour is read half-way.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const wide = { width: 1600, height: 900 }
/** What a window of 1280 by 800 has room for at 200 %. */
const zoomed = { width: 640, height: 400 }

test.describe('in the sample store', () => {
  test.use({ contents: 'sample', viewport: wide })

  // A handful at a time: a visit costs less than a start of the app.
  const atOnce = 7
  for (let first = 0; first < places.length; first += atOnce) {
    const visited = places.slice(first, first + atOnce)
    test(`${visited.map(({ name }) => name).join(', ')} break no rule, and are whole at 200 %`, async ({ window }) => {
      for (const { name, path, isShown } of visited) {
        await goTo(window, path)
        await isShown(window)
        expect.soft(await findInBothThemes(window, { tags }), name).toEqual([])
        await window.setViewportSize(zoomed)
        await isShown(window)
        await expect.poll(() => findUnreachable(window), { message: name }).toEqual([])
        await window.setViewportSize(wide)
      }
    })
  }
})

test.describe('half-way down a long diff', () => {
  test.use({ contents: 'sample', viewport: { width: 1280, height: 400 } })

  test('the header that stays at the top breaks no rule', async ({ openWindow }) => {
    const diff = places.find(({ name }) => name === 'artifact-diff')
    const window = await openWindow(diff?.path)
    await diff?.isShown(window)
    const grid = window.getByRole('grid', { name: 'Diff' })
    await grid.hover()
    await window.mouse.wheel(0, 200)
    await expect.poll(() => grid.evaluate((element) => element.scrollTop)).toBeGreaterThan(100)
    expect(await findInBothThemes(window, { tags })).toEqual([])
  })
})

test.describe('with two attempts', () => {
  test.use({ contents: 'two attempts' })

  test('the export dialog breaks no rule', async ({ openWindow }) => {
    const window = await openWindow(`/task/${encodeURIComponent(spec)}/${encodeURIComponent(task)}/2`)
    await window.getByRole('button', { name: 'Export attempt 2' }).click()
    await expect(window.getByText('Nothing in it looks like a secret.')).toBeVisible()
    expect(await findInBothThemes(window, { tags })).toEqual([])
    await window.getByRole('dialog').getByLabel('As').selectOption('a ZIP archive of the originals')
    await expect(window.getByRole('link', { name: 'Save as ZIP' })).toBeVisible()
    expect(await findInBothThemes(window, { tags })).toEqual([])
  })
})

test.describe('with notes', () => {
  test.use({ contents: 'two attempts', viewport: { width: 1600, height: 900 } })

  test('notes beside a diff and of a task break no rule', async ({ app, window }) => {
    const path = `${app.origin}/task/${encodeURIComponent(spec)}/${encodeURIComponent(task)}`
    await window.goto(`${path}/2/change.diff#src/payment.ts:R4`)
    await expect(window.getByRole('grid', { name: 'Diff' })).toContainText('attempt < 4')
    await window.keyboard.press('c')
    const words = window.getByRole('textbox', { name: 'Words of the note' })
    await words.fill('Why four?')
    expect(await findInBothThemes(window, { tags })).toEqual([])
    await window.keyboard.press('Control+Enter')
    await expect(window.getByRole('article', { name: 'Note on src/payment.ts:4' })).toBeVisible()
    expect(await findInBothThemes(window, { tags })).toEqual([])
    await window.goto(`${path}/2?show=notes`)
    await expect(window.getByRole('article', { name: 'Note on src/payment.ts:4' })).toBeVisible()
    expect(await findInBothThemes(window, { tags })).toEqual([])
  })
})

test('an empty store and its dialogs break no rule', async ({ window }) => {
  await expect(window.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
  expect(await findInBothThemes(window, { tags })).toEqual([])
  for (const button of ['Upload files', 'Choose another store', 'Keyboard shortcuts']) {
    await window.getByRole('button', { name: button }).click()
    await expect(window.getByRole('dialog')).toBeVisible()
    expect(await findInBothThemes(window, { tags }), button).toEqual([])
    await window.keyboard.press('Escape')
    await expect(window.getByRole('dialog')).toBeHidden()
  }
})

test.describe('where the system chooses the colours', () => {
  test.use({ contents: 'two attempts', contextOptions: { forcedColors: 'active' } })

  test('what is chosen or open still stands out', async ({ openWindow }) => {
    const window = await openWindow(`/task/${encodeURIComponent(spec)}/${encodeURIComponent(task)}/2`)
    const rows = window.getByRole('grid', { name: 'Attempts' }).getByRole('row')
    const backgroundOf = (at: number) => rows.nth(at).evaluate((row) => getComputedStyle(row).backgroundColor)
    await expect(rows.nth(1)).toHaveAttribute('aria-current', 'true')
    const systemColour = await window.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'))
      probe.style.backgroundColor = 'Highlight'
      const colour = getComputedStyle(probe).backgroundColor
      probe.remove()
      return colour
    })
    // A colour may still be on its way.
    await expect.poll(async () => [await backgroundOf(1), (await backgroundOf(2)) === systemColour]).toEqual([systemColour, false])
    const tabs = window.getByRole('navigation', { name: 'Attempt 2' }).getByRole('link')
    const lineOf = (at: number) => tabs.nth(at).evaluate((tab) => getComputedStyle(tab).borderBottomColor)
    await expect.poll(async () => (await lineOf(0)) === (await lineOf(1))).toBe(false)
  })
})
