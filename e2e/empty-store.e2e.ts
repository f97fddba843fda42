// A store with nothing in it says what belongs there, and offers three ways on.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { put } from './command-line.ts'
import { expect, test } from './fixtures.ts'

test('an empty store says what belongs in it and offers three ways on', async ({ home, window }) => {
  await expect(window.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
  await expect(window.getByRole('region', { name: 'Empty store' })).toContainText(home.store)
  for (const name of ['Upload files', 'Choose another store', 'Load the sample store']) {
    await expect(window.getByRole('button', { name })).toBeEnabled()
  }
})

test('the sample store brings specs with tasks, and they stay', async ({ window }) => {
  await window.getByRole('button', { name: 'Load the sample store' }).click()
  const tree = window.getByRole('tree', { name: 'Specs and tasks' })
  await expect(tree.getByRole('treeitem', { level: 1 })).toHaveCount(3)
  await window.reload()
  await expect(tree.getByRole('treeitem', { level: 1 })).toHaveCount(3)
  await expect(window.getByRole('grid', { name: 'Specs' }).getByRole('row')).toHaveCount(4)
})

test('another store is opened by its path, and the one before is offered again', async ({ home, window }) => {
  const other = join(home.directory, 'other')
  await put({ ...home, store: other }, { spec: 'elsewhere', task: '1', type: 'log', name: 'run.log' }, 'hello\n')
  await window.getByRole('button', { name: 'Choose another store' }).click()
  const dialog = window.getByRole('dialog', { name: 'Choose a store' })
  await dialog.getByLabel('Folder or URI').fill(other)
  await dialog.getByRole('button', { name: 'Open store' }).click()
  await expect(window.getByRole('treeitem', { name: /elsewhere/ })).toBeVisible()

  await window.getByRole('button', { name: /choose another$/ }).click()
  await dialog.getByRole('button', { name: home.store, exact: true }).click()
  await expect(window.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
})

test.describe(() => {
  test.use({ expectedComplaint: /status of 422/ })

  test('a store that cannot be opened is named, and the open one stays', async ({ home, window }) => {
    await mkdir(join(home.directory, 'kept'))
    await window.getByRole('button', { name: 'Choose another store' }).click()
    const dialog = window.getByRole('dialog', { name: 'Choose a store' })
    await dialog.getByLabel('Folder or URI').fill('s3:///nowhere')
    await dialog.getByRole('button', { name: 'Open store' }).click()
    await expect(dialog.getByRole('alert')).toContainText('s3')
    await window.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(window.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
  })
})
