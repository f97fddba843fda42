// A reviewer judges what waits, one key each, and takes back what was a slip.
import { put, vitrine } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { pressKeys } from './press-keys.ts'
import { spec, task } from './seed.ts'

test.use({ contents: 'two attempts' })

const at = ['--spec', spec, '--task', task]

test('the queue says why each task waits; a key judges, the next one opens by itself, and Z takes the last back', async ({
  home,
  openWindow,
}) => {
  const window = await openWindow()
  await pressKeys(window, 'g', 'q')
  const queue = window.getByRole('region', { name: 'Queue' })
  await expect(queue).toContainText('2 tasks waiting for a look')
  const rows = queue.getByRole('grid', { name: 'Waiting' }).getByRole('row')
  await expect(rows.nth(1)).toContainText(task)
  await expect(rows.nth(1)).toContainText('1 of 4 tests failed')
  await expect(rows.nth(2)).toContainText('No diff')

  await queue.getByRole('link', { name: 'Start reviewing' }).click()
  const verdict = window.getByRole('group', { name: 'Verdict on attempt 2' })
  await expect(verdict).toContainText('Attempt 2 is not reviewed')
  const evidence = window.getByRole('region', { name: 'Evidence of attempt 2' })
  await evidence.getByRole('link', { name: '1 of 4 tests failed' }).click()
  await expect(window.getByRole('tree', { name: 'Tests' })).toBeVisible()
  await window.keyboard.press('R')
  // Told first, since it is told for a while only.
  await expect(window.getByText(`Changes requested: ${task}, attempt 2`)).toBeVisible()
  await expect(window.getByRole('heading', { level: 1, name: '1', exact: true })).toBeVisible()
  await window.keyboard.press('A')
  // One message about verdicts at a time: they would lie over what is judged next.
  await expect(window.getByText(/, attempt 1$/)).toBeVisible()
  await expect(queue.getByText('Everything is reviewed')).toBeVisible()
  await expect(window.getByText(`Changes requested: ${task}, attempt 2`)).toBeHidden()
  const shown = JSON.parse(await vitrine(home, ['--json', 'verdict', 'show', ...at])) as {
    verdict: string
    log: { seen: { name: string }[] }[]
  }
  expect(shown.verdict).toBe('changes-requested')
  expect(shown.log[0]?.seen.map(({ name }) => name)).toEqual(['change.diff', 'junit.xml', 'run.log'])

  await window.keyboard.press('Z')
  await expect(queue.getByRole('grid', { name: 'Waiting' })).toContainText('billing')
  await window.keyboard.press('Z')
  await expect(queue).toContainText('2 tasks waiting for a look')
  await window.keyboard.press('Z')
  await expect(window.getByText('There is no verdict to take back')).toBeVisible()
})

test('what was just judged does not come next, although the queue is still being read anew', async ({ openWindow }) => {
  const window = await openWindow('/queue')
  const queue = window.getByRole('region', { name: 'Queue' })
  await queue.getByRole('link', { name: 'Start reviewing' }).click()
  await expect(window.getByRole('region', { name: 'Evidence of attempt 2' })).toBeVisible()
  const release = Promise.withResolvers<void>()
  await window.route(/\/rpc\/queue/, async (route) => {
    await release.promise
    await route.continue()
  })
  await window.keyboard.press('R')
  await expect(window.getByRole('heading', { level: 1, name: '1', exact: true })).toBeVisible()
  await window.keyboard.press('A')
  await expect(queue).toBeVisible()
  release.resolve()
  await expect(queue.getByText('Everything is reviewed')).toBeVisible()
})

test('in the list the keys judge the row that has the focus, which goes on to the next', async ({ openWindow }) => {
  const window = await openWindow('/queue')
  await expect(window.getByRole('grid', { name: 'Waiting' })).toContainText(task)
  await expect(window.getByRole('row', { name: new RegExp(task) }).getByRole('link')).toBeFocused()
  await window.keyboard.press('B')
  await expect(window.getByRole('row', { name: /billing/ }).getByRole('link')).toBeFocused()
  await window.getByRole('link', { name: 'Blocked 1' }).click()
  await expect(window.getByRole('grid', { name: 'Blocked' })).toContainText(task)
  await expect(window.getByRole('treeitem', { name: `${task}, 2 attempts, 1 failing test, blocked` })).toBeVisible()
})

test('the queue has the keyboard at once: Enter opens its first task, and who steps out goes on from the task that was left', async ({
  window,
  app,
}) => {
  const grid = window.getByRole('grid', { name: 'Waiting' })
  const link = (name: string | RegExp) => grid.getByRole('row', { name }).getByRole('link')
  await window.goto(`${app.origin}/queue`)
  await expect(link(new RegExp(task))).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(window.getByRole('group', { name: 'Verdict on attempt 2' })).toBeVisible()
  await window.keyboard.press('u')
  await expect(link(new RegExp(task))).toBeFocused()
  await window.keyboard.press('j')
  await window.keyboard.press('o')
  await expect(window.getByRole('heading', { level: 1, name: '1', exact: true })).toBeVisible()
  await window.keyboard.press('u')
  await expect(link(/billing/)).toBeFocused()
  // From the tree, too.
  await pressKeys(window, 'g', 't')
  await expect(window.getByRole('tree', { name: 'Specs and tasks' }).locator(':focus')).toHaveCount(1)
  await pressKeys(window, 'g', 'q')
  await expect(grid.locator(':focus')).toHaveCount(1)
})

test('a task that comes while the queue is read waits until it is asked for, and moves no row', async ({ home, openWindow }) => {
  const window = await openWindow('/queue')
  const rows = window.getByRole('grid', { name: 'Waiting' }).getByRole('row')
  await expect(rows).toHaveCount(3)
  await put(
    home,
    { spec: 'aaa', task: 'risky', type: 'test', name: 'junit.xml' },
    '<testsuite><testcase name="a"><failure/></testcase></testsuite>',
  )
  const news = window.getByRole('button', { name: '1 new – show' })
  await expect(news).toBeVisible()
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(1)).toContainText(task)
  await news.click()
  await expect(rows).toHaveCount(4)
  await expect(rows.nth(1)).toContainText('risky')
  await expect(news).toBeHidden()
})

test.describe('meanwhile', () => {
  test.use({ expectedComplaint: /422/ })

  test('a new attempt brings a judged task back, and what came while somebody read is not judged unseen', async ({
    home,
    app,
    openWindow,
  }) => {
    await vitrine(home, ['verdict', 'give', 'approved', ...at])
    const window = await openWindow(`/task/${encodeURIComponent(spec)}/${encodeURIComponent(task)}/2/run.log`)
    const verdict = window.getByRole('group', { name: 'Verdict on attempt 2' })
    await expect(verdict).toContainText('Approved')
    await put(home, { spec, task, version: 2, type: 'log', name: 'late.log' }, 'came late\n')
    await expect(window.getByText('1 new')).toBeVisible()
    await window.keyboard.press('B')
    await expect(window.getByRole('alert')).toContainText('changed since it was looked at: late.log')
    await put(home, { spec, task, version: 3, type: 'log', name: 'run.log' }, 'third try\n')
    await window.goto(`${app.origin}/queue`)
    await expect(window.getByRole('grid', { name: 'Waiting' }).getByRole('row', { name: new RegExp(task) })).toContainText('Approved')
  })
})

test.describe('in a narrow window', () => {
  test.use({ viewport: { width: 800, height: 700 } })

  test('an artifact is headed by its name, and the verdict stands below it', async ({ home, openWindow }) => {
    const window = await openWindow(`/task/${spec}/${encodeURIComponent(task)}/2/change.diff`)
    await expect(window.getByRole('heading', { level: 1, name: 'change.diff' })).toBeVisible()
    const way = window.getByRole('navigation', { name: 'Breadcrumb' })
    await expect(way.getByRole('link', { name: task })).toBeVisible()
    await expect(way.getByRole('link', { name: 'change.diff' })).toBeHidden()
    const verdict = window.getByRole('group', { name: 'Verdict on attempt 2' })
    await verdict.getByRole('button', { name: 'Block' }).click()
    await expect(verdict).toContainText('Blocked')
    const messages = window.getByRole('region', { name: 'Notifications' })
    await expect(messages.getByText(`Blocked: ${task}, attempt 2`), 'what was done is told').toBeVisible()
    const gapPx = async () => {
      const [message, bar] = await Promise.all([messages.boundingBox(), verdict.boundingBox()])
      return (bar?.y ?? NaN) - (message?.y ?? NaN) - (message?.height ?? NaN)
    }
    await expect.poll(gapPx, 'above the verdict').toBeGreaterThanOrEqual(0)
    expect(JSON.parse(await vitrine(home, ['--json', 'verdict', 'show', ...at]))).toMatchObject({ verdict: 'blocked' })
    await verdict.getByRole('button', { name: 'Take the verdict back' }).click()
    await expect(verdict).toContainText('Attempt 2 is not reviewed')
  })
})

test.describe('when the queue cannot be read', () => {
  test.use({ expectedComplaint: /Failed to load resource/ })

  test('it says so, and claims no counts', async ({ window, app }) => {
    await window.route(/\/rpc\/queue/, (route) => route.abort())
    await window.goto(`${app.origin}/queue`)
    const queue = window.getByRole('region', { name: 'Queue' })
    await expect(queue.getByRole('button', { name: 'Try again' })).toBeVisible()
    await expect(queue).not.toContainText('0')
    await window.unroute(/\/rpc\/queue/)
    const isShown = () => expect(queue).toContainText('2 tasks waiting for a look')
    // It may come by itself before the click, when the store tells of something new.
    await Promise.any([queue.getByRole('button', { name: 'Try again' }).click(), isShown()])
    await isShown()
  })
})
