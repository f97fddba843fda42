// Uploading from the window by picker and by drop; deleting, and taking it back.
import { type Page } from '@playwright/test'
import { vitrine } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { diff, log, report, spec, task } from './seed.ts'

const files = [
  { name: 'change.diff', mimeType: 'text/plain', buffer: Buffer.from(diff) },
  { name: 'run.log', mimeType: 'text/plain', buffer: Buffer.from(log) },
  { name: 'junit.xml', mimeType: 'text/xml', buffer: Buffer.from(report) },
]

async function fillDestination(window: Page): Promise<void> {
  const dialog = window.getByRole('dialog', { name: 'Upload' })
  await dialog.getByLabel('Spec').fill('api')
  await dialog.getByLabel('Task').fill('7')
  await dialog.getByRole('button', { name: 'Upload' }).click()
}

test('picked files become one attempt, each with its type', async ({ home, window }) => {
  await window.getByRole('button', { name: 'Upload files' }).click()
  await window.getByRole('dialog', { name: 'Upload' }).getByLabel('Choose files').setInputFiles(files)
  await fillDestination(window)
  const uploads = window.getByRole('region', { name: 'Uploads' })
  await expect(uploads.getByRole('heading', { name: '3 files uploaded' })).toBeVisible()

  await uploads.getByRole('link', { name: 'change.diff' }).click()
  await expect(window.getByRole('region', { name: 'Artifact change.diff' })).toBeVisible()
  const stored = (await vitrine(home, ['--json', 'ls', '--spec', 'api', '--sort', 'name'])).trim().split('\n')
  expect(stored.map((line) => /"type":"(\w+)"/.exec(line)?.[1])).toEqual(['diff', 'test', 'log'])
  expect(stored.map((line) => /"version":(\d+)/.exec(line)?.[1])).toEqual(['1', '1', '1'])
})

test('dropped files are uploaded', async ({ window }) => {
  await expect(window.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
  const dropped = await window.evaluateHandle((content) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([content], 'dropped.diff', { type: 'text/plain' }))
    return transfer
  }, diff)
  await window.locator('body').dispatchEvent('dragenter', { dataTransfer: dropped })
  await expect(window.getByText('Drop to upload')).toBeVisible()
  await window.locator('body').dispatchEvent('drop', { dataTransfer: dropped })
  await expect(window.getByText('Drop to upload')).toBeHidden()
  await fillDestination(window)
  await expect(window.getByRole('region', { name: 'Uploads' }).getByRole('link', { name: 'dropped.diff' })).toBeVisible()
  await expect(window.getByRole('treeitem', { name: /api/ })).toBeVisible()
})

test('an upload shows its progress; cancelled, it leaves nothing behind and can be done again', async ({ home, window }) => {
  const connection = await window.context().newCDPSession(window)
  const limit = (bytesPerSecond: number) =>
    connection.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: bytesPerSecond,
    })
  await connection.send('Network.enable')
  await limit(512 * 1024)
  await window.getByRole('button', { name: 'Upload files' }).click()
  const buffer = Buffer.alloc(8 * 1024 * 1024, 'a log line of an agent that talks a lot\n')
  await window.getByLabel('Choose files').setInputFiles({ name: 'long.log', mimeType: 'text/plain', buffer })
  await fillDestination(window)
  const uploads = window.getByRole('region', { name: 'Uploads' })
  const progress = uploads.getByRole('progressbar', { name: 'long.log' })
  await expect(progress).toBeVisible()
  await expect.poll(async () => Number(await progress.getAttribute('aria-valuenow'))).toBeGreaterThan(0)
  await uploads.getByRole('button', { name: 'Cancel long.log' }).click()
  await expect(uploads.getByRole('heading', { name: '1 cancelled' })).toBeVisible()
  expect(await vitrine(home, ['--json', 'ls'])).toBe('')

  await limit(-1)
  await uploads.getByRole('button', { name: 'Upload long.log again' }).click()
  await expect(uploads.getByRole('heading', { name: '1 file uploaded' })).toBeVisible()
  expect(await vitrine(home, ['--json', 'ls'])).toContain(`"original_size":${buffer.length}`)
})

test('a name that climbs out of the store stays a name', async ({ home, window }) => {
  await window.getByRole('button', { name: 'Upload files' }).click()
  const dialog = window.getByRole('dialog', { name: 'Upload' })
  await dialog.getByLabel('Choose files').setInputFiles({ name: 'run.log', mimeType: 'text/plain', buffer: Buffer.from(log) })
  await dialog.getByLabel('Spec').fill('../../outside')
  await dialog.getByLabel('Task').fill('..')
  await dialog.getByRole('button', { name: 'Upload' }).click()
  await expect(window.getByRole('heading', { name: '1 file uploaded' })).toBeVisible()
  const item = window.getByRole('treeitem', { name: '../../outside' })
  await item.click()
  await window.getByRole('grid', { name: 'Tasks' }).getByRole('link', { name: '..', exact: true }).click()
  await window.getByRole('link', { name: 'run.log' }).first().click()
  await expect(window.getByRole('region', { name: 'Artifact run.log' })).toBeVisible()
  await window.reload()
  await expect(window.getByRole('region', { name: 'Artifact run.log' })).toBeVisible()
  expect(await vitrine(home, ['--json', 'ls', '--spec', '../../outside'])).toContain(`file://${home.store}/`)
})

test.describe('in a store with artifacts', () => {
  test.use({ contents: 'two attempts' })

  test('a deleted artifact comes back by Undo, with its content', async ({ home, openWindow }) => {
    const [uri = ''] = /file:\/\/[^"]+junit[^"]*\.v2[^"]*/.exec(await vitrine(home, ['--json', 'ls', '--spec', spec])) ?? []
    const before = await vitrine(home, ['--json', 'ls', '--spec', spec])
    const window = await openWindow(`/task/${spec}/${encodeURIComponent(task)}/2/junit.xml`)
    await window.getByRole('region', { name: 'Artifact junit.xml' }).getByRole('button', { name: 'Delete' }).click()
    await expect(window.getByText('Deleted junit.xml')).toBeVisible()
    // What is pointed at stays.
    await window.getByRole('button', { name: 'Undo' }).hover()
    const artifacts = window.getByRole('grid', { name: 'Artifacts of attempt 2' })
    await expect(artifacts.getByRole('row')).toHaveCount(3)
    expect(await vitrine(home, ['--json', 'ls', '--spec', spec])).not.toContain(uri)

    await window.getByRole('button', { name: 'Undo' }).click()
    await expect(window.getByText('Restored junit.xml')).toBeVisible()
    await expect(artifacts.getByRole('row')).toHaveCount(4)
    expect(await vitrine(home, ['--json', 'ls', '--spec', spec])).toBe(before)
    expect(await vitrine(home, ['get', uri, '-o', '-'])).toBe(report)
  })

  test('several artifacts are selected and deleted together', async ({ openWindow }) => {
    const window = await openWindow(`/task/${spec}/${encodeURIComponent(task)}/2`)
    const artifacts = window.getByRole('grid', { name: 'Artifacts of attempt 2' })
    for (const name of ['change.diff', 'run.log']) await artifacts.getByRole('row', { name }).getByRole('checkbox').check()
    const release = Promise.withResolvers<void>()
    await window.route('**/rpc/artifact/delete', async (route) => {
      await release.promise
      await route.continue()
    })
    await window.getByRole('button', { name: 'Delete 2 artifacts' }).click()
    const slow = window.getByRole('group').filter({ hasText: 'Deleting 2 artifacts…' })
    await expect(slow, 'what takes longer than a moment says so').toBeVisible()
    release.resolve()
    await expect(slow).toBeHidden()
    await expect(artifacts.getByRole('row')).toHaveCount(2)
    await window.getByRole('button', { name: 'Undo' }).click()
    await expect(artifacts.getByRole('row')).toHaveCount(4)
  })
})
