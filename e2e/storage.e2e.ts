// What takes the space: the same numbers as on the command line, down to a task, and live.
import { z } from 'zod'
import { formatBytes } from '../src/shared/bytes.ts'
import { put, vitrine } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { pressKeys } from './press-keys.ts'
import { oldArtifacts, storeOld } from './old-artifacts.ts'
import { fillOnce } from './seed.ts'

test.use({
  prepared: async ({ home }, use) => {
    await fillOnce(home, storeOld)
    await use('prepared')
  },
})

const sums = z.object({ artifacts: z.number(), size: z.number(), original_size: z.number() })
const usageSchema = sums.extend({
  by_spec: z.array(sums.extend({ spec_name: z.string() })),
  duplicates: z.object({ artifacts: z.number(), size: z.number() }),
})

test('shows what the command line says, and leads down to a task', async ({ home, window }) => {
  const usage = usageSchema.parse(JSON.parse(await vitrine(home, ['--json', 'usage'])))
  expect(usage.artifacts).toBe(oldArtifacts.length)
  expect(usage.duplicates.artifacts).toBe(1)
  await window.getByRole('link', { name: 'Storage', exact: true }).click()
  const room = window.getByRole('region', { name: 'Storage' })
  await expect(room.getByRole('meter', { name: 'Quota' })).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`^${formatBytes(usage.size)} of 100 GB`),
  )
  await expect(room).toContainText(`Saved by compression${formatBytes(usage.original_size - usage.size)}`)
  await expect(room).toContainText(`Stored more than once${formatBytes(usage.duplicates.size)}1 copy`)
  const specs = room.getByRole('grid', { name: 'Space by spec' })
  for (const { spec_name: name, artifacts, size } of usage.by_spec) {
    const row = specs.getByRole('row').filter({ has: window.getByRole('link', { name, exact: true }) })
    await expect(row.getByRole('gridcell').nth(1)).toHaveText(String(artifacts))
    await expect(row.getByRole('gridcell').nth(3)).toHaveText(formatBytes(size))
  }
  await expect(room.getByRole('grid', { name: 'Oldest artifacts' }).getByRole('row').nth(1)).toContainText('two')

  await room.getByRole('navigation', { name: 'Map: space by spec' }).getByRole('link', { name: /^api/ }).click()
  await expect(window).toHaveURL(/\/storage\?spec=api$/)
  await window.getByRole('grid', { name: 'Space by task' }).getByRole('link', { name: 'one' }).click()
  await expect(window.getByRole('grid', { name: 'Space by type' }).getByRole('row')).toHaveCount(3)
  await window.getByRole('grid', { name: 'Space by type' }).getByRole('link', { name: 'Logs' }).click()
  await expect(window.getByRole('grid', { name: 'Attempts' })).toBeVisible()
})

test('the map is walked down and up by keys alone', async ({ openWindow }) => {
  const window = await openWindow('/storage')
  const specs = window.getByRole('navigation', { name: 'Map: space by spec' })
  await expect(specs.getByRole('link')).toHaveCount(2)
  const first = specs.getByRole('link').first()
  await expect(first).toHaveAccessibleName(/^(api|web) \d/)
  // From the parts of the room the next stops are what scrolls, and the map in it.
  await window.getByRole('navigation', { name: 'Storage' }).getByRole('link', { name: 'Activity' }).focus()
  await window.keyboard.press('Tab')
  await window.keyboard.press('Tab')
  await expect(first).toBeFocused()
  await window.keyboard.press('Tab')
  await window.keyboard.press('Enter')
  await expect(window).toHaveURL(/\/storage\?spec=(api|web)$/)
  const tasks = window.getByRole('navigation', { name: 'Map: space by task' })
  await expect(tasks.getByRole('link')).toHaveCount(2)
  await tasks.getByRole('link').first().focus()
  await window.keyboard.press('Enter')
  await expect(window.getByRole('navigation', { name: 'Map: space by type' })).toBeVisible()
  await window.keyboard.press('u')
  await expect(tasks).toBeVisible()
  await window.keyboard.press('u')
  await expect(specs).toBeVisible()
})

test('follows what others store', async ({ home, window }) => {
  await pressKeys(window, 'g', 's')
  const facts = window.getByRole('region', { name: 'Storage' })
  await expect(facts).toContainText(`${oldArtifacts.length} artifacts`)
  await put(home, { spec: 'api', task: 'new', type: 'log', name: 'new.log' }, 'new\n')
  await expect(facts).toContainText(`${oldArtifacts.length + 1} artifacts`)
})

test('a task goes out as an archive, and its manifest as a list of checksums', async ({ app, openWindow }) => {
  const window = await openWindow('/task/api/one')
  await window.getByRole('button', { name: 'Export as ZIP' }).click()
  const dialog = window.getByRole('dialog', { name: /as ZIP$/ })
  await expect(dialog.getByText('Nothing in it looks like a secret.')).toBeVisible()
  const [archive] = await Promise.all([window.waitForEvent('download'), dialog.getByRole('link', { name: 'Save as ZIP' }).click()])
  expect(archive.suggestedFilename()).toBe('api one.zip')
  await archive.path()
  await window.goto(`${app.origin}/storage/verify?spec=api&task=one`)
  const [manifest] = await Promise.all([window.waitForEvent('download'), window.getByRole('link', { name: 'Export a manifest' }).click()])
  expect(manifest.suggestedFilename()).toBe('api one.sha256')
})
