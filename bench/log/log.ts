// The log view beside its peers, in one run: node bench/log/log.ts [--quick]
// A log of a million lines: first screen, whole index, a search over all and the memory of the page. Times say little alone; ratios do.
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMeasuredBrowser } from '../browser/measured-browser.ts'
import { againstLimit, median, passFigures } from '../figure.ts'
import { type LogInput, logInputs, makeLog } from './inputs.ts'
import { type LogPage, type LogRival } from './log-page.ts'

declare const bench: LogPage

const isQuick = process.argv.includes('--quick')
const runs = isQuick ? 1 : 3
const lines = isQuick ? 200_000 : 1_000_000
/** A first screen takes the same for any log here, and not for the peer: a smaller one would tell another figure. */
const screenLines = 1_000_000
const pattern = 'ERROR.*timeout after [0-9]+ms'

/** Colours change what reading and searching cost; what a first screen costs, and memory, the quick form asks of one log. */
const isWhole = (input: LogInput) => !isQuick || input === 'plain'

const logs = new Map<string, Buffer>([['screenful', makeLog('plain', 200)]])
for (const input of logInputs) {
  logs.set(input, makeLog(input, lines))
  if (isWhole(input)) logs.set(`${input}-whole`, lines === screenLines ? (logs.get(input) ?? Buffer.alloc(0)) : makeLog(input, screenLines))
}
const directory = await mkdtemp(join(tmpdir(), 'vitrine-bench-log-'))
const browser = await openMeasuredBrowser('log', 180_000, (name, response) => response.end(logs.get(name)))

const row = (...cells: readonly string[]) => console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(40) : cell.padStart(14))).join(''))
const tell = (what: string, measured: number, beside: number, besideWhat: string, atMost: number) =>
  passFigures([{ what, measured, beside, besideWhat, unit: 'ms', wanted: { atMost } }])
const ms = (value: number) => `${Math.round(value)} ms`
const mb = (value: number | undefined) => (value === undefined ? '–' : `${Math.round(value)} MB`)
const address = (input: LogInput) => `/input/${input}`

/** Each in a process of its own, and then the next, so that what else the machine does falls on both. */
async function sampleBoth<T>(one: () => Promise<T>, other: () => Promise<T>): Promise<[T[], T[]]> {
  const taken: [T[], T[]] = [[], []]
  for (let run = 0; run < runs; run++) {
    taken[0].push(await one())
    taken[1].push(await other())
  }
  return taken
}

async function sideBySide(one: () => Promise<number>, other: () => Promise<number>): Promise<[number, number]> {
  const [ours, theirs] = await sampleBoth(one, other)
  return [median(ours), median(theirs)]
}

interface FirstScreen {
  loadMs: number
  paintMs: number
}

/** What the rival has to fetch first, and what it paints then. */
const firstScreen = (rival: LogRival, input: LogInput): Promise<FirstScreen> =>
  browser.inNewProcess(async (page) => {
    const loadMs = await page.evaluate(([who, where]) => bench.load(who, where), [rival, `${address(input)}-whole`] as const)
    return { loadMs, paintMs: await page.evaluate((who) => bench.first(who), rival) }
  })

/** What the page holds with the whole log read and looked through. */
const memoryOf = (input: string) =>
  browser.inPage(async (page, memory) => {
    await page.evaluate((from) => bench.load('ours', from), `/input/${input}`)
    await page.evaluate(() => bench.first('ours'))
    await page.evaluate(() => bench.settle())
    await page.waitForTimeout(isQuick ? 1500 : 3000)
    await page.evaluate(() => Reflect.get(globalThis, 'gc')?.())
    await page.waitForTimeout(1000)
    return memory()
  })

function grep(file: string): { ms: number; hits: number } {
  const startedAt = performance.now()
  const { stdout } = spawnSync('grep', ['-cE', pattern, file])
  return { ms: performance.now() - startedAt, hits: Number(stdout.toString()) }
}

async function tellFirstScreen(input: LogInput): Promise<void> {
  const [ours, theirs] = await sampleBoth(
    () => firstScreen('ours', input),
    () => firstScreen('codemirror', input),
  )
  const told: [string, string, (taken: FirstScreen) => number][] = [
    ['first screen; CodeMirror, text in hand', 'CodeMirror, text in hand', ({ paintMs }) => paintMs],
    ['first screen; CodeMirror that fetches', 'CodeMirror that fetches', ({ loadMs, paintMs }) => loadMs + paintMs],
  ]
  for (const [title, besideWhat, of] of told) {
    const [one, other] = [median(ours.map(of)), median(theirs.map(of))]
    row(title, ms(one), ms(other), (one / other).toFixed(3), '0.125')
    tell(`log, ${input}: first screen`, one, other, besideWhat, 1 / 8)
  }
}

async function tellMemory(input: LogInput, size: number): Promise<void> {
  const used = await memoryOf(input)
  row('memory above file and empty page', mb(used && used.restMb - size - emptyMb))
  passFigures([againstLimit(`log, ${input}: memory above the file`, (used?.restMb ?? Number.NaN) - size - screenful, 40, 'MB')])
  row('above file and a page of 200 lines', mb(used && used.restMb - size - screenful), '', '', '40 MB')
  row('the same, at most, while it loads', mb(used && used.peakMb - size - screenful))
}

let [emptyMb, screenful] = [Number.NaN, Number.NaN]
try {
  emptyMb = (await browser.inPage(async (_page, memory) => (await memory())?.restMb)) ?? Number.NaN
  screenful = (await memoryOf('screenful'))?.restMb ?? Number.NaN
  for (const input of logInputs) {
    const size = (logs.get(input)?.length ?? 0) / 2 ** 20
    const file = join(directory, input)
    await writeFile(file, logs.get(input) ?? '')
    console.log(`\n${lines} lines, ${Math.round(size)} MB, ${input}; the first screen is that of ${screenLines}`)
    row('', 'ours', 'peer', 'ratio', 'wanted')

    if (isWhole(input)) await tellFirstScreen(input)

    const [index, scan] = await sideBySide(
      () => browser.inNewProcess((page) => page.evaluate((from) => bench.index(from), address(input))),
      () => browser.inNewProcess((page) => page.evaluate((from) => bench.scan(from), address(input))),
    )
    row('whole index; scan for newlines', ms(index), ms(scan), (index / scan).toFixed(2), '2')
    tell(`log, ${input}: whole index`, index, scan, 'a scan for newlines', 2)

    const hits = new Set<number>()
    const [found, grepped] = await sideBySide(
      () =>
        browser.inNewProcess(async (page) => {
          await page.evaluate((from) => bench.index(from), address(input))
          const answer = await page.evaluate((text) => bench.find(text), pattern)
          hits.add(answer.hits)
          return answer.ms
        }),
      async () => {
        const answer = grep(file)
        hits.add(answer.hits)
        return answer.ms
      },
    )
    row(`${[...hits].join(' or ')} hits of a regex; grep -cE`, ms(found), ms(grepped), (found / grepped).toFixed(2), '3')
    tell(`log, ${input}: a regex over all`, found, grepped, 'grep -cE', 3)

    if (isWhole(input)) await tellMemory(input, size)
  }
} finally {
  await browser.close()
  await rm(directory, { recursive: true, force: true })
}
