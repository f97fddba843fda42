// Reading a diff by ear: F7 shows one change at a time, as lists.
import { findViolations } from './find-violations.ts'
import { expect, test } from './fixtures.ts'
import { spec, task } from './seed.ts'

test.use({ contents: 'two attempts', viewport: { width: 1280, height: 800 } })

test('F7 reads a diff a change at a time, by keys alone, and Escape leads back', async ({ openWindow }) => {
  const window = await openWindow(`/task/${spec}/${encodeURIComponent(task)}/2/change.diff`)
  const diff = window.getByRole('grid', { name: 'Diff' })
  await expect(diff).toContainText('Payments are retried three times.')
  await window.keyboard.press('F7')
  const view = window.getByRole('region', { name: 'Accessible diff' })
  const focused = view.locator(':focus')
  await expect(focused).toHaveText('Change 1 of 2: src/payment.ts, from line 1 before, from line 1 after: 2 lines removed, 4 lines added')
  await window.keyboard.press('ArrowDown')
  await expect(focused).toHaveAccessibleName("unchanged line 1: import { charge } from './gateway'")
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('j')
  await expect(focused).toHaveAccessibleName('removed line 3: export function pay(order: Order) {')
  expect(await findViolations(window, { within: '[aria-label="Accessible diff"]' })).toEqual([])
  await window.keyboard.press('n')
  await expect(focused).toContainText('Change 2 of 2: README.md')
  await window.keyboard.press('p')
  await expect(focused).toContainText('Change 1 of 2')
  await window.keyboard.press('F7')
  await window.keyboard.press('Escape')
  await expect(view).toBeHidden()
  await expect(diff).toBeFocused()
  await expect(diff.getByRole('row', { selected: true })).toContainText('@@ -1 +1,2 @@')
})
