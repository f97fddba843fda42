// Settings › Stores over a folder and over an S3 service on loopback; credentials come from the profile in the story's home.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Page } from '@playwright/test'
import { startFaultProxy } from '../src/main/backends/servers/fault-proxy.ts'
import { type GcsServer, startGcsServer } from '../src/main/backends/servers/gcs-server.ts'
import { startS3Server, type S3Server, type S3ServerOptions } from '../src/main/backends/servers/s3-server.ts'
import { expect, test as base } from './fixtures.ts'
import { pressKeys } from './press-keys.ts'

const test = base.extend<{ bucketRights: S3ServerOptions; server: S3Server; google: GcsServer }>({
  bucketRights: [{}, { option: true }],
  server: async ({ bucketRights }, use) => {
    const server = await startS3Server(bucketRights)
    await use(server)
    await server.stop()
  },
  google: async ({}, use) => {
    const google = await startGcsServer()
    await use(google)
    await google.stop()
  },
  prepared: async ({ home, server }, use) => {
    const { accessKeyId, secretAccessKey } = server.credentials
    await mkdir(join(home.directory, '.aws'))
    await writeFile(
      join(home.directory, '.aws', 'credentials'),
      `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
    )
    await use('prepared')
  },
})

const step = (window: Page, name: string) =>
  window.getByRole('list', { name: 'Steps of the connection test' }).getByRole('listitem').filter({ hasText: name })

async function openSettings(window: Page): Promise<void> {
  await window.getByRole('link', { name: 'Settings' }).click()
  await expect(window.getByRole('heading', { name: 'Stores', level: 1 })).toBeVisible()
}

async function fillBucket(window: Page, server: S3Server, bucket: string): Promise<void> {
  await window.getByRole('radio', { name: 'S3' }).check()
  await window.getByRole('textbox', { name: 'Bucket', exact: true }).fill(bucket)
  await window.getByRole('textbox', { name: 'Endpoint' }).fill(server.endpoint)
  await window.getByRole('textbox', { name: 'Region' }).fill('us-east-1')
}

test('a folder is tested step by step, opened by keys alone, and the way back is one button', async ({ home, window }) => {
  await expect(window.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
  await pressKeys(window, 'g', ',')
  await expect(window.getByRole('region', { name: 'Open now' })).toContainText('Synced')
  await window.getByRole('textbox', { name: 'Folder' }).fill('~/second')
  await window.keyboard.press('Tab')
  await window.keyboard.press('Tab')
  await window.keyboard.press('Enter')
  await expect(step(window, 'Find the folder')).toContainText('There is no such folder yet')
  await expect(step(window, 'Write')).toContainText('passed')
  await expect(window.getByText('~/second can be opened, read and written.')).toBeVisible()
  await window.keyboard.press('Shift+Tab')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('region', { name: 'Open now' })).toContainText(join(home.directory, 'second'))
  await window.getByRole('button', { name: `Open ${home.store}`, exact: true }).click()
  await expect(window.getByRole('region', { name: 'Open now' })).toContainText(home.store)
  await window.getByRole('button', { name: `Take ${join(home.directory, 'second')} off this list` }).click()
  await expect(window.getByRole('region', { name: 'Opened before' })).not.toContainText('second')
})

test('what is no folder fails at the first step', async ({ home, window }) => {
  await writeFile(join(home.directory, 'file'), '')
  await openSettings(window)
  await window.getByRole('textbox', { name: 'Folder' }).fill(join(home.directory, 'file'))
  await window.getByRole('button', { name: 'Test connection' }).click()
  await expect(step(window, 'Find the folder')).toContainText('it is a file, not a folder')
  await expect(step(window, 'Read')).toContainText('not tried')
  await expect(window.getByText('the test failed at “Find the folder”')).toBeVisible()
})

test('a bucket is tested, opened, synced, and remembered with its endpoint but no secret', async ({ home, server, window }) => {
  await openSettings(window)
  await fillBucket(window, server, 's3://bucket/team')
  await expect(window.getByRole('textbox', { name: 'Bucket', exact: true })).toHaveValue('bucket')
  await expect(window.getByRole('textbox', { name: 'Prefix' })).toHaveValue('team')
  await window.getByRole('button', { name: 'Test connection' }).click()
  for (const name of ['Resolve the name', 'Connect', 'credentials', 'Find the bucket', 'List objects', 'Read', 'Write'])
    await expect(step(window, name)).toContainText('passed in')
  await window.getByRole('button', { name: 'Open store' }).click()
  const openNow = window.getByRole('region', { name: 'Open now' })
  await expect(openNow).toContainText('s3://bucket/team')
  await expect(openNow).toContainText('nothing had changed')
  await window.getByRole('button', { name: 'Sync now' }).click()
  await expect(openNow).toContainText('Synced')
  await window.getByRole('button', { name: `Open ${home.store}`, exact: true }).click()
  await expect(openNow).toContainText(home.store)
  await window.getByRole('button', { name: 'Open s3://bucket/team', exact: true }).click()
  await expect(openNow).toContainText('s3://bucket/team')
  const kept = await readFile(join(home.directory, '.vitrine', 'recent-stores.json'), 'utf8')
  expect(kept).toContain(server.endpoint)
  expect(kept).not.toContain(server.credentials.accessKeyId)
  expect(kept).not.toContain(server.credentials.secretAccessKey)
})

test('a bucket of Google is tested, opened and remembered by its own fields', async ({ google, home, window }) => {
  await openSettings(window)
  await window.getByRole('group', { name: 'Backend' }).getByRole('radio', { name: 'Google Cloud Storage' }).check()
  await expect(window.getByRole('textbox', { name: 'Region' })).toBeHidden()
  await expect(window.getByText('GOOGLE_APPLICATION_CREDENTIALS')).toBeVisible()
  await window.getByRole('textbox', { name: 'Bucket', exact: true }).fill('gs://bucket/team')
  await expect(window.getByRole('textbox', { name: 'Prefix' })).toHaveValue('team')
  await window.getByRole('textbox', { name: 'Endpoint' }).fill(google.endpoint)
  await window.getByRole('textbox', { name: 'Project' }).fill('agents')
  await window.getByRole('button', { name: 'Test connection' }).click()
  for (const name of ['Resolve the name', 'Connect', 'credentials', 'Find the bucket', 'List objects', 'Read', 'Write'])
    await expect(step(window, name)).toContainText('passed in')
  await window.getByRole('button', { name: 'Open store' }).click()
  const openNow = window.getByRole('region', { name: 'Open now' })
  await expect(openNow).toContainText('gs://bucket/team')
  await expect(openNow).toContainText('nothing had changed')
  await window.getByRole('button', { name: `Open ${home.store}`, exact: true }).click()
  await expect(openNow).toContainText(home.store)
  await window.getByRole('button', { name: 'Edit or test gs://bucket/team' }).click()
  await expect(window.getByRole('textbox', { name: 'Endpoint' })).toHaveValue(google.endpoint)
  await expect(window.getByRole('textbox', { name: 'Project' })).toHaveValue('agents')
  await window.getByRole('textbox', { name: 'Bucket', exact: true }).fill('elsewhere')
  await window.getByRole('button', { name: 'Test connection' }).click()
  await expect(step(window, 'Find the bucket')).toContainText('Check the name of the bucket')
})

test('a bucket whose service goes away keeps showing what it showed, and says since when', async ({ server, window }) => {
  const proxy = await startFaultProxy(server.endpoint)
  try {
    await openSettings(window)
    await fillBucket(window, { ...server, endpoint: proxy.endpoint }, 'bucket')
    await window.getByRole('button', { name: 'Open store' }).click()
    await expect(window.getByRole('link', { name: /^Synced just now/ })).toBeVisible()
    proxy.inject({ kind: 'answer', status: 403 }, { times: Infinity })
    await window.getByRole('button', { name: 'Sync now' }).click()
    const mark = window.getByRole('status').filter({ hasText: 'Offline' })
    await expect(mark).toBeVisible()
    await expect(mark.getByRole('link')).toHaveAccessibleName(/What is shown is as of just now/)
    await pressKeys(window, 'g', 'h')
    await expect(window.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
    // Without the tree, too.
    await window.keyboard.press('\\')
    await expect(window.getByRole('tree', { name: 'Specs and tasks' })).toBeHidden()
    await expect(mark).toBeVisible()
    await window.keyboard.press('\\')
    proxy.clear()
    await window.keyboard.press('ControlOrMeta+k')
    await window.keyboard.type('sync now')
    await window.keyboard.press('Enter')
    await expect(mark).toBeHidden()
  } finally {
    await proxy.stop()
  }
})

test('a missing bucket and a silent service each fail their own step', async ({ server, window }) => {
  await openSettings(window)
  await fillBucket(window, server, 'elsewhere')
  await window.getByRole('button', { name: 'Test connection' }).click()
  await expect(step(window, 'Find the bucket')).toContainText('Check the name of the bucket')
  await expect(step(window, 'List objects')).toContainText('not tried')
  await window.getByRole('textbox', { name: 'Endpoint' }).fill('http://127.0.0.1:9')
  await window.getByRole('button', { name: 'Test connection' }).click()
  await expect(step(window, 'Connect')).toContainText('does not answer')
})

test.describe('with the right to read only', () => {
  test.use({ bucketRights: { denied: ['write'] } })

  test('the test says that nothing can be written, and the store opens read only', async ({ server, window }) => {
    await openSettings(window)
    await fillBucket(window, server, 'bucket')
    await window.getByRole('button', { name: 'Test connection' }).click()
    await expect(step(window, 'Write')).toContainText('s3:PutObject')
    await expect(window.getByText('s3://bucket can be opened and read, but not written.')).toBeVisible()
    await window.getByRole('button', { name: 'Open store' }).click()
    await expect(window.getByRole('region', { name: 'Open now' })).toContainText('read only')
  })
})
