// The diff view beside its rivals, in one run: npm run bench -- diff [--quick]
// First paint from bytes in hand on a fresh page; then, on another that reads the diff from its address, memory above an empty page and a
// scroll from end to end. Times say little alone; ratios do.
import { type Page } from '@playwright/test'
import { openMeasuredBrowser } from '../browser/measured-browser.ts'
import { type PlainList, scrollPlainList, showPlainList } from '../browser/plain-list.ts'
import { againstLimit, median, passFigures } from '../figure.ts'
import { type InputName, inputNames, makeInputs } from './inputs.ts'
import { type BenchPage, type Rival, type Scrolled } from './rivals.ts'

declare const bench: BenchPage

const isQuick = process.argv.includes('--quick')
const runs = isQuick ? 3 : 5
const limitMs = 180_000
const scrollFrames = isQuick ? 120 : 360
/** The most that ours may take, as a share of what Pierre takes. */
const wanted: Record<InputName, number> = { '10k': 1 / 3, '100k': 1 / 5, '500k': 1 / 8, 'one 50k-line file': 1 / 5, 'a 1 MB line': 1 / 5 }
const quickInputs: readonly InputName[] = ['10k', 'one 50k-line file', 'a 1 MB line']
/** The quick form scrolls what is hardest of its inputs. */
const isHeld = (input: InputName) => !isQuick || input === 'one 50k-line file'

/** What a page that shows a diff takes, and how it scrolls. */
interface Held {
  /** Of its process, while it read the diff. */
  peakMb: number | undefined
  /** Of page and workers by the browser's count, once garbage is collected. */
  heldMb: number | undefined
  scrolled: Scrolled
  idleShare: number
  /** Of long frames while a list of as many lines that is there as a whole is scrolled in the same browser. */
  plainShare: number
}

const inputs = makeInputs()
const browser = await openMeasuredBrowser('diff', limitMs, (asked, response) => {
  const name = inputNames.find((input) => input === asked)
  if (name === undefined) response.writeHead(404).end()
  else response.writeHead(200).end(inputs[name])
})

/** The answer, or undefined when it takes longer than anyone would wait. */
async function inTime<T>(work: Promise<T>, longestMs = limitMs): Promise<T | undefined> {
  const answer = await Promise.race([work, new Promise<undefined>((done) => setTimeout(() => done(undefined), longestMs).unref())])
  if (answer === undefined) work.catch(() => undefined)
  return answer
}

const addressOf = (input: InputName) => `/input/${encodeURIComponent(input)}`

const first = (page: Page, rival: Rival, input: InputName) =>
  page.evaluate(([who, address]) => bench.first(who, address), [rival, addressOf(input)] as const)

const firstMs = (rival: Rival, input: InputName) => browser.inNewProcess((page) => inTime(first(page, rival, input)))

/** In turn, so that what else the machine does falls on both. */
async function firstOfBoth(input: InputName, rival: Rival): Promise<{ ours: number | undefined; theirs: number | undefined }> {
  const ours: number[] = []
  const theirs: number[] = []
  for (let run = 0; run < runs; run++) {
    const [one, other] = [await firstMs('ours', input), await firstMs(rival, input)]
    if (one !== undefined) ours.push(one)
    if (other === undefined) return { ours: median(ours), theirs: undefined }
    theirs.push(other)
  }
  return { ours: median(ours), theirs: median(theirs) }
}

/** A rival that takes minutes is waited for once, and only as long as its figure could still tell something else. */
async function besideSlowest(input: InputName, share: number): Promise<void> {
  const ours: number[] = []
  for (let run = 0; run < runs; run++) ours.push((await firstMs('ours', input)) ?? limitMs)
  const longestMs = Math.max(10_000, (1.2 * median(ours)) / share)
  // It has a browser of its own, that can be closed while it is busy.
  const known = await browser.inPage((page) => inTime(first(page, 'diff2html', input), longestMs))
  const theirs = known ?? longestMs
  const [mark, what] = known === undefined ? ['≥ ', "diff2html's own HTML, not done after"] : ['', "diff2html's own HTML"]
  passFigures([
    {
      what: `first paint of a diff, ${input}`,
      measured: median(ours),
      beside: theirs,
      besideWhat: what,
      unit: 'ms',
      wanted: { atMost: share },
    },
  ])
  const beside = `1/${(theirs / median(ours)).toFixed(0)}${known === undefined ? ' or less' : ''}`
  console.log(
    `diff2html's own HTML, ${input}: ${mark}${number(theirs, ' ms')}; ours beside it ${beside} (wanted 1/${(1 / share).toFixed(0)})`,
  )
}

/** The browser counts when all workers have collected garbage: so it is told to. It takes its time, and the quick form tells no such figure. */
async function heldMb(page: Page): Promise<number | undefined> {
  if (isQuick) return undefined
  const session = await page.context().newCDPSession(page)
  const counting = page.evaluate(() => bench.held())
  for (let collections = 0; collections < 60; collections++) {
    await session.send('HeapProfiler.collectGarbage')
    const bytes = await Promise.race([counting, page.waitForTimeout(300).then(() => undefined)])
    if (bytes !== undefined) return bytes / 2 ** 20
  }
  counting.catch(() => undefined)
  return undefined
}

const above = (now: number | undefined, empty: number | undefined) => (now === undefined || empty === undefined ? undefined : now - empty)

interface Empty {
  peakMb: number | undefined
  heldMb: number | undefined
}

const emptyPage = () =>
  browser.inPage(async (page, memory): Promise<Empty> => ({ peakMb: (await memory())?.peakMb, heldMb: await heldMb(page) }))

/** The lines of a diff as plain elements, a line high each and cut where the screen ends. */
function plainLines(input: InputName): PlainList {
  const lines = inputs[input].split('\n')
  const rowPx = 20
  return { heightPx: lines.length * rowPx, widthPx: 1400, rowPx, rows: lines.slice(0, 10_000).map((line) => [line.slice(0, 200)]) }
}

const holding = (rival: Rival, input: InputName, empty: Empty) =>
  browser.inPage(async (page, memory): Promise<Held | undefined> => {
    const open = page.evaluate(([who, address]) => bench.open(who, address).then(() => true), [rival, addressOf(input)] as const)
    if ((await inTime(open)) === undefined) return undefined
    await page.waitForTimeout(1500)
    const peak = (await memory())?.peakMb
    const after = await heldMb(page)
    const idleShare = await page.evaluate((frames) => bench.idle(frames), scrollFrames)
    const scrolled = await page.evaluate(([who, frames]) => bench.scroll(who, frames), [rival, scrollFrames] as const)
    await page.goto('about:blank')
    await page.evaluate(showPlainList, plainLines(input))
    await page.waitForTimeout(500)
    const plainShare = await page.evaluate(scrollPlainList, scrollFrames)
    return {
      peakMb: above(peak, empty.peakMb),
      heldMb: above(after, empty.heldMb),
      scrolled,
      idleShare,
      plainShare,
    }
  })

const ratio = (ours: number | undefined, theirs: number | undefined) =>
  ours === undefined || theirs === undefined ? '–' : (ours / theirs).toFixed(3)
const number = (value: number | undefined, unit = '') => (value === undefined || Number.isNaN(value) ? '–' : `${Math.round(value)}${unit}`)
const share = (value: number | undefined) => (value === undefined ? '–' : `${(value * 100).toFixed(1)}%`)
/** A rival that nobody would wait for counts as if it had been done when the wait was over. */
const tellFirst = (input: InputName, ours = Number.NaN, theirs = limitMs, besideWhat: string, atMost: number) =>
  passFigures([{ what: `first paint of a diff, ${input}`, measured: ours, beside: theirs, besideWhat, unit: 'ms', wanted: { atMost } }])
const line = (...cells: readonly string[]) =>
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(19) : cell.padStart(index > 6 ? 24 : 12))).join(''))

try {
  console.log(
    'memory: MB above the empty page, held by page and workers / peak of the process; frames over 20 ms: scrolling (idle, a plain list of its lines)\n',
  )
  line('', 'ours, ms', 'pierre, ms', 'ratio', 'wanted', 'ours, MB', 'pierre, MB', 'ours >20 ms', 'pierre', 'ours blank')
  const empty = await emptyPage()
  for (const input of isQuick ? quickInputs : inputNames) {
    const { ours, theirs } = await firstOfBoth(input, 'pierre')
    const held = {
      ours: isHeld(input) ? await holding('ours', input, empty) : undefined,
      pierre: isQuick ? undefined : await holding('pierre', input, empty),
    }
    const memory = (one: Held | undefined) => `${number(one?.heldMb)} / ${number(one?.peakMb)}`
    const long = (one: Held | undefined) => `${share(one?.scrolled.longShare)} (${share(one?.idleShare)}, ${share(one?.plainShare)})`
    const frames = [long(held.ours), long(held.pierre), share(held.ours?.scrolled.blankShare)]
    const limit = wanted[input].toFixed(3)
    line(input, number(ours), number(theirs), ratio(ours, theirs), limit, memory(held.ours), memory(held.pierre), ...frames)
    tellFirst(input, ours, theirs, '@pierre/diffs', wanted[input])
    if (held.ours === undefined) continue
    const { longShare, blankShare = Number.NaN } = held.ours.scrolled
    const moreThanIdle = Math.max(0, longShare - held.ours.idleShare)
    passFigures([
      {
        ...againstLimit(`scrolling ${input}: frames over 20 ms, more than while idle`, moreThanIdle * 100, 1, '%'),
        besideWhat: `the limit, a plain list ${share(held.ours.plainShare)}`,
      },
      { ...againstLimit(`scrolling ${input}: blank rows`, blankShare * 100, 1, '%'), besideWhat: 'none are wanted', wanted: { atMost: 0 } },
    ])
    if (input === '500k') passFigures([againstLimit('memory above an empty page, 500k lines', held.ours.heldMb ?? Number.NaN, 40, 'MB')])
  }
  console.log('\nwanted: held at 500k lines <= 40 MB; frames over 20 ms <= 1 % (more than idle); blank rows none')
  if (isQuick) await besideSlowest('10k', 1)
  else await besideSlowest('100k', 1 / 250)
} finally {
  await browser.close()
}
