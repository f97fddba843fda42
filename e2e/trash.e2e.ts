// What was deleted can come back, until somebody destroys it.
import { cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { vitrine } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { storeOld } from './old-artifacts.ts'
import { fillOnce } from './seed.ts'
import { type Home } from './served-app.ts'

async function trashWeb(home: Home): Promise<void> {
  await storeOld(home)
  await vitrine(home, ['rm', '--spec', 'web'])
}

test.use({
  prepared: async ({ home }, use) => {
    await fillOnce(home, trashWeb)
    await use('prepared')
  },
})

test('one is restored, the others are purged after a question that counts', async ({ home, openWindow }) => {
  const window = await openWindow('/storage/trash')
  const trash = window.getByRole('region', { name: 'Trash' })
  const grid = trash.getByRole('grid', { name: 'Trash' })
  await expect(grid.getByRole('row')).toHaveCount(3)
  await trash.getByLabel('Filter the trash').fill('three')
  await expect(grid.getByRole('row')).toHaveCount(2)
  await expect(window).toHaveURL(/text=three/)
  await trash.getByRole('button', { name: 'Restore 1 shown' }).click()
  await expect(trash.getByText('Nothing in the trash matches “three”')).toBeVisible()
  await trash.getByRole('link', { name: 'Show all 1' }).click()
  expect((await vitrine(home, ['--json', 'ls', '--spec', 'web'])).trim().split('\n')).toHaveLength(1)

  await trash.getByRole('button', { name: 'Purge all…' }).click()
  const question = window.getByRole('dialog', { name: 'Purge everything in the trash?' })
  await expect(question).toContainText(/1 artifact, \d+ B, will be destroyed for good/)
  await question.getByRole('button', { name: 'Keep' }).click()
  await expect(grid.getByRole('row')).toHaveCount(2)
  await trash.getByRole('button', { name: 'Purge all…' }).click()
  await question.getByRole('button', { name: 'Purge 1 artifact' }).click()
  await expect(trash.getByText('The trash is empty')).toBeVisible()
  expect((await vitrine(home, ['--json', 'trash'])).trim()).toBe('')
})

test('what is purged is what is shown, also while another filter is on its way', async ({ home, openWindow }) => {
  const window = await openWindow('/storage/trash?text=three')
  const trash = window.getByRole('region', { name: 'Trash' })
  await expect(trash.getByRole('grid', { name: 'Trash' }).getByRole('row')).toHaveCount(2)
  let release = () => undefined as void
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await window.route('**/rpc/trash/page', async (route) => {
    await held
    await route.continue()
  })
  await trash.getByLabel('Filter the trash').fill('')
  await expect(window).toHaveURL(/trash$/)
  await trash.getByRole('button', { name: 'Purge 1 shown…' }).click()
  await window.getByRole('dialog', { name: 'Purge the shown in the trash?' }).getByRole('button', { name: 'Purge 1 artifact' }).click()
  release()
  await expect(trash.getByRole('button', { name: 'Purge all…' })).toBeVisible()
  await expect(async () => {
    expect((await vitrine(home, ['--json', 'trash'])).trim().split('\n')).toHaveLength(1)
  }).toPass()
})

test('what is there again comes back as a new version', async ({ home, openWindow }) => {
  const folder = join(home.store, '.vitrine', 'trash')
  for (const id of await readdir(folder)) await cp(join(folder, id), join(folder, `${id}-copy`), { recursive: true })
  const window = await openWindow('/storage/trash')
  const trash = window.getByRole('region', { name: 'Trash' })
  await trash.getByRole('button', { name: 'Restore all' }).click()
  const conflicts = trash.getByRole('region', { name: 'Not restored' })
  await expect(conflicts).toContainText('2 artifacts could not be restored')
  await expect(conflicts).toContainText('this version is there again')
  await conflicts.getByRole('button', { name: 'Restore 2 artifacts as a new version' }).click()
  await expect(trash.getByText('The trash is empty')).toBeVisible()
  await expect(conflicts).toBeHidden()
  expect((await vitrine(home, ['--json', 'ls', '--spec', 'web'])).trim().split('\n')).toHaveLength(4)
})

test('rows are chosen by keys alone', async ({ openWindow }) => {
  const window = await openWindow('/storage/trash')
  const trash = window.getByRole('region', { name: 'Trash' })
  await expect(trash.getByRole('grid', { name: 'Trash' })).toBeVisible()
  await window.keyboard.press('j')
  await window.keyboard.press('x')
  await expect(trash.getByRole('button', { name: 'Restore 1 selected' })).toBeVisible()
  await window.keyboard.press('Delete')
  await expect(window.getByRole('dialog', { name: 'Purge the selected in the trash?' })).toBeVisible()
  await window.keyboard.press('Escape')
  await window.keyboard.press('Escape')
  await expect(trash.getByRole('button', { name: 'Restore all' })).toBeVisible()
})

test('the command line undoes a cleanup, and brings back as a new version what is there again', async ({ home, openWindow }) => {
  const { plan_id: planId, deleted } = z
    .object({ plan_id: z.string(), deleted: z.array(z.unknown()) })
    .parse(JSON.parse(await vitrine(home, ['--json', 'cleanup'])))
  expect(deleted.length).toBeGreaterThan(0)
  const restored = await vitrine(home, ['--json', 'restore', '--cleanup', planId])
  expect(restored.trim().split('\n')).toHaveLength(deleted.length)
  const folder = join(home.store, '.vitrine', 'trash')
  for (const id of await readdir(folder)) await cp(join(folder, id), join(folder, `${id}-copy`), { recursive: true })
  await expect(vitrine(home, ['restore', '--all'])).rejects.toThrow(/exists already[^]*--as-new-version/)
  await vitrine(home, ['restore', '--all', '--as-new-version'])
  const window = await openWindow('/storage/trash')
  await expect(window.getByText('The trash is empty')).toBeVisible()
})
