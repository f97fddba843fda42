// Marking what was seen of a diff, and finding in the next attempt what is new.
import { type Page } from '@playwright/test'
import { put } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { diff, spec, task } from './seed.ts'

test.use({ contents: 'two attempts', viewport: { width: 1600, height: 900 } })

const address = `/task/${spec}/${encodeURIComponent(task)}/2/change.diff`
const grid = (window: Page) => window.getByRole('grid', { name: 'Diff' })
const hunks = (window: Page) => grid(window).getByRole('button', { name: 'Viewed this hunk' })

async function open(openWindow: (path?: string) => Promise<Page>, path = address): Promise<Page> {
  const window = await openWindow(path)
  await expect(grid(window)).toContainText('Payments are retried three times.')
  return window
}

test('a hunk that was marked stays so after a reload, and in every window', async ({ openWindow }) => {
  const [window, other] = [await open(openWindow), await open(openWindow)]
  await window.keyboard.press('v')
  await expect(hunks(window).first()).toHaveAttribute('aria-pressed', 'true')
  await expect(hunks(other).first()).toHaveAttribute('aria-pressed', 'true')
  await expect(other.getByText('1 of 2 hunks new since you looked')).toBeVisible()
  await other.reload()
  await expect(hunks(other).first()).toHaveAttribute('aria-pressed', 'true')
  await hunks(other).first().click()
  await expect(hunks(window).first()).toHaveAttribute('aria-pressed', 'false')
})

test('Shift+V marks and goes on to what is new, and what was seen can be hidden', async ({ openWindow }) => {
  const window = await open(openWindow)
  await window.keyboard.press('Shift+V')
  await expect(grid(window).getByRole('row', { selected: true })).toContainText('@@ -1 +1,2 @@')
  const hide = window.getByRole('button', { name: 'Hide what was seen' })
  await hide.click()
  await expect(grid(window)).not.toContainText('export async function pay')
  await expect(grid(window)).toContainText('All of it was seen')
  await window.keyboard.press('Shift+V')
  await expect(window.getByText('All of it was seen').first()).toBeVisible()
  await expect(grid(window)).not.toContainText('Payments are retried three times.')
  await hide.click()
  await expect(grid(window)).toContainText('Payments are retried three times.')
})

test('a file is marked as a whole', async ({ openWindow }) => {
  const window = await open(openWindow)
  await grid(window).getByRole('button', { name: 'Viewed this file' }).first().click()
  await expect(hunks(window).first()).toHaveAttribute('aria-pressed', 'true')
  await expect(hunks(window).nth(1)).toHaveAttribute('aria-pressed', 'false')
})

test('a later attempt shows what is new since the reader looked', async ({ home, openWindow }) => {
  const window = await open(openWindow)
  await grid(window).getByRole('button', { name: 'Viewed this file' }).first().click()
  await grid(window).getByRole('button', { name: 'Viewed this file' }).last().click()
  await expect(window.getByText('All of it was seen')).toBeVisible()
  const again = diff.replace('three times', 'three times, then given up')
  await put(home, { spec, task, type: 'diff', name: 'change.diff', version: 3 }, again)
  const third = await openWindow(address.replace('/2/', '/3/'))
  await expect(grid(third)).toContainText('then given up')
  await expect(third.getByText('1 of 2 hunks new since you looked')).toBeVisible()
})
