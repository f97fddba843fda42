// From a spec down to an artifact, by address and by keys.
import { expect, test } from './fixtures.ts'
import { pressKeys } from './press-keys.ts'
import { spec, task } from './seed.ts'

test.use({ contents: 'two attempts' })

test('leads from spec to task to attempt to artifact', async ({ window }) => {
  await window.getByRole('grid', { name: 'Specs' }).getByRole('link', { name: spec }).click()
  await window.getByRole('grid', { name: 'Tasks' }).getByRole('link', { name: task }).click()

  const attempts = window.getByRole('grid', { name: 'Attempts' })
  await expect(attempts.getByRole('row')).toHaveCount(3)
  const second = attempts.getByRole('row', { name: 'Attempt 2 by boris' })
  await expect(second).toContainText('+5−2')
  await expect(second.getByRole('img', { name: /1.*failed/ })).toBeVisible()

  await attempts.getByRole('link', { name: 'Attempt 1 by anna' }).click()
  const artifacts = window.getByRole('grid', { name: 'Artifacts of attempt 1' })
  await expect(artifacts.getByRole('row')).toHaveCount(3)
  await artifacts.getByRole('link', { name: 'change.diff' }).click()
  await expect(window.getByRole('region', { name: 'Artifact change.diff' })).toBeVisible()
  await expect(window.getByRole('navigation', { name: 'Breadcrumb' })).toContainText(`Specs${spec}${task}Attempt 1change.diff`)
})

test('the tree counts tasks and is filtered as one types', async ({ window }) => {
  const tree = window.getByRole('tree', { name: 'Specs and tasks' })
  await expect(tree.getByRole('treeitem', { level: 1 })).toHaveCount(2)
  await window.keyboard.press('/')
  await window.keyboard.type('retry')
  await expect(tree.getByRole('treeitem')).toHaveCount(2)
  await expect(tree.getByRole('treeitem', { name: task })).toBeVisible()
  await expect(window).toHaveURL(/filter=retry/)
  await window.getByLabel('Filter specs and tasks').fill('no such thing')
  await expect(window.getByText('Nothing matches “no such thing”')).toBeVisible()
  await window.getByRole('button', { name: 'Clear the filter' }).last().click()
  await expect(tree.getByRole('treeitem', { level: 1 })).toHaveCount(2)
})

test('a reload lands on the same place, and back leads back', async ({ window }) => {
  await window.getByRole('grid', { name: 'Specs' }).getByRole('link', { name: spec }).click()
  await window.getByRole('grid', { name: 'Tasks' }).getByRole('link', { name: task }).click()
  await window.getByRole('grid', { name: 'Artifacts of attempt 2' }).getByRole('link', { name: 'run.log' }).click()
  const artifact = window.getByRole('region', { name: 'Artifact run.log' })
  await expect(artifact).toBeVisible()
  const address = window.url()
  await window.reload()
  await expect(artifact).toBeVisible()
  expect(window.url()).toBe(address)
  await window.goBack()
  await expect(artifact).toBeHidden()
  await expect(window.getByRole('grid', { name: 'Attempts' })).toBeVisible()
})

test('a copied link opens the same place in another window', async ({ app, window, openWindow }) => {
  await window.getByRole('treeitem', { name: spec }).click()
  await window.getByRole('grid', { name: 'Tasks' }).getByRole('link', { name: task }).click()
  await window.getByRole('grid', { name: 'Artifacts of attempt 2' }).getByRole('link', { name: 'junit.xml' }).click()
  await window.getByRole('button', { name: 'Copy link' }).click()
  await expect(window.getByText('Copied the link')).toBeVisible()
  const link = await window.evaluate(() => navigator.clipboard.readText())
  expect(link.startsWith(app.origin)).toBe(true)
  const second = await openWindow(link.slice(app.origin.length))
  await expect(second.getByRole('region', { name: 'Artifact junit.xml' })).toBeVisible()
})

test.describe(() => {
  test.use({ expectedComplaint: /status of 422/ })

  test('an address that leads nowhere says so and leads back', async ({ openWindow }) => {
    for (const [path, words] of [
      ['/nowhere/at/all', 'This address leads nowhere'],
      ['/spec/no-such-spec', 'There is no spec “no-such-spec”'],
      ['/task/a/..%2f..%2fetc%2fpasswd', 'There is nothing in task “../../etc/passwd”'],
    ] as const) {
      const page = await openWindow(path)
      await expect(page.getByText(words)).toBeVisible()
      await page.close()
    }
  })
})

test('everything is reached by keys alone', async ({ window }) => {
  await expect(window.getByRole('grid', { name: 'Specs' })).toBeVisible()
  await window.keyboard.press('j')
  await window.keyboard.press('j')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('grid', { name: 'Tasks' })).toBeVisible()
  await window.keyboard.press('j')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('grid', { name: 'Attempts' })).toBeVisible()
  await pressKeys(window, 'g', 'h')
  await expect(window.getByRole('grid', { name: 'Specs' })).toBeVisible()
  await window.keyboard.press('?')
  await expect(window.getByRole('dialog')).toContainText('Show all keys')
  await window.keyboard.press('Escape')
  await expect(window.getByRole('dialog')).toBeHidden()
})
