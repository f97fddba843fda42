// Reading a log: colours, search, links to lines, any size.
import { expect, test } from './fixtures.ts'
import { put } from './command-line.ts'
import { spec, task } from './seed.ts'

test.use({ contents: 'two attempts' })

const address = `/task/${spec}/${encodeURIComponent(task)}/2/run.log`

test('a log shows what a terminal would have shown', async ({ openWindow }) => {
  const window = await openWindow(address)
  const lines = window.getByRole('table', { name: 'Log lines' })
  const failure = lines.getByRole('row').filter({ hasText: 'FAIL src/payment.test.ts' })
  await expect(failure).toBeVisible()
  await expect(lines).not.toContainText('\u001B')
  const colours = await failure
    .getByText('FAIL', { exact: true })
    .evaluate((word) => [getComputedStyle(word).color, getComputedStyle(word.closest('[role=cell]') ?? word).color])
  expect(colours[0]).not.toBe(colours[1])
})

test('a search finds what is far from the screen, and steps through it', async ({ openWindow }) => {
  const window = await openWindow(address)
  const lines = window.getByRole('table', { name: 'Log lines' })
  await expect(lines).toContainText('npm test')
  await expect(lines).not.toContainText('at step 390 of')
  await window.getByRole('button', { name: 'Find', exact: true }).click()
  const search = window.getByRole('search')
  await search.getByLabel('Find', { exact: true }).fill('step 39\\d')
  await search.getByRole('button', { name: 'Regular expression' }).click()
  await expect(search).toContainText('10')
  await expect(lines).toContainText('at step 390 of')
  await search.getByRole('button', { name: 'Next hit' }).click()
  await expect(search).toContainText('2')
})

test('a line has an address', async ({ openWindow }) => {
  const window = await openWindow(address)
  const lines = window.getByRole('table', { name: 'Log lines' })
  await lines.getByRole('row').filter({ hasText: 'ECONNREFUSED' }).getByRole('rowheader').click()
  await expect(window).toHaveURL(/#L4$/)

  const far = await openWindow(`${address}#L390`)
  await expect(far.getByRole('table', { name: 'Log lines' })).toContainText('at step 386 of')
})

test('a log of 36 MB is read to its end', async ({ home, app, window }) => {
  const line = `${'2026-11-21T08:00:00.000Z worker-3 fetched one more page of the catalogue and found it unchanged'.padEnd(143)}\n`
  await put(home, { spec: 'long', task: '1', type: 'log', name: 'long.log' }, `${line.repeat(250_000)}the very end\n`)
  await window.goto(`${app.origin}/task/long/1/1/long.log`)
  const lines = window.getByRole('table', { name: 'Log lines' })
  await expect(lines).toContainText('one more page')
  await window.goto(`${app.origin}/task/long/1/1/long.log#L250001`)
  await expect(lines).toContainText('the very end')
})
