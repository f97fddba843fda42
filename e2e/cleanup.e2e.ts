// A cleanup from its policy to its receipt, and back.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { vitrine } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { pressKeys } from './press-keys.ts'
import { storeOld } from './old-artifacts.ts'
import { fillOnce } from './seed.ts'

test.use({
  prepared: async ({ home }, use) => {
    await fillOnce(home, storeOld)
    await use('prepared')
  },
})

test('the plan follows the policy, says why, and is what the command line plans', async ({ home, window }) => {
  await pressKeys(window, 'g', 'c')
  const plan = z.object({ due: z.array(z.object({ uri: z.string() })), kept: z.array(z.unknown()) })
  const { due, kept } = plan.parse(JSON.parse(await vitrine(home, ['--json', 'cleanup', '--dry-run'])))
  const room = window.getByRole('region', { name: 'Cleanup' })
  await expect(room.getByRole('button', { name: `Move ${due.length} artifacts to the trash` })).toBeEnabled()
  await expect(room.getByRole('grid', { name: 'Due' }).getByRole('row')).toHaveCount(due.length + 1)
  await expect(room.getByRole('grid', { name: 'Due' })).toContainText('kept for 7 days')
  await room.getByRole('button', { name: /^Kept though old/ }).click()
  const keptRows = room.getByRole('grid', { name: 'Kept' })
  await expect(keptRows.getByRole('row')).toHaveCount(kept.length + 1)
  await expect(keptRows).toContainText('pinned')
  await expect(keptRows).toContainText('newest of its task')

  await room.getByLabel('Logs').fill('1000')
  await expect(room.getByRole('button', { name: 'Move 1 artifact to the trash' })).toBeEnabled()
  await expect(window).toHaveURL(/days=30%2C1000%2C14%2C30/)
  await window.reload()
  await expect(room.getByRole('button', { name: 'Move 1 artifact to the trash' })).toBeEnabled()
  await room.getByRole('button', { name: 'Back to it' }).click()
  await expect(room.getByRole('button', { name: `Move ${due.length} artifacts to the trash` })).toBeEnabled()
  await room.getByLabel('Logs').fill('many')
  await expect(room.getByRole('alert')).toHaveText('A number from 0')
})

test('what is taken out by hand stays, what changed since is skipped, and the receipt undoes the rest', async ({ home, window }) => {
  await pressKeys(window, 'g', 'c')
  const room = window.getByRole('region', { name: 'Cleanup' })
  const due = room.getByRole('grid', { name: 'Due' })
  await expect(due.getByRole('row')).toHaveCount(5)
  const diff = due.getByRole('row').filter({ hasText: 'change.diff' })
  await diff.hover()
  await diff.getByRole('checkbox').check()
  await room.getByRole('button', { name: 'Keep 1 artifact' }).click()
  await expect(room.getByRole('button', { name: 'Move 3 artifacts to the trash' })).toBeEnabled()

  // Somebody pins one of them after the plan was made.
  const listed = await vitrine(home, ['--json', 'ls', '--name', 'old.log'])
  const { uri } = z.object({ uri: z.string() }).parse(JSON.parse(listed))
  await vitrine(home, ['tag', 'add', uri, 'pinned'])
  await room.getByRole('button', { name: 'Move 3 artifacts to the trash' }).click()
  const job = room.getByRole('list', { name: 'This cleanup' })
  await expect(job).toContainText('2 artifacts moved to the trash')
  await expect(job).toContainText('1 skipped')

  await job.getByRole('link', { name: 'Receipt' }).click()
  await expect(window.getByRole('grid', { name: 'Skipped' })).toContainText('changed since the plan')
  await expect(window.getByRole('grid', { name: 'Deleted' }).getByRole('row')).toHaveCount(3)
  const [download] = await Promise.all([window.waitForEvent('download'), window.getByRole('link', { name: 'Export' }).click()])
  expect(download.suggestedFilename()).toMatch(/^cleanup-.*\.json$/)
  await window.getByRole('button', { name: 'Undo: restore 2' }).click()
  await expect(window.getByText('nothing of it is in the trash any more')).toBeVisible()
  const left = (await vitrine(home, ['--json', 'ls'])).trim().split('\n')
  expect(left).toHaveLength(9)
})

test('a second window sees the same cleanup, and it survives a reload', async ({ window, openWindow }) => {
  await pressKeys(window, 'g', 'c')
  await window.getByRole('button', { name: /^Move 4 artifacts/ }).click()
  await expect(window.getByRole('list', { name: 'This cleanup' })).toContainText('4 artifacts moved')
  const second = await openWindow('/')
  await second.getByRole('button', { name: /^Activity/ }).click()
  await expect(second.getByRole('dialog', { name: 'Activity' }).getByRole('listitem')).toContainText('4 artifacts moved to the trash')
  await second.getByRole('link', { name: 'All activity and receipts' }).click()
  await expect(second.getByRole('grid', { name: 'Receipts' }).getByRole('row')).toHaveCount(2)
  await second.reload()
  await second.getByRole('button', { name: 'Dismiss the cleanup' }).click()
  await expect(second.getByText('Nothing ran since the app was started.')).toBeVisible()
  await window.bringToFront()
  await window.getByRole('button', { name: /^Activity/ }).click()
  await expect(window.getByText('Nothing runs.')).toBeVisible()
})

test.describe('on a schedule', () => {
  test.use({
    prepared: async ({ home }, use) => {
      await fillOnce(home, storeOld)
      await mkdir(join(home.directory, '.vitrine'), { recursive: true })
      await writeFile(join(home.directory, '.vitrine', 'config.yaml'), 'artifact_store:\n  cleanup_schedule_hours: 24\n')
      await use('prepared')
    },
  })

  test('a cleanup that nobody asked for does what one by hand does, and leaves the same receipt', async ({ home, window, app }) => {
    await window.getByRole('button', { name: /^Activity/ }).click()
    await expect(window.getByRole('dialog', { name: 'Activity' }).getByRole('listitem')).toContainText('4 artifacts moved to the trash')
    await window.goto(`${app.origin}/storage/activity`)
    const receipts = window.getByRole('grid', { name: 'Receipts' })
    await expect(receipts.getByRole('row')).toHaveCount(2)
    await receipts.getByRole('row').nth(1).getByRole('link').click()
    await expect(window.getByRole('grid', { name: 'Deleted' }).getByRole('row')).toHaveCount(5)
    const { due } = z.object({ due: z.array(z.unknown()) }).parse(JSON.parse(await vitrine(home, ['--json', 'cleanup', '--dry-run'])))
    expect(due).toEqual([])
    await window.getByRole('button', { name: 'Undo: restore 4' }).click()
    await expect(window.getByText('nothing of it is in the trash any more')).toBeVisible()
  })
})

test.describe('what a cleanup takes from under a reader', () => {
  // Bytes that are asked for between the deletion and the window's hearing of it.
  test.use({ expectedComplaint: /server responded with a status of 404/ })

  test('says so, here and at its address later, and comes back from there', async ({ app, home, window }) => {
    const address = `${app.origin}/task/api/two/1/old.log`
    await window.goto(address)
    await expect(window.getByRole('table', { name: 'Log lines' })).toContainText('old')
    await vitrine(home, ['cleanup'])
    await expect(window.getByText('A cleanup deleted this artifact while you had it open.')).toBeVisible()
    await window.goto(address)
    const notice = window.getByText('A cleanup deleted “old.log”')
    await expect(notice).toBeVisible()
    await expect(window.getByText(/It waits in the trash since/)).toBeVisible()
    await expect(window.getByRole('link', { name: 'Receipt' })).toHaveAttribute('href', /receipt=/)
    await window.getByRole('button', { name: 'Restore' }).click()
    await expect(window.getByRole('table', { name: 'Log lines' })).toContainText('old')
    await expect(notice).toBeHidden()
    // What was there never is told apart.
    await window.goto(`${app.origin}/task/api/two/1/other.log`)
    await expect(window.getByText('has no artifact “other.log”')).toBeVisible()
  })
})
