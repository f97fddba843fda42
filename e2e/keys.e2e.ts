// A reader presses the keys of their own hands, and finds them wherever keys are shown.
import { expect, test } from './fixtures.ts'
import { pressKeys } from './press-keys.ts'

test.use({ contents: 'two attempts' })

test('a key of one’s own takes the place of the table’s, is refused when it is taken, and can be given back', async ({
  app,
  openWindow,
}) => {
  const window = await openWindow()
  await window.keyboard.press('?')
  await window.getByRole('dialog').getByRole('button', { name: 'Choose other keys' }).click()
  await expect(window).toHaveURL(/\/settings\/keys$/)
  const keys = window.getByRole('region', { name: 'Keys' })

  await keys.getByRole('button', { name: /^The queue of what needs a look/ }).click()
  await pressKeys(window, 'g', 's')
  await expect(keys.getByRole('alert')).toHaveText('“Storage” has g s already.')
  await keys.getByRole('button', { name: /^The queue of what needs a look/ }).click()
  await pressKeys(window, 'q', 'q')
  await expect(keys.getByRole('button', { name: /^The queue of what needs a look/ })).toHaveText('qq')
  await keys.getByRole('button', { name: /^Block the attempt/ }).click()
  await window.keyboard.press('X')
  await expect(keys.getByText('2 keys of your own')).toBeVisible()

  await window.reload()
  await expect(keys.getByText('2 keys of your own')).toBeVisible()
  await pressKeys(window, 'q', 'q')
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
  await pressKeys(window, 'g', 'q')
  await expect(queue).toBeVisible()
})

test('a control’s hint comes with the pointer or the focus, can be pointed at, and goes with Escape', async ({ window }) => {
  const hint = window.locator('[data-hint]')
  const storage = window.getByRole('link', { name: 'Storage', exact: true })
  await storage.hover()
  await expect(hint).toHaveText('Storagegs')
  await hint.hover()
  await expect(hint).toBeVisible()
  await window.keyboard.press('Escape')
  await expect(hint).toHaveCount(0)
  await storage.focus()
  await window.keyboard.press('Shift+Tab')
  await window.keyboard.press('Tab')
  await expect(hint).toHaveText('Storagegs')
  await window.keyboard.press('Enter')
  await expect(window).toHaveURL(/\/storage$/)
  await window.getByRole('button', { name: 'Keyboard shortcuts' }).hover()
  await expect(hint).toHaveText('Keyboard shortcuts?')
  await window.mouse.down()
  await expect(hint).toHaveCount(0)
  await window.mouse.up()
})

test.describe('in a window that has no room for names', () => {
  test.use({ contents: 'sample', viewport: { width: 1024, height: 700 } })

  test('every control of the bar has a hint, a name that is cut keeps its end, and the way tells task and attempt', async ({
    window,
    app,
  }) => {
    await window.goto(`${app.origin}/task/checkout-api/${encodeURIComponent('1.1 idempotent-refunds')}/2/junit.xml`)
    const agent = window.getByRole('grid', { name: 'Attempts' }).locator('[data-column="agent"] [title="2026-11-04-gpt-codex"]').last()
    await expect(agent).toBeVisible()
    await expect(window.getByRole('tree', { name: 'Tests' })).toBeVisible()
    const pastPx = () =>
      agent.evaluate((name) => {
        const range = document.createRange()
        range.selectNodeContents(name.lastChild ?? name)
        const cell = name.closest('[data-column]')
        return range.getBoundingClientRect().right - (cell?.getBoundingClientRect().right ?? 0)
      })
    await expect.poll(pastPx, 'the end of the name is not cut off').toBeLessThanOrEqual(1)
    const bar = window.getByRole('banner')
    const unnamed = () =>
      bar
        .locator('button, a:not(nav a)')
        .evaluateAll((controls) => controls.filter((control) => !control.hasAttribute('data-hinted')).map((control) => control.ariaLabel))
    await expect.poll(unnamed).toEqual([])
    await bar.getByRole('button', { name: 'Upload' }).hover()
    await expect(window.locator('[data-hint]')).toHaveText('Upload filesU')
    const way = window.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link')
    await expect(way.filter({ visible: true })).toHaveText(['1.1 idempotent-refunds', 'Attempt 2'])
  })
})
