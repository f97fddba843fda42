// Frames while the long lists of a large store are scrolled from end to end, a step a frame: npm run bench -- list-frames DIRECTORY
// DIRECTORY holds a store (bench/make-store.ts makes one), which is only looked at. The app must be built.
// Beside each stands, in the same run, a list of as many rows with the same words that is there as a whole, in plain elements and without
// a script: what any list of its size costs here. The page's frames while nothing happens are what else the machine does.
import { readdirSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { findChromium } from '../tools/chromium.ts'
import { type PlainList, plainListOf, showPlainList } from './browser/plain-list.ts'
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
/** A cleanup of everything in a store of a million is planned for ten seconds, where nothing else is done. */
const longestWaitMs = 120_000
/** Where a list is empty a notice says so: the class of the part `Notice`. Another one may stand beside a list that is still being read. */
const emptyPlace = 'main [class*="_notice_"]'
const emptyMs = 30_000
const lists = [
  { what: 'tree of specs', path: '/', list: '[role=tree]' },
  { what: 'queue', path: '/queue', list: '[role=grid][aria-label="Waiting"]' },
  { what: 'artifacts that a cleanup takes', path: '/storage/cleanup?days=0%2C0%2C0%2C0&keep=0', list: '[role=grid][aria-label="Due"]' },
  { what: 'trash', path: '/storage/trash', list: '[role=grid][aria-label="Trash"]' },
]

/** Says what is wrong with the directory, before a browser waits for lists that it cannot have. */
function problemWith(path: string): string | undefined {
  try {
    return readdirSync(path).length === 0 ? 'it is empty' : undefined
  } catch (problem) {
    return problem instanceof Error ? problem.message : String(problem)
  }
}

/** Lengths of frames in ms; without a list, of those in which nothing is done. A scroll begins at the top. */
async function watchFrames([selector, count]: readonly [string | undefined, number]): Promise<number[]> {
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  let scroller = selector === undefined ? null : document.querySelector(selector)
  while (scroller !== null && scroller.scrollHeight <= scroller.clientHeight + 1) scroller = scroller.parentElement
  const lengths: number[] = []
  let before = await nextFrame()
  for (let frame = 1; frame <= count; frame++) {
    if (scroller !== null) scroller.scrollTop = ((scroller.scrollHeight - scroller.clientHeight) * frame) / count
    const now = await nextFrame()
    lengths.push(now - before)
    before = now
  }
  return lengths
}

/** From wherever it stands to its top, which shows other rows at once. */
async function goToTop(selector: string): Promise<void> {
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  let scroller = document.querySelector(selector)
  while (scroller !== null && scroller.scrollHeight <= scroller.clientHeight + 1) scroller = scroller.parentElement
  if (scroller !== null) scroller.scrollTop = 0
  await nextFrame()
  await nextFrame()
}

interface Scrolled {
  longShare: number
  /** Of the main thread's processor time: the longest task, all of a frame, and the way back from the end to the top. */
  longestMs: number
  eachMs: number
  jumpMs: number
}

const longShare = (lengths: readonly number[]) => lengths.filter((length) => length > 20).length / lengths.length
const percent = (share: number) => `${(share * 100).toFixed(1)} %`
const row = (...[what, ...cells]: [string, ...string[]]) => console.log(what.padEnd(34) + cells.map((cell) => cell.padStart(13)).join(''))

const problem = problemWith(directory)
if (problem !== undefined) {
  console.error(`${directory} holds no store: ${problem}. Make one: node bench/make-store.ts ${directory} 100000`)
  process.exit(2)
}
const server = await serve(directory)
const executablePath = await findChromium()
const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath === undefined ? {} : { executablePath }) })
try {
  const session = await browser.newBrowserCDPSession()
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(120_000)

  const scroll = async (list: string): Promise<Scrolled> => {
    const mark = () => page.evaluate((name) => performance.mark(name), markName).then(() => undefined)
    await page.evaluate(goToTop, list)
    const lengths = await page.evaluate(watchFrames, [list, frames] as const)
    // Recording takes time of its own, so it has scrolls of its own.
    const jump = await traced(session, async () => {
      await mark()
      await page.evaluate(goToTop, list)
    })
    const all = await traced(session, async () => {
      await mark()
      await page.evaluate(watchFrames, [list, frames] as const)
    })
    return { longShare: longShare(lengths), longestMs: all.processorMs, eachMs: all.allMs / frames, jumpMs: jump.processorMs }
  }
  const tell = (what: string, { longShare: share, longestMs, eachMs, jumpMs }: Scrolled, ...more: readonly string[]) =>
    row(what, percent(share), longestMs.toFixed(1), eachMs.toFixed(1), jumpMs.toFixed(1), ...more)

  await page.goto(server.link)
  await page.getByRole('tree').first().waitFor()
  row('', 'over 20 ms', 'longest, ms', 'a frame, ms', 'a jump, ms', 'height, px', 'over 20, idle')
  for (const { what, path, list } of lists) {
    await page.goto(new URL(path, server.link).href)
    const shown = page.locator(list).first()
    const startedAt = performance.now()
    const isThere = await shown
      .or(page.locator(emptyPlace))
      .first()
      .waitFor({ timeout: longestWaitMs })
      .then(() => shown.waitFor({ timeout: emptyMs }))
      .then(
        () => true,
        () => false,
      )
    if (!isThere) {
      const waitedMs = performance.now() - startedAt
      row(`  ${what}`, waitedMs < longestWaitMs ? 'empty' : `not there in ${Math.round(waitedMs / 1000)} s`)
      continue
    }
    await page.waitForTimeout(1500)
    const still = longShare(await page.evaluate(watchFrames, [undefined, frames] as const))
    const plain: PlainList = await page.evaluate(plainListOf, list)
    const ours = await scroll(list)
    await page.goto('about:blank')
    await page.evaluate(showPlainList, plain)
    await page.waitForTimeout(500)
    const theirs = await scroll('main')
    // On a machine with nothing else to do a frame is late when its work does not fit into it.
    tell(`${ours.longestMs > frameMs ? '✗' : '✓'} ${what}`, ours, String(plain.heightPx), percent(still))
    tell('    the same rows, plain', theirs)
  }
  console.log('\nms are of the main thread, in processor time; frames over 20 ms are of the clock, and of everybody.')
  console.log('wanted: no task longer than a frame of 60 Hz; no more frames over 20 ms than the plain list has')
} finally {
  await browser.close()
  await server.close()
}
