// What others do to the store shows in the open window by itself.
import { put, vitrine } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { log, spec, task } from './seed.ts'

test('what the command line puts appears by itself', async ({ home, window }) => {
  await expect(window.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
  await put(home, { spec: 'from-outside', task: '7', type: 'log', name: 'run.log' }, log)
  await expect(window.getByRole('treeitem', { name: /from-outside/ })).toBeVisible()
  await expect(window.getByRole('grid', { name: 'Specs' }).getByRole('link', { name: 'from-outside' })).toBeVisible()
})

test('what the command line deletes disappears, and comes back when it is restored', async ({ home, window }) => {
  const uri = await put(home, { spec: 'short-lived', task: '1', type: 'log', name: 'run.log' }, log)
  const item = window.getByRole('treeitem', { name: /short-lived/ })
  await expect(item).toBeVisible()
  await vitrine(home, ['rm', uri])
  await expect(item).toBeHidden()
  await vitrine(home, ['restore', uri])
  await expect(item).toBeVisible()
})

test.describe('in a store with artifacts', () => {
  test.use({ contents: 'two attempts' })

  test('a new attempt appears in the open task', async ({ home, openWindow }) => {
    const window = await openWindow(`/task/${spec}/${encodeURIComponent(task)}`)
    const attempts = window.getByRole('grid', { name: 'Attempts' })
    await expect(attempts.getByRole('row')).toHaveCount(3)
    await put(home, { spec, task, version: 3, type: 'log', name: 'run.log', meta: { agent: 'clara' } }, log)
    await expect(attempts.getByRole('row', { name: 'Attempt 3 by clara' })).toBeVisible()
  })

  test('nothing moves under a reader: news waits until it is asked for', async ({ home, openWindow }) => {
    const window = await openWindow(`/task/${spec}/${encodeURIComponent(task)}/2/run.log`)
    const attempts = window.getByRole('grid', { name: 'Attempts' })
    await expect(attempts.getByRole('row')).toHaveCount(3)
    await put(home, { spec, task, version: 3, type: 'log', name: 'run.log', meta: { agent: 'clara' } }, `${log}again\n`)
    const news = window.getByRole('button', { name: /new .* show$/ })
    await expect(news).toBeVisible()
    await expect(attempts.getByRole('row')).toHaveCount(3)
    await news.click()
    await expect(attempts.getByRole('row', { name: 'Attempt 3 by clara' })).toBeVisible()
  })
})
