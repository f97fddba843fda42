// Keys that are pressed before what they are for is shown: none is lost, and nothing is judged that nobody saw.
import { type Page, type Route } from '@playwright/test'
import { vitrine } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { task } from './seed.ts'

test.use({ contents: 'two attempts' })

/** Holds what is asked of an address until it is let go; `isAsked` resolves with the first of it. */
async function hold(window: Page, pattern: string | RegExp) {
  const held: Route[] = []
  const asked = Promise.withResolvers<void>()
  const keep = (route: Route) => {
    held.push(route)
    asked.resolve()
  }
  await window.route(pattern, keep)
  const letGo = async () => {
    await Promise.all(held.splice(0).map((route) => route.continue()))
    await window.unroute(pattern, keep)
  }
  return { isAsked: asked.promise, letGo }
}

async function startReviewing(window: Page, origin: string): Promise<void> {
  await window.goto(`${origin}/queue`)
  await window.getByRole('link', { name: 'Start reviewing' }).click()
  await expect(window.getByRole('group', { name: 'Verdict on attempt 2' })).toContainText('is not reviewed')
}

const judged = (window: Page) => window.getByText(`Changes requested: ${task}, attempt 2`)
const takenBack = (window: Page) => window.getByText(`Taken back: changes requested, ${task}`)

test('a verdict is taken back while the next task is still read, which is not judged before it is shown', async ({ home, window, app }) => {
  await startReviewing(window, app.origin)
  const next = await hold(window, '**/rpc/task/get')
  await window.keyboard.press('R')
  await expect(judged(window)).toBeVisible()
  await window.keyboard.press('A')
  await expect(window.getByText('Not judged: the next attempt is not shown yet')).toBeVisible()
  await window.keyboard.press('Z')
  await expect(takenBack(window)).toBeVisible()
  await next.letGo()
  await expect(window.getByRole('group', { name: 'Verdict on attempt 2' })).toContainText('is not reviewed')
  expect((await vitrine(home, ['queue'])).match(/Not reviewed yet/g)).toHaveLength(2)
})

test('a verdict that is still being given is the one that is taken back', async ({ openWindow }) => {
  const window = await openWindow('/queue')
  const row = window.getByRole('grid', { name: 'Waiting' }).getByRole('row', { name: /billing/ })
  await row.getByRole('link').focus()
  await window.keyboard.press('B')
  await expect(window.getByText('Blocked: 1, attempt 1')).toBeVisible()
  await window.getByRole('link', { name: 'Start reviewing' }).click()
  await expect(window.getByRole('group', { name: 'Verdict on attempt 2' })).toContainText('is not reviewed')
  const giving = await hold(window, '**/rpc/verdict/give')
  await window.keyboard.press('R')
  await giving.isAsked
  const writing = window.getByText(`Writing the verdict on ${task}…`)
  await expect(writing).toBeVisible()
  await window.keyboard.press('Z')
  await giving.letGo()
  await expect(takenBack(window)).toBeVisible()
  await expect(writing).toBeHidden()
  await window.getByRole('link', { name: 'Queue' }).first().click()
  await expect(window.getByRole('link', { name: 'Blocked 1' })).toBeVisible()
})

test('keys for a list that is still read move in it when it is there', async ({ window, app }) => {
  const list = await hold(window, '**/rpc/queue/list')
  await window.goto(`${app.origin}/queue`)
  await list.isAsked
  await expect(window.getByText('Loading the queue')).toBeAttached()
  for (const key of ['j', 'Enter']) await window.keyboard.press(key)
  await list.letGo()
  await expect(window).toHaveURL(`${app.origin}/task/billing/1/1?from=queue`)
})

test('a key that is held down is one verdict, also when the next task is there', async ({ window, app }) => {
  await startReviewing(window, app.origin)
  const press = (isAgain: boolean) =>
    window.evaluate(
      (repeat) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'R', shiftKey: true, repeat, bubbles: true })),
      isAgain,
    )
  await press(false)
  await expect(window.getByRole('group', { name: 'Verdict on attempt 1' })).toContainText('is not reviewed')
  await press(true)
  await window.keyboard.press('Z')
  await expect(takenBack(window)).toBeVisible()
  await expect(window.getByRole('group', { name: 'Verdict on attempt 2' })).toContainText('is not reviewed')
})
