// Sessions of agents: whose an attempt was, what a session made, and that neither half takes the other down.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { put, vitrine } from './command-line.ts'
import { findInBothThemes } from './find-violations.ts'
import { expect, test } from './fixtures.ts'
import { pressKeys } from './press-keys.ts'
import { fillOnce } from './seed.ts'
import { type Home } from './served-app.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function work(home: Home): Promise<void> {
  await vitrine(home, ['session', 'start', '--agent', 'claude', '--model', 'opus', '--spec', 'shop', '--task', '7', '--id', 'run-1'])
  await vitrine(home, ['session', 'event', 'run-1', 'tool', '{"name":"<b>bash</b>","ok":true}'])
  await vitrine(home, ['session', 'event', 'run-1', 'note', 'tests pass'])
  await put(home, { spec: 'shop', task: '7', type: 'log', name: 'run.log', meta: { session: 'run-1', agent: 'claude' } }, 'done\n')
  await vitrine(home, ['session', 'end', 'run-1', '--outcome', 'failed', '--reason', 'out of budget'])
}

test.use({
  prepared: async ({ home }, use) => {
    await fillOnce(home, work)
    await use('prepared')
  },
})

test('an attempt says whose it was, and its session what it made and what happened', async ({ openWindow }) => {
  const window = await openWindow('/task/shop/7/1')
  const whose = window.getByRole('list', { name: 'Sessions of attempt 1' })
  await expect(whose).toContainText('failed')
  await expect(whose).toContainText('out of budget')
  await whose.getByRole('link', { name: 'Session of claude · opus' }).click()
  await expect(window).toHaveURL(/\/sessions\/run-1$/)
  await expect(window.getByRole('list', { name: 'Events' })).toContainText('{"name":"<b>bash</b>","ok":true}')
  expect(await findInBothThemes(window, { tags: rules })).toEqual([])
  await window.getByRole('grid', { name: 'Artifacts of the session' }).getByRole('link', { name: 'run.log' }).click()
  await expect(window.getByRole('table', { name: 'Log lines' })).toContainText('done')
  await pressKeys(window, 'g', 'a')
  await expect(window.getByRole('grid', { name: 'Sessions' })).toContainText('shop › 7')
})

test.describe('damaged', () => {
  test.use({
    expectedComplaint: /422/,
    prepared: async ({ home }, use) => {
      await fillOnce(home, work)
      await writeFile(join(home.store, '.vitrine', 'sessions.db'), 'no database at all')
      await use('prepared')
    },
  })

  test('sessions that cannot be read keep no artifact from being shown', async ({ app, openWindow }) => {
    const window = await openWindow('/task/shop/7/1')
    await expect(window.getByText(/^Its sessions are not known: /)).toBeVisible()
    await window.getByRole('grid', { name: 'Artifacts of attempt 1' }).getByRole('link', { name: 'run.log' }).click()
    await expect(window.getByRole('table', { name: 'Log lines' })).toContainText('done')
    await window.goto(`${app.origin}/sessions/run-1`)
    await expect(window.getByRole('region', { name: 'What it made' })).toContainText('run.log')
  })
})
