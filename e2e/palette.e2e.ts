// Everything that can be done and every place, by typing.
import { type Page } from '@playwright/test'
import { findInBothThemes } from './find-violations.ts'
import { expect, test } from './fixtures.ts'

test.use({ contents: 'sample', viewport: { width: 1280, height: 800 } })

const palette = (window: Page) => window.getByRole('dialog', { name: 'Commands and places' })
const chosen = (window: Page) => palette(window).getByRole('option', { selected: true })

async function openPalette(window: Page): Promise<void> {
  await expect(window.getByRole('grid', { name: 'Specs' })).toBeVisible()
  await window.keyboard.press('ControlOrMeta+k')
  await expect(window.getByRole('combobox', { name: 'Find a command or a place' })).toBeFocused()
}

test('a place is gone to by keys alone, and Escape leaves all as it was', async ({ window }) => {
  await openPalette(window)
  await window.keyboard.press('Escape')
  await expect(palette(window)).toBeHidden()
  await expect(window).toHaveURL(/\/$/)
  // In one breath with what is typed: no frame is drawn before the field has the keyboard.
  const focused = await window.evaluate(async () => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, cancelable: true }))
    await Promise.resolve()
    return document.activeElement?.getAttribute('aria-label')
  })
  expect(focused).toBe('Find a command or a place')
  await window.keyboard.type('cleanup')
  await expect(chosen(window)).toHaveText(/^Cleanup/)
  await window.keyboard.press('Enter')
  await expect(window).toHaveURL(/\/storage\/cleanup/)
  await expect(palette(window)).toBeHidden()
})

test('specs and tasks are found by words of their names in any order', async ({ window }) => {
  await openPalette(window)
  await window.keyboard.type('refunds checkout')
  await expect(chosen(window)).toContainText('checkout-api › 1.1 idempotent-refunds')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('grid', { name: 'Attempts' })).toBeVisible()
})

test('Enter right behind a name goes there, although the places are still being read', async ({ app, window }) => {
  const read = Promise.withResolvers<void>()
  await window.route('**/rpc/spec/list', async (route) => {
    await read.promise
    await route.continue()
  })
  await window.goto(app.origin)
  await expect(window.getByRole('button', { name: 'Upload' })).toBeVisible()
  await window.keyboard.press('ControlOrMeta+k')
  await expect(window.getByRole('combobox', { name: 'Find a command or a place' })).toBeFocused()
  await window.keyboard.type('refunds checkout')
  await window.keyboard.press('Enter')
  read.resolve()
  await expect(window).toHaveURL(/\/task\/checkout-api\/1\.1/)
  await expect(palette(window)).toBeHidden()
})

test('the arrows go round the list, and the field says which entry they are on', async ({ window }) => {
  await openPalette(window)
  const options = palette(window).getByRole('option')
  const field = window.getByRole('combobox', { name: 'Find a command or a place' })
  await window.keyboard.press('ArrowUp')
  await expect(options.last()).toHaveAttribute('aria-selected', 'true')
  const isOnLast = async () => (await field.getAttribute('aria-activedescendant')) === (await options.last().getAttribute('id'))
  await expect.poll(isOnLast).toBe(true)
  await window.keyboard.press('ArrowDown')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
})

test('what acts on the open artifact is offered only while one is open', async ({ window }) => {
  await openPalette(window)
  await window.keyboard.type('copy a link')
  await expect(palette(window).getByText('No command, store, spec or task has all of these words.')).toBeVisible()
  await window.keyboard.press('Escape')
  await window.goto(`${new URL(window.url()).origin}/task/checkout-api/1.1%20idempotent-refunds/2/patch.diff`)
  await expect(window.getByRole('grid', { name: 'Diff' })).toBeVisible()
  await window.keyboard.press('ControlOrMeta+k')
  await window.keyboard.type('copy a link')
  await expect(chosen(window)).toContainText('Copy a link to what is open')
})

test('a command moves the focus where it says, and works out of a text field as well', async ({ window }) => {
  await openPalette(window)
  await window.keyboard.type('filter specs')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('searchbox', { name: 'Filter specs and tasks' })).toBeFocused()
  await window.keyboard.press('ControlOrMeta+k')
  await window.keyboard.type('dark')
  await window.keyboard.press('Enter')
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(window.getByRole('searchbox', { name: 'Filter specs and tasks' })).toBeFocused()
})

test('a store opened before is opened again', async ({ home, window }) => {
  await expect(window.getByRole('grid', { name: 'Specs' })).toBeVisible()
  await window.getByRole('button', { name: /choose another/ }).click()
  await window.getByRole('textbox', { name: 'Folder or URI' }).fill('~/second')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
  await window.keyboard.press('ControlOrMeta+k')
  await window.keyboard.type('open artifacts')
  await expect(chosen(window)).toHaveText(`Open ${home.store}`)
  await window.keyboard.press('Enter')
  await expect(window.getByRole('grid', { name: 'Specs' })).toContainText('checkout-api')
})

test.describe('in a narrow window', () => {
  test.use({ viewport: { width: 800, height: 700 } })

  test('the palette breaks no rule in either theme, with entries and without', async ({ window }) => {
    await openPalette(window)
    expect(await findInBothThemes(window)).toEqual([])
    await window.keyboard.type('no such thing anywhere')
    await expect(palette(window).getByRole('option')).toHaveCount(0)
    expect(await findInBothThemes(window)).toEqual([])
  })
})
