// A diff by keys, by address, and on the clipboard.
import { expect, test } from './fixtures.ts'
import { spec, task } from './seed.ts'

test.use({ contents: 'two attempts', viewport: { width: 1920, height: 900 } })

const address = `/task/${spec}/${encodeURIComponent(task)}/2/change.diff`

test('keys lead from hunk to hunk, from file to file and from line to line', async ({ openWindow }) => {
  const window = await openWindow(address)
  const diff = window.getByRole('grid', { name: 'Diff' })
  await expect(diff).toContainText('Payments are retried three times.')
  const cursor = diff.locator('[role=row][aria-selected=true]')
  const steps: readonly [key: string, row: RegExp][] = [
    ['n', /@@ -1,7 \+1,9 @@/],
    ['n', /@@ -1 \+1,2 @@/],
    ['p', /@@ -1,7 \+1,9 @@/],
    ['j', /import \{ charge \}/],
    [']', /README\.md/],
    ['[', /payment\.ts/],
    ['k', /payment\.ts/],
  ]
  for (const [key, row] of steps) {
    await window.keyboard.press(key)
    await expect(cursor, `after ${key}`).toContainText(row)
    await expect(cursor).toHaveCount(1)
  }
})

test('a line and a range of lines have an address, which opens at them', async ({ openWindow }) => {
  const window = await openWindow(address)
  const diff = window.getByRole('grid', { name: 'Diff' })
  const number = (line: number) =>
    diff
      .locator('[data-line-side=right]')
      .filter({ hasText: new RegExp(`^${line}$`) })
      .first()
  await number(4).click()
  await expect(window).toHaveURL(/#src%2Fpayment\.ts:R4$|#src\/payment\.ts:R4$/)
  await number(6).click({ modifiers: ['Shift'] })
  await expect(window).toHaveURL(/payment\.ts:R4-R?6$/)
  const linked = await openWindow(new URL(window.url()).pathname + new URL(window.url()).hash)
  await expect(linked.getByRole('grid', { name: 'Diff' }).locator('[role=row][aria-selected=true]')).toContainText('for (let attempt')
})

test('selected code is copied without signs, numbers or the other side', async ({ openWindow }) => {
  const window = await openWindow(address)
  const diff = window.getByRole('grid', { name: 'Diff' })
  const line = (text: string) => diff.locator('[data-side=right]').filter({ hasText: text }).first()
  // The pointer waits until a line stands still.
  await line('export async function pay').hover({ position: { x: 1, y: 8 } })
  await window.mouse.down()
  const last = line('await charge')
  await last.hover({ position: { x: ((await last.boundingBox())?.width ?? NaN) - 2, y: 8 } })
  await window.mouse.up()
  await window.keyboard.press('ControlOrMeta+c')
  const copied =
    'export async function pay(order: Order) {\n  for (let attempt = 1; attempt < 4; attempt++) {\n    await charge(order.total)'
  await expect.poll(() => window.evaluate(() => navigator.clipboard.readText())).toBe(copied)
})

for (const [name, field] of [
  ['change.diff', 'Find in the diff'],
  ['run.log', 'Find'],
] as const) {
  test(`what is typed right behind Ctrl+F is looked for in ${name}, and is no key of the viewer`, async ({ openWindow }) => {
    const window = await openWindow(`/task/${spec}/${encodeURIComponent(task)}/2/${name}`)
    const viewer = window.locator('[data-viewer]')
    await expect(viewer).toContainText(/Payments are retried|ECONNREFUSED/)
    // Both in one breath: no frame is drawn between the two keys.
    const focused = await viewer.evaluate((element) => {
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', ctrlKey: true, bubbles: true, cancelable: true }))
      return document.activeElement?.getAttribute('aria-label')
    })
    expect(focused).toBe(field)
  })
}
