// The longest tasks of the window's main thread on the rooms of a large store: npm run bench -- window-tasks DIRECTORY
// DIRECTORY holds a store (bench/make-store.ts makes one) and is changed: a part of a cleanup of half of it is carried out, and restored.
// The app must be built.
// Tasks are told in processor time of the thread, so that what else the machine does does not count. What the console can see of
// them, PerformanceObserver's long tasks, stands beside it in time of the clock, and the same of an empty page.
import { chromium, type Page } from '@playwright/test'
import { z } from 'zod'
import { findChromium } from '../tools/chromium.ts'
import { serve } from './browser/serve-built.ts'
import { markName, traced } from './browser/window-thread.ts'

const limitMs = 50
const waitMs = 3 * 60_000
/** How long a cleanup and a restore are watched before they are cancelled. */
const watchedMs = 20_000
const scrolls = 60
const [directory] = process.argv.slice(2)
if (directory === undefined) {
  console.error('usage: node bench/window-tasks.ts DIRECTORY')
  process.exit(2)
}

const server = await serve(directory)
const executablePath = await findChromium()
const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath === undefined ? {} : { executablePath }) })
try {
  const session = await browser.newBrowserCDPSession()
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(waitMs)
  await page.addInitScript(() => {
    const seen: number[] = []
    new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
      buffered: true,
    })
    Reflect.set(globalThis, 'longTasks', seen)
  })
  const row = (...cells: [string, ...string[]]) =>
    console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(34) : cell.padStart(13))).join(''))
  row('', 'processor, ms', 'clock, ms', 'longtask, ms')
  const measure = async (what: string, work: () => Promise<void>) => {
    await page.evaluate(() => Object(Reflect.get(globalThis, 'longTasks')).splice?.(0)).catch(() => undefined)
    const task = await traced(session, async () => {
      await work()
      await page.waitForTimeout(1500)
      await page.evaluate((name) => performance.mark(name), markName)
    })
    const seen = z.array(z.number()).parse(await page.evaluate(() => Reflect.get(globalThis, 'longTasks') ?? []))
    const mark = task.processorMs > limitMs ? '✗' : '✓'
    row(`${mark} ${what}`, task.processorMs.toFixed(1), task.clockMs.toFixed(1), Math.max(0, ...seen).toFixed(0))
    if (task.processorMs > limitMs) console.log(`    ${task.what}`)
  }
  const { origin } = new URL(server.link)
  const open = async (path: string, room: string) => {
    await page.goto(origin + path)
    await page.getByRole('region', { name: room }).first().waitFor()
  }
  const region = (name: string) => page.getByRole('region', { name })
  const scroll = (window: Page, name: string) =>
    window.evaluate(
      async ([label, count]) => {
        const grid = document.querySelector(`[role=grid][aria-label="${label}"]`)
        let scroller = grid?.parentElement ?? null
        while (scroller !== null && scroller.scrollHeight <= scroller.clientHeight + 1) scroller = scroller.parentElement
        for (let frame = 0; frame < count; frame++) {
          if (scroller !== null) scroller.scrollTop = scroller.scrollHeight
          await new Promise((done) => setTimeout(done, 100))
        }
      },
      [name, scrolls] as const,
    )

  await measure('an empty page', async () => void (await page.goto('about:blank')))
  await measure('home', async () => {
    await page.goto(server.link)
    await page.getByRole('tree').first().waitFor()
  })
  await measure('home again', async () => {
    await page.goto(origin)
    await page.getByRole('tree').first().waitFor()
  })
  await measure('storage', () => open('/storage', 'Storage'))
  await measure('storage, a spec drilled into', async () => {
    await page.getByRole('navigation', { name: /^Map/ }).getByRole('link').first().click()
    await page.waitForURL(/spec=/)
  })
  await measure('cleanup', async () => {
    await open('/storage/cleanup', 'Cleanup')
    await region('Cleanup')
      .getByRole('button', { name: /^(Move|Apply)/ })
      .waitFor()
  })
  const cleanup = region('Cleanup')
  await measure('editing the policy', async () => {
    await cleanup.getByLabel('Newest versions').fill('0')
    for (const [label, days] of [
      ['Logs', '0'],
      ['Diffs', '0'],
      ['Test', '1000'],
      ['Files', '1000'],
    ] as const)
      await cleanup.getByLabel(label, { exact: false }).first().fill(days)
    await cleanup.getByRole('button', { name: /^Move \d\d.?\d\d\d artifacts/ }).waitFor()
  })
  await measure('scrolling the plan', () => scroll(page, 'Due'))
  await measure('filtering the plan', () => cleanup.getByLabel('Filter the plan').fill('payment'))
  await measure('filter taken away', () => cleanup.getByLabel('Filter the plan').fill(''))
  await measure('applying it', async () => {
    await cleanup.getByRole('button', { name: /^Move \d\d.?\d\d\d artifacts/ }).click()
    await page.waitForTimeout(watchedMs)
  })
  await measure('cancelling it', async () => {
    await cleanup.getByRole('button', { name: 'Cancel the cleanup' }).click()
    await cleanup.getByRole('button', { name: 'Resume' }).waitFor()
  })
  await measure('receipt', async () => {
    await cleanup.getByRole('link', { name: 'Receipt' }).click()
    await page.getByRole('grid', { name: 'Deleted' }).waitFor()
  })
  await measure('scrolling the receipt', () => scroll(page, 'Deleted'))
  await measure('activity and receipts', () => open('/storage/activity', 'Activity'))
  await measure('trash', async () => {
    await open('/storage/trash', 'Trash')
    await page.getByRole('grid', { name: 'Trash' }).waitFor()
  })
  await measure('scrolling the trash', () => scroll(page, 'Trash'))
  await measure('filtering the trash', () => region('Trash').getByLabel('Filter the trash').fill('payment'))
  await measure('filter taken away', () => region('Trash').getByLabel('Filter the trash').fill(''))
  await measure('restoring all, seen in the trash', async () => {
    await region('Trash')
      .getByRole('button', { name: /^Restore all/ })
      .click()
    await page.waitForTimeout(watchedMs)
    await page.getByRole('button', { name: /^Activity/ }).click()
    await page.getByRole('button', { name: 'Cancel the restore' }).click()
    await page.getByRole('button', { name: 'Dismiss the restore' }).first().waitFor()
  })
  await measure('verifying a spec', async () => {
    await open('/storage/verify', 'Verify')
    await region('Verify').getByLabel('Spec', { exact: true }).selectOption({ index: 1 })
    await region('Verify')
      .getByRole('button', { name: /^Verify/ })
      .click()
    await page
      .getByText(/are what was stored|Findings/)
      .first()
      .waitFor()
  })
} finally {
  await browser.close()
  await server.close()
}
