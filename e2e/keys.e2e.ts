// A reader presses the keys of their own hands, and finds them wherever keys are shown.
import { expect, test } from './fixtures.ts'

test.use({ contents: 'two attempts' })

test('a key of one’s own takes the place of the table’s, is refused when it is taken, and can be given back', async ({ window, app }) => {
  await window.goto(app.origin)
  await window.keyboard.press('?')
  await window.getByRole('dialog').getByRole('button', { name: 'Choose other keys' }).click()
  await expect(window).toHaveURL(/\/settings\/keys$/)
  const keys = window.getByRole('region', { name: 'Keys' })

  await keys.getByRole('button', { name: /^The queue of what needs a look/ }).click()
  await window.keyboard.press('g')
  await window.keyboard.press('s')
  await expect(keys.getByRole('alert')).toHaveText('“Storage” has g s already.')
  await keys.getByRole('button', { name: /^The queue of what needs a look/ }).click()
  await window.keyboard.press('q')
  await window.keyboard.press('q')
  await expect(keys.getByRole('button', { name: /^The queue of what needs a look/ })).toHaveText('qq')
  await keys.getByRole('button', { name: /^Block the attempt/ }).click()
  await window.keyboard.press('X')
  await expect(keys.getByText('2 keys of your own')).toBeVisible()

  await window.reload()
  await expect(keys.getByText('2 keys of your own')).toBeVisible()
  await window.keyboard.press('q')
  await window.keyboard.press('q')
  const queue = window.getByRole('region', { name: 'Queue' })
  await expect(queue).toContainText('2 tasks waiting for a look')
  await window.keyboard.press('j')
  await window.keyboard.press('B')
  await window.keyboard.press('X')
  await expect(queue).toContainText('1 task waiting for a look')
  await expect(window.getByRole('link', { name: 'Blocked 1' })).toBeVisible()

  await window.goto(`${app.origin}/settings/keys`)
  await keys.getByRole('button', { name: 'Reset all' }).click()
  await expect(keys.getByText('As they came')).toBeVisible()
  await window.keyboard.press('g')
  await window.keyboard.press('q')
  await expect(queue).toBeVisible()
})
