// A reviewer's notes: written where the reader is, found again in the next attempt, handed to the agent.
import { readFile } from 'node:fs/promises'
import { type Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { spec, task } from './seed.ts'
import { serve } from './served-app.ts'

test.use({ contents: 'two attempts', viewport: { width: 1600, height: 900 } })

const taskPath = `/task/${encodeURIComponent(spec)}/${encodeURIComponent(task)}`
const attempt = (version: number, name = '') => `${taskPath}/${version}${name === '' ? '' : `/${name}`}`

async function write(window: Page, words: string): Promise<void> {
  await window.keyboard.press('c')
  const field = window.getByRole('textbox', { name: 'Words of the note' })
  await expect(field).toBeFocused()
  await field.fill(words)
  await window.keyboard.press('Control+Enter')
  await expect(field).toBeHidden()
}
const card = (window: Page, place: string) => window.getByRole('article', { name: `Note on ${place}` })

test('a note on a line goes along to the next attempt, one whose line changed stays behind as unplaced, and all become a prompt', async ({
  app,
  openWindow,
}) => {
  const window = await openWindow(`${attempt(1, 'change.diff')}#src/payment.ts:R5`)
  const diff = window.getByRole('grid', { name: 'Diff' })
  await expect(diff).toContainText('attempt < 9')
  await write(window, 'Why not <b>await</b> all?')
  await expect(card(window, 'src/payment.ts:5')).toContainText('Why not <b>await</b> all?')
  await expect(diff.getByRole('button', { name: 'Note on this line' })).toBeVisible()
  // The line above, by keys.
  await diff.focus()
  await window.keyboard.press('k')
  await write(window, 'Nine is a lot.')
  await expect(card(window, 'src/payment.ts:4')).toContainText('attempt < 9')
  await window.goto(`${app.origin}${attempt(1, 'junit.xml')}`)
  await window.getByRole('treeitem', { name: 'gives up after three' }).click()
  await write(window, 'Is this flaky?')
  await expect(window.getByRole('img', { name: 'has a note' })).toBeVisible()

  await window.goto(`${app.origin}${attempt(2)}?show=notes`)
  const notes = window.getByRole('region', { name: 'Notes', exact: true })
  await expect(notes.getByRole('region', { name: 'src/payment.ts' }).getByRole('article')).toHaveCount(1)
  await expect(notes.getByRole('region', { name: 'Unplaced' }).getByRole('article')).toContainText('Nine is a lot.')
  await expect(notes.getByRole('region', { name: 'junit.xml' })).toContainText('Is this flaky?')
  await notes.getByRole('button', { name: 'Note on the task' }).click()
  await window.getByRole('textbox', { name: 'Words of the note' }).fill('Close, but not there yet.')
  await window.getByRole('button', { name: 'Save note' }).click()
  await expect(notes.getByRole('region', { name: 'On the task' })).toContainText('Close, but not there yet.')
  await notes.getByRole('button', { name: 'Copy as prompt' }).click()
  await expect(window.getByText('Copied 4 notes as a prompt')).toBeVisible()
  const prompt = await window.evaluate(() => navigator.clipboard.readText())
  expect(prompt).toContain('attempt 2 of task T-12 retry payments (checkout-service)')
  expect(prompt).toContain('src/payment.ts:5\n\n```\n    await charge(order.total)\n```\n\nWhy not <b>await</b> all?')
  expect(prompt).toContain('not found in this one')
  await notes.getByRole('link', { name: 'Go to src/payment.ts:5', exact: true }).click()
  await expect(window.getByRole('grid', { name: 'Diff' })).toContainText('attempt < 4')
  await expect(card(window, 'src/payment.ts:5')).toBeVisible()
})

test('a note on a hunk is tied to its changed lines, and is taken to where the same ones change', async ({ app, openWindow }) => {
  const window = await openWindow(`${attempt(1, 'change.diff')}#README.md`)
  const diff = window.getByRole('grid', { name: 'Diff' })
  await expect(diff).toContainText('Payments are retried')
  await diff.focus()
  await window.keyboard.press('n')
  await write(window, 'Say how often.')
  await expect(card(window, 'README.md:2').locator('pre')).toHaveText('+Payments are retried three times.\n')
  await window.goto(`${app.origin}${attempt(2, 'change.diff')}`)
  await expect(card(window, 'README.md:2')).toContainText('Say how often.')
  await card(window, 'README.md:2').getByRole('link', { name: 'Go to README.md:2' }).click()
  await expect(window).toHaveURL(/#README\.md:R2$/)
})

test('a file of a diff and an artifact have notes as a whole, by a key, in every viewer', async ({ app, openWindow }) => {
  const window = await openWindow(attempt(1, 'change.diff'))
  const diff = window.getByRole('grid', { name: 'Diff' })
  await expect(diff).toContainText('Payments are retried')
  await diff.focus()
  await window.keyboard.press(']')
  await write(window, 'Is this the right file?')
  await expect(card(window, 'README.md as a whole')).toContainText('Is this the right file?')
  await expect(diff.getByRole('button', { name: 'Note on this file' })).toHaveCount(1)
  await diff.focus()
  await window.keyboard.press('C')
  const field = window.getByRole('textbox', { name: 'Words of the note' })
  await field.fill('Too much in one diff.')
  await window.keyboard.press('Control+Enter')
  await expect(card(window, 'change.diff as a whole')).toContainText('Too much in one diff.')
  // Where no line is chosen, and where there are none.
  await window.goto(`${app.origin}${attempt(2, 'run.log')}`)
  await expect(window.getByRole('table', { name: 'Log lines' })).toContainText('ECONNREFUSED')
  await write(window, 'Which machine?')
  await expect(card(window, 'run.log as a whole')).toContainText('Which machine?')
  await window.goto(`${app.origin}${attempt(1, 'junit.xml')}?as=hex`)
  await expect(window.getByRole('region', { name: 'Artifact junit.xml' })).toContainText('3C3F786D')
  await write(window, 'Bytes are fine.')

  // All of them go along.
  await window.goto(`${app.origin}${attempt(2)}?show=notes`)
  const notes = window.getByRole('region', { name: 'Notes', exact: true })
  await expect(notes.getByRole('region', { name: 'README.md' })).toContainText('Is this the right file?')
  await expect(notes.getByRole('region', { name: 'change.diff' })).toContainText('Too much in one diff.')
  await expect(notes.getByRole('region', { name: 'run.log' })).toContainText('Which machine?')
  await notes.getByRole('link', { name: 'Go to README.md as a whole' }).click()
  await expect(window).toHaveURL(/2\/change\.diff\?as=diff#README\.md$/)
  await expect(window.getByRole('button', { name: 'Note on this file' })).toHaveCount(1)
  await window.keyboard.press('N')
  await expect(window).toHaveURL(/2\/junit\.xml/)
})

test('N and P go from note to note over all artifacts of the attempt, and Tab reaches them', async ({ app, openWindow }) => {
  const window = await openWindow(`${attempt(2, 'change.diff')}#src/payment.ts:R4`)
  await expect(window.getByRole('grid', { name: 'Diff' })).toContainText('attempt < 4')
  await write(window, 'first')
  await window.goto(`${app.origin}${attempt(2, 'run.log')}#L3-L4`)
  await expect(window.getByRole('table', { name: 'Log lines' })).toContainText('ECONNREFUSED')
  await write(window, 'second')
  await expect(card(window, 'run.log:3-4')).toContainText('ECONNREFUSED')
  await window.keyboard.press('N')
  await expect(window).toHaveURL(/change\.diff\?as=diff#src\/payment\.ts:R4$/)
  await expect(card(window, 'src/payment.ts:4')).toBeVisible()
  await window.keyboard.press('P')
  await expect(window).toHaveURL(/run\.log\?as=log#L3-L4$/)
  await window.getByRole('table', { name: 'Log lines' }).focus()
  await window.keyboard.press('Tab')
  await expect(card(window, 'run.log:3-4').getByRole('link', { name: 'Go to run.log:3-4' })).toBeFocused()
})

test('a deleted note comes back, another window sees it at once, and a restart keeps it', async ({
  app,
  home,
  window,
  openWindow,
  page,
}) => {
  await window.goto(`${app.origin}${attempt(2, 'change.diff')}#src/payment.ts:R4`)
  await expect(window.getByRole('grid', { name: 'Diff' })).toContainText('attempt < 4')
  await write(window, 'kept')
  const other = await openWindow(`${attempt(2)}?show=notes`)
  await expect(card(other, 'src/payment.ts:4')).toContainText('kept')
  const release = Promise.withResolvers<void>()
  await window.route('**/rpc/note/delete', async (route) => {
    await release.promise
    await route.continue()
  })
  await card(window, 'src/payment.ts:4').getByRole('button', { name: 'Delete the note' }).click()
  await expect(window.getByText('Deleting the note…').last(), 'what takes longer than a moment says so').toBeVisible()
  release.resolve()
  // What is pointed at stays.
  await window.getByRole('button', { name: 'Undo' }).hover()
  await expect(card(other, 'src/payment.ts:4')).toBeHidden()
  await window.getByRole('button', { name: 'Undo' }).click()
  await expect(card(other, 'src/payment.ts:4')).toContainText('kept')
  await card(other, 'src/payment.ts:4').getByRole('button', { name: 'Edit' }).click()
  await other.getByRole('textbox', { name: 'Words of the note' }).fill('kept and changed')
  await other.keyboard.press('Control+Enter')
  await expect(card(window, 'src/payment.ts:4')).toContainText('kept and changed')
  await card(other, 'src/payment.ts:4').getByRole('button', { name: 'Resolve' }).click()
  await expect(card(window, 'src/payment.ts:4')).toContainText('resolved')
  await other.close()
  await page.goto('about:blank')
  expect(await app.close()).toEqual({ code: 0, errors: '' })
  const again = await serve(home)
  await page.goto(again.launchUrl)
  await page.goto(`${again.origin}${attempt(2, 'change.diff')}`)
  await expect(card(page, 'src/payment.ts:4')).toContainText('kept and changed')
  await page.goto('about:blank')
  expect(await again.close()).toEqual({ code: 0, errors: '' })
})

test('notes are saved as a JSON file and taken in, each once', async ({ openWindow }) => {
  const window = await openWindow(`${attempt(2)}?show=notes`)
  const notes = window.getByRole('region', { name: 'Notes', exact: true })
  await expect(notes).toContainText('No notes yet')
  await notes.getByRole('button', { name: 'Note on the task' }).click()
  await window.getByRole('textbox', { name: 'Words of the note' }).fill('carry me')
  await window.keyboard.press('Control+Enter')
  await expect(card(window, 'The task as a whole')).toContainText('carry me')
  const [file] = await Promise.all([window.waitForEvent('download'), notes.getByRole('button', { name: 'Save as JSON' }).click()])
  const path = await file.path()
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ format: 1, notes: [{ text: 'carry me', spot: { on: 'task' } }] })
  const picker = notes.getByLabel('Take in JSON')
  await picker.setInputFiles(path)
  await expect(window.getByText('Took in 0 new notes, 0 changed, 1 known already')).toBeVisible()
  await card(window, 'The task as a whole').getByRole('button', { name: 'Delete the note' }).click()
  await expect(notes).toContainText('No notes yet')
  await picker.setInputFiles(path)
  await expect(card(window, 'The task as a whole')).toContainText('carry me')
  await picker.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
  await expect(window.getByText(/x\.json was not taken in/)).toBeVisible()
})
