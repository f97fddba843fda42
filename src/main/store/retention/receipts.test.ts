import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFilesystemBackend } from '../../backends/filesystem.ts'
import { camelCase, renameKeys } from '../../../shared/json-names.ts'
import { type CleanupReceipt } from '../../../shared/retention.ts'
import { type StorageBackend } from '../backend.ts'
import { makeFolder } from '../test-store.ts'
import { findReceipt, listReceipts, writeReceipt } from './receipts.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let backend: StorageBackend
beforeEach(async () => {
  folder = await makeFolder()
  backend = await openFilesystemBackend(folder.path, { create: true })
})
afterEach(() => folder.remove())

const receiptOf = (items: number): CleanupReceipt => ({
  format: 1,
  planId: `20261121T080000000Z-${items}`,
  state: 'done',
  startedAt: '2026-11-21T08:00:00.000Z',
  finishedAt: '2026-11-21T08:01:00.000Z',
  policy: {
    days: { diff: 1, log: 1, test: 1, file: 1 },
    keep: { pinned: true, newest: 1, unreviewed: false, tags: ['a "]\n', 'skipped": ['] },
  },
  deleted: Array.from({ length: items }, (_, index) => ({ uri: `file:///s/"]},\n/${index}`, trashId: `t-${index}`, sizeBytes: index })),
  skipped: Array.from({ length: items }, (_, index) => ({ uri: `file:///s/[${index}`, because: 'failed' as const, reason: '},\n]' })),
  freedBytes: items,
})
const pathOf = (planId: string) => join(folder.path, '.vitrine', 'reports', `cleanup-${planId}.json`)

test.each([0, 1, 5000])('[S9] a receipt of %i artifacts is read as it was written, by anything that reads JSON too', async (items) => {
  const receipt = receiptOf(items)
  await writeReceipt(backend, receipt)
  expect(await findReceipt(backend, receipt.planId)).toEqual(receipt)
  expect(renameKeys(JSON.parse(await readFile(pathOf(receipt.planId), 'utf8')), camelCase)).toEqual(receipt)
  expect(await listReceipts(backend)).toEqual([{ ...receipt, deleted: items, skipped: items }])
})

test('[S9] a receipt in any other layout is read too, and what is none is passed over', async () => {
  const receipt = receiptOf(3)
  await writeReceipt(backend, receipt)
  const lying = JSON.parse(await readFile(pathOf(receipt.planId), 'utf8'))
  await mkdir(join(folder.path, '.vitrine', 'reports'), { recursive: true })
  for (const [planId, indent] of [
    ['flat', 0],
    ['deep', 1],
    ['deeper', 2],
  ] as const)
    await writeFile(pathOf(planId), JSON.stringify({ ...lying, plan_id: planId }, undefined, indent))
  for (const planId of ['flat', 'deep', 'deeper']) expect(await findReceipt(backend, planId)).toEqual({ ...receipt, planId })
  await writeFile(pathOf('torn'), (await readFile(pathOf(receipt.planId), 'utf8')).slice(0, 400))
  await writeFile(pathOf('other'), '{"deleted": 1}')
  await writeFile(pathOf('odd'), (await readFile(pathOf(receipt.planId), 'utf8')).replace('"trash_id"', '"id"'))
  expect(await findReceipt(backend, 'torn')).toBeUndefined()
  expect(await findReceipt(backend, '../../cleanup-flat')).toBeUndefined()
  expect((await listReceipts(backend)).map(({ planId }) => planId).toSorted()).toEqual([receipt.planId, 'deep', 'deeper', 'flat'])
})
