// Frames while the long lists of a large store are scrolled from end to end, a step a frame: npm run bench -- list-frames DIRECTORY
// DIRECTORY holds a store (bench/make-store.ts makes one), which is only looked at. The app must be built.
// The same page's frames while nothing happens stand beside them: they are what else the machine does.
import { chromium } from '@playwright/test'
import { findChromium } from '../tools/chromium.ts'
import { serve } from './browser/serve-built.ts'
import { markName, traced } from './browser/window-thread.ts'

const frames = 300
/** Of the display's 60 Hz. */
const frameMs = 1000 / 60
const [directory] = process.argv.slice(2)
if (directory === undefined) {
  console.error('usage: node bench/list-frames.ts DIRECTORY')
  process.exit(2)
}
const lists = [
  { what: 'tree of specs', path: '/', list: '[role=tree]' },
  { what: 'queue', path: '/queue', list: '[role=grid][aria-label="Waiting"]' },
  { what: 'artifacts that a cleanup takes', path: '/storage/cleanup?days=0%2C0%2C0%2C0&keep=0', list: '[role=grid][aria-label="Due"]' },
  { what: 'trash', path: '/storage/trash', list: '[role=grid][aria-label="Trash"]' },
]

/** Lengths of frames in ms; without a list, of those in which nothing is done. */
async function watchFrames([selector, count]: readonly [string | undefined, number]): Promise<{ lengths: number[]; heightPx: number }> {
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  let scroller = selector === undefined ? null : document.querySelector(selector)
  while (scroller !== null && scroller.scrollHeight <= scroller.clientHeight + 1) scroller = scroller.parentElement
  if (scroller !== null) scroller.scrollTop = 0
  const lengths: number[] = []
  let before = await nextFrame()
  for (let frame = 1; frame <= count; frame++) {
    if (scroller !== null) scroller.scrollTop = ((scroller.scrollHeight - scroller.clientHeight) * frame) / count
    const now = await nextFrame()
    lengths.push(now - before)
    before = now
  }
  return { lengths, heightPx: scroller?.scrollHeight ?? 0 }
}

const longShare = (lengths: readonly number[]) => lengths.filter((length) => length > 20).length / lengths.length
const percent = (share: number) => `${(share * 100).toFixed(1)} %`
const row = (...[what, ...cells]: [string, ...string[]]) => console.log(what.padEnd(34) + cells.map((cell) => cell.padStart(16)).join(''))

const server = await serve(directory)
const executablePath = await findChromium()
const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath === undefined ? {} : { executablePath }) })
try {
  const session = await browser.newBrowserCDPSession()
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(120_000)
  await page.goto(server.link)
  await page.getByRole('tree').first().waitFor()
  row('', 'height, px', 'over 20 ms', 'idle', 'longest, ms CPU')
  for (const { what, path, list } of lists) {
    await page.goto(new URL(path, server.link).href)
    const isThere = await page
      .locator(list)
      .first()
      .waitFor({ timeout: 30_000 })
      .then(
        () => true,
        () => false,
      )
    if (!isThere) {
      row(what, 'empty')
      continue
    }
    await page.waitForTimeout(1500)
    const idle = await page.evaluate(watchFrames, [undefined, frames] as const)
    const scrolled = await page.evaluate(watchFrames, [list, frames] as const)
    // Recording takes time of its own, so it has a scroll of its own.
    const longest = await traced(session, async () => {
      await page.evaluate((name) => performance.mark(name), markName)
      await page.evaluate(watchFrames, [list, frames] as const)
    })
    const [during, still] = [longShare(scrolled.lengths), longShare(idle.lengths)]
    // On a machine with nothing else to do a frame is late when its work does not fit into it.
    const mark = longest.processorMs > frameMs ? '✗' : '✓'
    row(`${mark} ${what}`, String(scrolled.heightPx), percent(during), percent(still), longest.processorMs.toFixed(1))
  }
  console.log('\nwanted: no task longer than a frame of 60 Hz, in processor time; the frames over 20 ms are of the clock, and of everybody')
} finally {
  await browser.close()
  await server.close()
}
