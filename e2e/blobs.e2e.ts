// Keyed blobs as runners put them, seen in the window.
import { vitrine } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { pressKeys } from './press-keys.ts'
import { diff } from './seed.ts'
import { type Home } from './served-app.ts'

const putBlob = (home: Home, key: string, content: string | Uint8Array) => vitrine(home, ['kv', 'put', key], content)

test('without any, the place says how they come', async ({ window }) => {
  await window.getByRole('link', { name: 'Keyed blobs' }).click()
  await expect(window.getByText('No keyed blobs yet')).toBeVisible()
})

test('patches are diffs, bytes are bytes, and each has an address', async ({ home, app, window, openWindow }) => {
  await putBlob(home, 'patches/fix.diff', diff)
  await putBlob(home, 'notes/plan', 'first read the tests\n')
  await putBlob(home, 'raw', Uint8Array.of(0, 1, 2, 255, 254, 0, 7))
  await pressKeys(window, 'g', 'b')
  const list = window.getByRole('grid', { name: 'Keyed blobs' })
  await expect(list.getByRole('row')).toHaveCount(4)
  await list.getByRole('link', { name: 'patches/fix.diff' }).click()
  await expect(window.getByRole('grid', { name: 'Diff' })).toContainText('export async function pay')
  await expect(list).toBeVisible()
  const address = window.url()
  await list.getByRole('link', { name: 'notes/plan' }).click()
  await expect(window.getByRole('region', { name: 'Artifact notes/plan' })).toContainText('first read the tests')
  await list.getByRole('link', { name: 'raw' }).click()
  await expect(window.getByRole('region', { name: 'Artifact raw' })).toContainText('FF')
  await expect(window.getByRole('treeitem', { name: 'vitrine:blobs' })).toHaveCount(0)
  await window.keyboard.press('u')
  await expect(window).toHaveURL(`${app.origin}/blobs`)
  const second = await openWindow(address.slice(app.origin.length))
  await expect(second.getByRole('grid', { name: 'Diff' })).toContainText('export async function pay')
  await expect(second.getByRole('navigation', { name: 'Breadcrumb' })).toContainText('Keyed blobs')
})

test('they are filtered by words of key and content, and what is put meanwhile appears', async ({ home, window }) => {
  await putBlob(home, 'notes/plan', 'first read the tests\n')
  await window.getByRole('link', { name: 'Keyed blobs' }).click()
  const list = window.getByRole('grid', { name: 'Keyed blobs' })
  await expect(list.getByRole('row')).toHaveCount(2)
  await putBlob(home, 'notes/second', 'then write\n')
  await expect(list.getByRole('row')).toHaveCount(3)
  const field = window.getByLabel('Filter by words of key or content')
  await field.fill('then')
  await expect(list.getByRole('row')).toHaveCount(2)
  await expect(list).toContainText('notes/second')
  await field.fill('nosuchword')
  await expect(window.getByText('No blob matches “nosuchword”')).toBeVisible()
})
