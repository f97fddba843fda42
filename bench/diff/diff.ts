// The diff view beside its rivals, in one run: node bench/diff/diff.ts [--quick]
// First paint from bytes in hand on a fresh page; then, on another that reads the diff from its address, memory above an empty page and a
// scroll from end to end. Times say little alone; ratios do.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { findChromium } from '../../tools/chromium.ts'
import { root } from '../../tools/run-command.ts'
import { againstLimit, passFigures } from '../figure.ts'
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

/** What a page that shows a diff takes, and how it scrolls. */
interface Held {
  /** Of its process, while it read the diff. */
  peakMb: number | undefined
  /** Of page and workers by the browser's count, once garbage is collected. */
  heldMb: number | undefined
  scrolled: Scrolled
  idleShare: number
}

const executablePath = await findChromium()
const directory = await mkdtemp(join(tmpdir(), 'vitrine-bench-diff-'))
const inputs = makeInputs()
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
// Only such a page may ask what it holds of memory.
const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
  const name = inputNames.find((input) => path === `/input/${input}`)
  if (name !== undefined) {
    response.writeHead(200, isolated).end(inputs[name])
    return
  }
  const file = path === '/' ? 'index.html' : path
  readFile(join(directory, file)).then(
    (content) => response.writeHead(200, { ...isolated, 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(content),
    () => response.writeHead(404).end(),
  )
})

async function peakOf(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const [, peak] = /VmHWM:\s+(\d+) kB/.exec(status) ?? []
  return peak === undefined ? undefined : Number(peak) / 1024
}

/** A browser of its own for every sample: nothing is warm, and its one page is all that its renderer holds. */
async function inPage<T>(work: (page: Page, peakMb: () => Promise<number | undefined>) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({
    args: ['--no-sandbox'],
    ...(executablePath === undefined ? {} : { executablePath }),
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
    page.setDefaultTimeout(limitMs)
    const { port } = Object(server.address())
    await page.goto(`http://127.0.0.1:${port}/`)
    const session = await browser.newBrowserCDPSession()
    const peakMb = async () => {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo')
      const known = await Promise.all(processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => peakOf(id)))
      return known.filter((one) => one !== undefined).toSorted((a, b) => b - a)[0]
    }
    return await work(page, peakMb)
  } finally {
    await browser.close()
  }
}

/** The answer, or undefined when it takes longer than anyone would wait. */
async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  const first = await Promise.race([work, new Promise<undefined>((done) => setTimeout(() => done(undefined), limitMs).unref())])
  if (first === undefined) work.catch(() => undefined)
  return first
}

const addressOf = (input: InputName) => `/input/${encodeURIComponent(input)}`

const firstMs = (rival: Rival, input: InputName) =>
  inPage((page) => inTime(page.evaluate(([who, address]) => bench.first(who, address), [rival, addressOf(input)] as const)))

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

/** The browser counts when all workers have collected garbage: so it is told to. */
async function heldMb(page: Page): Promise<number | undefined> {
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

const emptyPage = () => inPage(async (page, peakMb): Promise<Empty> => ({ peakMb: await peakMb(), heldMb: await heldMb(page) }))

const holding = (rival: Rival, input: InputName, empty: Empty) =>
  inPage(async (page, peakMb): Promise<Held | undefined> => {
    const open = page.evaluate(([who, address]) => bench.open(who, address).then(() => true), [rival, addressOf(input)] as const)
    if ((await inTime(open)) === undefined) return undefined
    await page.waitForTimeout(1500)
    const peak = await peakMb()
    const after = await heldMb(page)
    const idleShare = await page.evaluate((frames) => bench.idle(frames), scrollFrames)
    const scrolled = await page.evaluate(([who, frames]) => bench.scroll(who, frames), [rival, scrollFrames] as const)
    return {
      peakMb: above(peak, empty.peakMb),
      heldMb: above(after, empty.heldMb),
      scrolled,
      idleShare,
    }
  })

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
const ratio = (ours: number | undefined, theirs: number | undefined) =>
  ours === undefined || theirs === undefined ? '–' : (ours / theirs).toFixed(3)
const number = (value: number | undefined, unit = '') => (value === undefined || Number.isNaN(value) ? '–' : `${Math.round(value)}${unit}`)
const share = (value: number | undefined) => (value === undefined ? '–' : `${(value * 100).toFixed(1)}%`)
/** A rival that nobody would wait for counts as if it had been done when the wait was over. */
const tellFirst = (input: InputName, ours = Number.NaN, theirs = limitMs, besideWhat: string, atMost: number) =>
  passFigures([{ what: `first paint of a diff, ${input}`, measured: ours, beside: theirs, besideWhat, unit: 'ms', wanted: { atMost } }])
const line = (...cells: readonly string[]) =>
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(19) : cell.padStart(index > 6 ? 17 : 12))).join(''))

try {
  await build({
    root: resolve(root, 'bench/diff'),
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    worker: { format: 'es' },
    build: { outDir: directory, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 20_000 },
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  console.log('memory: MB above the empty page, held by page and workers / peak of the process; frames over 20 ms: scrolling (idle)\n')
  line('', 'ours, ms', 'pierre, ms', 'ratio', 'wanted', 'ours, MB', 'pierre, MB', 'ours >20 ms', 'pierre', 'ours blank')
  const empty = await emptyPage()
  for (const input of isQuick ? quickInputs : inputNames) {
    const { ours, theirs } = await firstOfBoth(input, 'pierre')
    const held = { ours: await holding('ours', input, empty), pierre: await holding('pierre', input, empty) }
    const memory = (one: Held | undefined) => `${number(one?.heldMb)} / ${number(one?.peakMb)}`
    const long = (one: Held | undefined) => `${share(one?.scrolled.longShare)} (${share(one?.idleShare)})`
    const frames = [long(held.ours), long(held.pierre), share(held.ours?.scrolled.blankShare)]
    const limit = wanted[input].toFixed(3)
    line(input, number(ours), number(theirs), ratio(ours, theirs), limit, memory(held.ours), memory(held.pierre), ...frames)
    tellFirst(input, ours, theirs, '@pierre/diffs', wanted[input])
    const { longShare = Number.NaN, blankShare = Number.NaN } = held.ours?.scrolled ?? {}
    const moreThanIdle = Math.max(0, longShare - (held.ours?.idleShare ?? 0))
    passFigures([
      againstLimit(`scrolling ${input}: frames over 20 ms, more than while idle`, moreThanIdle * 100, 1, '%'),
      { ...againstLimit(`scrolling ${input}: blank rows`, blankShare * 100, 1, '%'), besideWhat: 'none are wanted', wanted: { atMost: 0 } },
    ])
    if (input === '500k') passFigures([againstLimit('memory above an empty page, 500k lines', held.ours?.heldMb ?? Number.NaN, 40, 'MB')])
  }
  console.log('\nwanted: held at 500k lines <= 40 MB; frames over 20 ms <= 1 % (more than idle); blank rows none')
  for (const input of isQuick ? (['10k'] as const) : (['10k', '100k'] as const)) {
    const { ours, theirs } = await firstOfBoth(input, 'diff2html')
    tellFirst(input, ours, theirs, "diff2html's own HTML", input === '100k' ? 1 / 250 : 1)
    const beside = ours === undefined || theirs === undefined ? '–' : `1/${(theirs / ours).toFixed(0)}`
    console.log(
      `diff2html's own HTML, ${input}: ${number(theirs, ' ms')}; ours beside it ${beside}${input === '100k' ? ' (wanted 1/250)' : ''}`,
    )
  }
} finally {
  server.close()
  await rm(directory, { recursive: true, force: true })
}
