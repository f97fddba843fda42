// From an empty machine to the first judged attempt, by what stands on the screen alone: no key, no page of a manual.
import { vitrine } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { diff, log, report } from './seed.ts'

const files = [
  { name: 'change.diff', mimeType: 'text/plain', buffer: Buffer.from(diff) },
  { name: 'run.log', mimeType: 'text/plain', buffer: Buffer.from(log) },
  { name: 'junit.xml', mimeType: 'text/xml', buffer: Buffer.from(report) },
]

test('the first attempt is brought in, looked at and judged by following what each screen offers', async ({ home, window }) => {
  await expect(window.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
  await window.getByRole('button', { name: 'Upload files' }).click()
  const dialog = window.getByRole('dialog', { name: 'Upload' })
  await dialog.getByLabel('Choose files').setInputFiles(files)
  await expect(dialog.getByText('needs a spec and a task').first()).toBeVisible()
  await dialog.getByLabel('Spec').fill('payments')
  await dialog.getByLabel('Task').fill('retry a charge')
  await dialog.getByRole('button', { name: 'Upload' }).click()
  const uploads = window.getByRole('region', { name: 'Uploads' })
  await expect(uploads.getByRole('heading', { name: '3 files uploaded' })).toBeVisible()
  await uploads.getByRole('button', { name: 'Close the list of uploads' }).click()

  await window
    .getByRole('link', { name: /^Queue/ })
    .first()
    .click()
  await window.getByRole('link', { name: 'Start reviewing' }).click()
  await window
    .getByRole('region', { name: 'Evidence of attempt 1' })
    .getByRole('link', { name: /tests failed/ })
    .click()
  await expect(window.getByRole('tree', { name: 'Tests' })).toBeVisible()
  await window.getByRole('button', { name: 'Request changes' }).click()
  await expect(window.getByText('Everything is reviewed')).toBeVisible()
  const shown: unknown = JSON.parse(await vitrine(home, ['--json', 'verdict', 'show', '--spec', 'payments', '--task', 'retry a charge']))
  expect(shown).toMatchObject({ verdict: 'changes-requested' })
})
