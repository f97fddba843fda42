// Damage is found, named, and marked wherever the artifact appears, until its bytes are good again.
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { vitrine } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { storeOld } from './old-artifacts.ts'
import { fillOnce } from './seed.ts'

test.use({
  expectedComplaint: /status of 422|ERR_|Failed to load/,
  prepared: async ({ home }, use) => {
    await fillOnce(home, storeOld)
    await use('prepared')
  },
})

/** The stored bytes of the second attempt's log. */
async function findLog(store: string): Promise<string> {
  const folder = join(store, 'api', 'one')
  const file = (await readdir(folder)).find((name) => name.startsWith('run.v2'))
  if (file === undefined) throw new Error(`no second log in ${folder}`)
  return join(folder, file)
}

test('a whole store verifies, and then names what is damaged', async ({ home, app, openWindow }) => {
  const window = await openWindow('/storage/verify')
  const room = window.getByRole('region', { name: 'Verify' })
  await room.getByRole('button', { name: 'Verify everything' }).click()
  await expect(room.getByText('All 9 artifacts are what was stored')).toBeVisible()

  const path = await findLog(home.store)
  const good = await readFile(path)
  await truncate(path, 20)
  await room.getByLabel('Spec').selectOption('api')
  await expect(window).toHaveURL(/spec=api/)
  await room.getByRole('button', { name: 'Verify api' }).click()
  const finding = room.getByRole('grid', { name: 'Findings' }).getByRole('row').nth(1)
  await expect(finding).toContainText('corrupt')
  await finding.getByRole('link').click()
  const artifact = window.getByRole('region', { name: 'Artifact run.log' })
  await expect(artifact.getByRole('img', { name: /^Corrupt/ })).toBeVisible()
  await expect(window.getByRole('grid', { name: 'Artifacts of attempt 2' }).getByRole('img', { name: /^Corrupt/ })).toBeVisible()
  await expect(window.getByRole('grid', { name: 'Attempts' }).getByRole('img', { name: /^Corrupt/ })).toBeVisible()

  expect(await vitrine(home, ['ls', '--spec', 'api'])).toMatch(/run\.log {2}corrupt: /)
  await window.goto(`${app.origin}/storage`)
  await expect(window.getByRole('grid', { name: 'Largest artifacts' }).getByRole('img', { name: /^Corrupt/ })).toBeVisible()

  await writeFile(path, good)
  await window.goto(`${app.origin}/storage/verify`)
  await room.getByRole('button', { name: 'Verify everything' }).click()
  await expect(room.getByText('All 9 artifacts are what was stored')).toBeVisible()
  await window.goto(`${app.origin}/task/api/one/2`)
  await expect(window.getByRole('grid', { name: 'Artifacts of attempt 2' })).toBeVisible()
  await expect(window.getByRole('img', { name: /^Corrupt/ })).toHaveCount(0)
})

test('a store is checked against a manifest that was exported before', async ({ home, prepared }) => {
  expect(prepared).toBe('prepared')
  const manifest = join(home.directory, 'api.sha256')
  await vitrine(home, ['export', '--manifest', '--spec', 'api', '-o', manifest])
  expect(await readFile(manifest, 'utf8')).toMatch(/^[0-9a-f]{64} {2}api\/one\//m)
  expect(await vitrine(home, ['--json', 'verify', '--manifest', manifest])).toContain('"valid":7')
  await writeFile(manifest, (await readFile(manifest, 'utf8')).replace(/^[0-9a-f]{8}/, '00000000'))
  await expect(vitrine(home, ['verify', '--manifest', manifest])).rejects.toThrow('ended with 1')
})
