// Every number of the storage rooms is what the disk, the command line and the plan say, before a cleanup, after it, and when it is undone.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Page } from '@playwright/test'
import { z } from 'zod'
import { formatBytes } from '../src/shared/bytes.ts'
import { vitrine } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { storeOld } from './old-artifacts.ts'
import { fillOnce } from './seed.ts'
import { type Home } from './served-app.ts'

test.use({
  prepared: async ({ home }, use) => {
    await fillOnce(home, storeOld)
    await use('prepared')
  },
})

interface Sum {
  artifacts: number
  size: number
}

/** As `du --apparent-size` counts: files, their bytes. */
async function sumFiles(folder: string, isCounted: (path: string) => boolean): Promise<Sum> {
  const sum = { artifacts: 0, size: 0 }
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile() || !isCounted(path.slice(folder.length))) continue
    sum.artifacts++
    sum.size += (await stat(path)).size
  }
  return sum
}

async function readDisk({ store }: Home): Promise<{ stored: Sum; trashed: Sum }> {
  return {
    stored: await sumFiles(store, (path) => !path.startsWith('/.vitrine') && !/\/metadata(-index)?\.json$/.test(path)),
    trashed: await sumFiles(join(store, '.vitrine', 'trash'), (path) => path.endsWith('/content')),
  }
}

const sumSchema = z.object({ artifacts: z.number(), size: z.number() })
const usageSchema = sumSchema.extend({
  original_size: z.number(),
  by_spec: z.array(sumSchema),
  by_type: z.array(sumSchema),
  by_day: z.array(sumSchema),
  trash: sumSchema,
})
const planSchema = z.object({ due: z.array(z.object({ uri: z.string(), size_bytes: z.number() })), freed_bytes: z.number() })
const receiptSchema = z.object({ deleted: z.array(z.object({ uri: z.string() })), freed_bytes: z.number() })

const total = (sums: readonly Sum[]): Sum => ({
  artifacts: sums.reduce((sum, { artifacts }) => sum + artifacts, 0),
  size: sums.reduce((sum, { size }) => sum + size, 0),
})

/** Compares disk, command line and window. The answer is what all of them said. */
async function expectSameNumbers(home: Home, window: Page, origin: string): Promise<{ stored: Sum; trashed: Sum }> {
  const disk = await readDisk(home)
  const usage = usageSchema.parse(JSON.parse(await vitrine(home, ['--json', 'usage'])))
  expect({ artifacts: usage.artifacts, size: usage.size }).toEqual(disk.stored)
  expect(usage.trash).toEqual(disk.trashed)
  for (const sums of [usage.by_spec, usage.by_type, usage.by_day]) expect(total(sums)).toEqual(disk.stored)

  await window.goto(`${origin}/storage`)
  const room = window.getByRole('region', { name: 'Storage' })
  await expect(room).toContainText(`Stored${formatBytes(disk.stored.size)}${disk.stored.artifacts} artifacts`)
  await expect(room).toContainText(`Saved by compression${formatBytes(usage.original_size - usage.size)}`)
  await expect(room).toContainText(`In the trash${formatBytes(disk.trashed.size)}${disk.trashed.artifacts} artifact`)
  await expect(room.getByRole('meter', { name: 'Quota' })).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`^${formatBytes(disk.stored.size)} of`),
  )
  await expect(window.getByText(`${disk.stored.artifacts} artifacts · ${formatBytes(disk.stored.size)}`)).toBeVisible()
  await window.goto(`${origin}/storage/trash`)
  const trash = window.getByRole('region', { name: 'Trash' })
  await expect(trash).toContainText(`${disk.trashed.artifacts} artifacts, ${formatBytes(disk.trashed.size)}`)
  return disk
}

test('space, plan, trash and receipt say what the disk and the command line say', async ({ home, window, app }) => {
  const before = await expectSameNumbers(home, window, app.origin)
  const plan = planSchema.parse(JSON.parse(await vitrine(home, ['--json', 'cleanup', '--dry-run'])))
  expect(plan.due.reduce((sum, { size_bytes }) => sum + size_bytes, 0)).toBe(plan.freed_bytes)

  await window.goto(`${app.origin}/storage/cleanup`)
  const room = window.getByRole('region', { name: 'Cleanup' })
  await expect(room).toContainText(`${plan.due.length} artifacts due, ${formatBytes(plan.freed_bytes)}`)
  await room.getByRole('button', { name: `Move ${plan.due.length} artifacts to the trash` }).click()
  const job = room.getByRole('list', { name: 'This cleanup' })
  await expect(job).toContainText(`${plan.due.length} artifacts moved to the trash`)
  await expect(job).toContainText(formatBytes(plan.freed_bytes))

  await job.getByRole('link', { name: 'Receipt' }).click()
  const receipt = window.getByRole('region', { name: /^Cleanup of/ })
  await expect(receipt).toContainText(`${plan.due.length} artifacts moved to the trash, ${formatBytes(plan.freed_bytes)}; 0 skipped`)
  await expect(receipt).toContainText(`${plan.due.length} artifacts still in the trash`)
  await expect(receipt.getByRole('grid', { name: 'Deleted' }).getByRole('row')).toHaveCount(plan.due.length + 1)
  const address = (await receipt.getByRole('link', { name: 'Export' }).getAttribute('href')) ?? ''
  const exported = receiptSchema.parse(await (await window.request.get(app.origin + address)).json())
  expect(exported.freed_bytes).toBe(plan.freed_bytes)
  expect(exported.deleted.map(({ uri }) => uri).toSorted()).toEqual(plan.due.map(({ uri }) => uri).toSorted())

  const after = await expectSameNumbers(home, window, app.origin)
  expect(after.trashed).toEqual({ artifacts: plan.due.length, size: plan.freed_bytes })
  expect(after.stored).toEqual({ artifacts: before.stored.artifacts - plan.due.length, size: before.stored.size - plan.freed_bytes })

  await window.goto(`${app.origin}/storage/trash`)
  await window.getByRole('region', { name: 'Trash' }).getByRole('button', { name: 'Restore all' }).click()
  await expect(window.getByText('The trash is empty')).toBeVisible()
  expect(await expectSameNumbers(home, window, app.origin)).toEqual(before)
  await window.goto(`${app.origin}/storage/verify`)
  await window.getByRole('button', { name: 'Verify everything' }).click()
  await expect(window.getByText(`All ${before.stored.artifacts} artifacts are what was stored`)).toBeVisible()
  const verified = JSON.parse((await vitrine(home, ['--json', 'verify'])).trim().split('\n').at(-1) ?? '')
  expect(verified).toEqual({ valid: before.stored.artifacts, corrupt: 0, missing: 0, unrecorded: 0 })
})
