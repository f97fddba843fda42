// Reading a log: colours, search, links to lines, any size.
import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { put, vitrine } from './command-line.ts'
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
  await window.keyboard.press('r')
  await expect(lines).toContainText('␛[')
  await window.keyboard.press('r')
  await expect(lines).not.toContainText('␛[')
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

test('a log of 36 MB is read to its end', async ({ home, app, openWindow }) => {
  const line = `${'2026-11-21T08:00:00.000Z worker-3 fetched one more page of the catalogue and found it unchanged'.padEnd(143)}\n`
  await put(home, { spec: 'long', task: '1', type: 'log', name: 'long.log' }, `${line.repeat(250_000)}the very end\n`)
  const window = await openWindow('/task/long/1/1/long.log')
  const lines = window.getByRole('table', { name: 'Log lines' })
  await expect(lines).toContainText('one more page')
  await window.goto(`${app.origin}/task/long/1/1/long.log#L250001`)
  await expect(lines).toContainText('the very end')
})

/** Keeps the worker that reads a whole log from starting until the answer is called. */
async function holdLineWorker(window: Page): Promise<() => void> {
  const start = Promise.withResolvers<void>()
  await window.route(/\/line-worker-/, async (route) => {
    await start.promise
    await route.continue()
  })
  return start.resolve
}

test('the first lines of a log are there before the worker that reads all of it', async ({ home, app, window }) => {
  const lines = Array.from({ length: 5000 }, (_, index) => `fetched part ${index + 1} of the catalogue`)
  await put(home, { spec: 'long', task: '1', type: 'log', name: 'long.log' }, lines.join('\n'))
  const letWorkerStart = await holdLineWorker(window)
  await window.goto(`${app.origin}/task/long/1/1/long.log#L4990`)
  const log = window.getByRole('table', { name: 'Log lines' })
  await expect(log).toContainText('fetched part 20 of the catalogue')
  letWorkerStart()
  await expect(log).toContainText('fetched part 4990 of the catalogue')
  await expect(window.getByRole('toolbar', { name: 'Log' }).getByText('5,000 lines')).toBeVisible()
})

const groups = [
  'start',
  ...Array.from({ length: 412 }, (_, index) => `polling the queue, try ${index + 1}`),
  '::group::Install',
  ...Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => `fetched ${letter}-pad`),
  '::endgroup::',
  '::group::Test',
  'Error: the queue is closed',
  '::endgroup::',
  'end',
]

test('repeated lines and groups are folded, and what is searched or linked opens them', async ({ home, app, window }) => {
  await put(home, { spec: 'folds', task: '1', type: 'log', name: 'ci.log' }, `${groups.join('\n')}\n`)
  const place = `${app.origin}/task/folds/1/1/ci.log`
  await window.goto(place)
  const lines = window.getByRole('table', { name: 'Log lines' })
  const row = (text: string | RegExp) => lines.getByRole('row').filter({ hasText: text })
  await expect(row(/try 1(?!\d)/)).toContainText('× 412')
  await expect(row('::group::Install')).toContainText('27 lines')
  await expect(row(/try 2(?!\d)/)).toHaveCount(0)
  await expect(row('the queue is closed')).toBeVisible()
  await expect(row('end').last()).toBeVisible()

  await row(/try 1(?!\d)/)
    .getByRole('button', { name: 'Unfold 411 lines' })
    .click()
  await expect(lines).toContainText('try 2')
  await window.keyboard.press('H')
  await window.keyboard.press('H')
  await expect(row('::group::Test')).toContainText('2 lines, 1 error')
  await window.keyboard.press('e')
  await expect(row('the queue is closed')).toBeVisible()

  await window.getByRole('button', { name: 'Fold all groups and repeated lines' }).click()
  await expect(row('b-pad')).toHaveCount(0)
  await window.keyboard.press('Control+f')
  await window.getByRole('search').getByLabel('Find', { exact: true }).fill('y-pad')
  await expect(row('y-pad')).toBeVisible()
  await expect(row(/try 1(?!\d)/)).toContainText('× 412')

  await window.goto('about:blank')
  await window.goto(`${place}#L200`)
  await expect(row('try 199')).toBeVisible()
  await expect(row('::group::Install')).toHaveCount(0)
})

test('a fold is opened and closed by key where the reader is', async ({ home, openWindow }) => {
  await put(home, { spec: 'folds', task: '1', type: 'log', name: 'ci.log' }, `${groups.join('\n')}\n`)
  const window = await openWindow('/task/folds/1/1/ci.log#L420')
  const lines = window.getByRole('table', { name: 'Log lines' })
  await expect(lines).toContainText('fetched')
  await expect(lines).toContainText('× 412')
  await window.keyboard.press('h')
  await expect(lines).not.toContainText('fetched')
  await expect(lines.getByRole('row').filter({ hasText: '::group::Install' })).toContainText('27 lines')
  await window.keyboard.press('h')
  await expect(lines).toContainText('fetched')
})

test('more than 512 MB is not read unasked', async ({ home, app, window }) => {
  const path = join(home.directory, 'large.log')
  await writeFile(path, 'the first line\n')
  // A hole: it costs no room on the disk.
  await truncate(path, 512 * 1024 * 1024 + 1)
  await vitrine(home, ['put', '--spec', 'large', '--task', '1', '--type', 'log', path])
  const read: string[] = []
  window.on('request', (request) => read.push(request.url()))
  await window.goto(`${app.origin}/task/large/1/1/large.log`)
  await expect(window.getByText('This has 512 MB')).toBeVisible()
  expect(read.filter((url) => url.includes('/artifact'))).toEqual([])
  await window.getByRole('link', { name: 'Look at its bytes' }).click()
  await expect(window.getByText('the first line')).toBeVisible()
  await window.goBack()
  await window.getByRole('button', { name: 'Open all 512 MB' }).click()
  await expect(window.getByRole('table', { name: 'Log lines' })).toContainText('the first line')
})

test('the times of a log are a column, there with its first lines: as written, since the start, since the line before, or none', async ({
  home,
  app,
  window,
}) => {
  const log = '2026-11-21T08:00:00.000Z start\n2026-11-21T08:00:00.250Z first\n  of two lines\n2026-11-21T08:01:02.250Z second\nend\n'
  await put(home, { spec: 'times', task: '1', type: 'log', name: 'timed.log' }, log)
  const letWorkerStart = await holdLineWorker(window)
  await window.goto(`${app.origin}/task/times/1/1/timed.log`)
  const second = window.getByRole('table', { name: 'Log lines' }).getByRole('row').filter({ hasText: 'second' })
  await expect(second.getByRole('cell')).toHaveText(['2026-11-21T08:01:02.250Z ', 'second'])
  letWorkerStart()
  await window.keyboard.press('t')
  await expect(second.getByRole('cell')).toHaveText(['1:02.250', 'second'])
  await window.getByRole('button', { name: 'Times since the start' }).click()
  await window.getByRole('menuitemradio', { name: 'Times since the line before' }).click()
  await expect(second.getByRole('cell')).toHaveText(['+1:02.000', 'second'])
  // While it closes, the menu still takes the keys.
  await expect(window.getByRole('menu')).toHaveCount(0)
  await window.keyboard.press('t')
  await expect(second.getByRole('cell')).toHaveText(['second'])
  await window.keyboard.press('z')
  await expect(second.getByRole('cell')).toHaveText(['second'])
})
