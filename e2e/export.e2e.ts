// An attempt leaves the store as one page or archive, and no secret leaves with it unseen.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { put, vitrine } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { fillOnce, putTwoAttempts, spec, task } from './seed.ts'
import { type Home } from './served-app.ts'

// Put together here, so that this file holds none.
const secret = ['ghp', 'k3J9x2M7q8R5t1W4y6Z0aB3cD5eF7gH9iJ1kL3'.slice(0, 36)].join('_')

async function putSecret(home: Home): Promise<void> {
  await putTwoAttempts(home)
  const words = `start\nexport GITHUB_TOKEN=${secret}\n<script>alert(1)</script>\nend\n`
  await put(home, { spec, task, version: 2, type: 'log', name: 'deploy.log' }, words)
}

test.use({
  prepared: async ({ home }, use) => {
    await fillOnce(home, putSecret)
    await use('prepared')
  },
})

test('an attempt is saved as one page without its secrets, which opens with no network', async ({ home, browser, openWindow }) => {
  const window = await openWindow(`/task/${encodeURIComponent(spec)}/${encodeURIComponent(task)}/2`)
  await window.getByRole('button', { name: 'Export attempt 2' }).click()
  const dialog = window.getByRole('dialog', { name: /^Export attempt 2/ })
  await expect(dialog.getByText('1 place that looks like a secret. Nothing is written yet.')).toBeVisible()
  await expect(dialog.getByRole('region', { name: 'Secrets' })).toContainText(
    'GitHub token in deploy.log, attempt 2, line 2: ghp_… (40 characters)',
  )
  await expect(dialog.getByRole('region', { name: 'Left out' })).toContainText(/run\.log, attempt 2: \d+ of 405 lines/)

  await dialog.getByLabel('Lines of run.log').fill('200-210')
  await expect(dialog.getByRole('region', { name: 'Left out' })).toContainText('394 of 405 lines')
  await dialog.getByLabel('Compared with').selectOption('attempt 1, anna')
  await expect(dialog.getByRole('region', { name: 'Contents' })).toContainText('attempt 1')
  const saving = window.waitForEvent('download')
  await dialog.getByRole('link', { name: 'Redact and save' }).click()
  const download = await saving
  expect(download.suggestedFilename()).toBe(`${spec} ${task} attempt 2 against ${spec} ${task} attempt 1.html`)
  const path = join(home.directory, 'page.html')
  await download.saveAs(path)
  await expect(dialog).toBeHidden()

  const content = await readFile(path, 'utf8')
  expect(content).not.toContain(secret)
  const offline = await browser.newContext({ offline: true })
  const page = await offline.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => asked.push(message.text()))
  await page.goto(pathToFileURL(path).href)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('attempt 2 against attempt 1')
  await expect(page.getByText('<script>alert(1)</script>')).toBeVisible()
  await expect(page.getByText('export GITHUB_TOKEN=[redacted: GitHub token]')).toBeVisible()
  await expect(page.getByText('at step 205 of the retry loop')).toBeVisible()
  await expect(page.getByText('Payments are retried three times.').first()).toBeVisible()
  expect(asked).toEqual([pathToFileURL(path).href])
  await offline.close()
})

test('the command line stops at secrets unless told what to do, and says the same', async ({ home, prepared }) => {
  expect(prepared).toBe('prepared')
  const path = join(home.directory, 'page.html')
  const words = ['export', '--html', '--spec', spec, '--task', task, '-o', path]
  await expect(vitrine(home, words)).rejects.toThrow(
    /GitHub token: deploy\.log, attempt 2, line 2: ghp_… \(40 characters\)[^]*Nothing was written/,
  )
  await expect(readFile(path)).rejects.toThrow('ENOENT')
  await vitrine(home, [...words, '--secrets', 'redact', '--lines', 'run.log:200-210'])
  const redacted = await readFile(path, 'utf8')
  expect([redacted.includes(secret), redacted.includes('at step 205 of')]).toEqual([false, true])
  const kept = JSON.parse(await vitrine(home, ['--json', ...words, '--secrets', 'keep']))
  expect(kept).toMatchObject({ path, secrets: [{ what: 'GitHub token', line: 2 }], redacted: false })
  expect(await readFile(path, 'utf8')).toContain(secret)
})

test('a comparison is saved as a ZIP archive of both attempts', async ({ home, openWindow }) => {
  const window = await openWindow(`/compare/${encodeURIComponent(spec)}/${encodeURIComponent(task)}/1/2`)
  await window.getByRole('button', { name: 'Export the comparison' }).click()
  const dialog = window.getByRole('dialog', { name: /^Export attempt 2/ })
  await expect(dialog.getByLabel('Compared with')).toHaveValue('1')
  await dialog.getByLabel('As').selectOption('a ZIP archive of the originals')
  const secrets = dialog.getByRole('region', { name: 'Secrets' })
  await expect(secrets).toContainText('GitHub token in deploy.log, attempt 2, line 2: ghp_… (40 characters)')
  await expect(secrets).toContainText('nothing in it can be redacted')
  await expect(dialog.getByRole('link', { name: /redact/i })).toBeHidden()
  const saving = window.waitForEvent('download')
  await dialog.getByRole('link', { name: 'Save as ZIP with secrets' }).click()
  const path = join(home.directory, 'both.zip')
  await (await saving).saveAs(path)
  const other = { directory: home.directory, store: join(home.directory, 'other') }
  await vitrine(other, ['import', path])
  const listed = await vitrine(other, ['--json', 'ls', '--spec', spec])
  expect(listed.trim().split('\n')).toHaveLength(6)
})

test('a secret that no page would show stops an archive, in the window and on the command line alike', async ({
  app,
  home,
  openWindow,
}) => {
  await put(home, { spec, task, version: 2, type: 'file', name: '.env' }, `${'# nothing\n'.repeat(20_000)}TOKEN=${secret}\n`)
  const window = await openWindow(`/task/${encodeURIComponent(spec)}/${encodeURIComponent(task)}/2`)
  await window.getByRole('button', { name: 'Export as ZIP' }).click()
  const dialog = window.getByRole('dialog', { name: `Export ${task} as ZIP` })
  await expect(dialog.getByRole('region', { name: 'Secrets' })).toContainText('2 places that look like a secret')
  await expect(dialog.getByRole('region', { name: 'Secrets' })).toContainText('GitHub token in .env, attempt 2, line 20001')

  // What comes while the dialog is open was not looked through, and does not leave.
  const address = (await dialog.getByRole('link', { name: 'Save as ZIP with secrets' }).getAttribute('href')) ?? ''
  await put(home, { spec, task, version: 2, type: 'file', name: 'late.txt' }, 'late')
  await expect
    .poll(async () => (await window.request.get(`${app.origin}${address}`)).text())
    .toContain('changed since it was looked through')

  const path = join(home.directory, 'task.zip')
  const words = ['export', '--spec', spec, '--task', task, '-o', path]
  await expect(vitrine(home, words)).rejects.toThrow(
    /GitHub token: \.env, attempt 2, line 20001: ghp_… \(40 characters\)[^]*Nothing was written: 2 found that look like secrets\. A ZIP archive holds the originals/,
  )
  await expect(vitrine(home, [...words, '--secrets', 'redact'])).rejects.toThrow('nothing in it can be redacted')
  await expect(readFile(path)).rejects.toThrow('ENOENT')
  const kept = JSON.parse(await vitrine(home, ['--json', ...words, '--secrets', 'keep']))
  expect(kept).toMatchObject({ path, damaged: [], secret_count: 2, not_text: 0 })
})
