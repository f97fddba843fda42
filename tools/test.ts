// `npm test`: every check and every test, whatever fails before; the last line is the sum.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium, installChromium } from './chromium.ts'
import { openMemoryFolder } from './memory-folder.ts'
import { onParentGone } from './parent-watch.ts'
import { root, runCommand } from './run-command.ts'
import { countPlaywright, countVitest, formatClosingLine, readCounts, type TestCounts } from './test-counts.ts'

const reports = join(root, 'test-results')
const minuteMs = 60_000
const memoryFolder = openMemoryFolder()
const quickly: Record<string, string> = memoryFolder === undefined ? {} : { TMPDIR: memoryFolder }
const passed: TestCounts = { passed: 1, failed: 0, skipped: [], triedAgain: [] }
const failed: TestCounts = { passed: 0, failed: 1, skipped: [], triedAgain: [] }
/** One chance failure in thousands is no reason to stop a whole run. What needed its second try is named; a runner called by itself tries once. */
const onceMore = { unit: '--retry=1', stories: '--retries=1' }

interface Outcome {
  counts: TestCounts
  /** Shown when something failed. */
  output: string
  note?: string
}

type Step = [name: string, run: () => Promise<Outcome>]

const steps: Step[] = [
  ['types', () => check('check:types')],
  ['lint', () => check('check:lint')],
  ['format', () => check('check:format')],
  ['unused exports', () => check('check:exports')],
  ['build', () => check('build')],
  ['unit tests', runUnitTests],
  ['chromium', provideChromium],
  ['stories', runStories],
]

async function check(script: string): Promise<Outcome> {
  const { code, output, timedOut } = await runCommand(`npm run --silent ${script}`, { timeoutMs: 5 * minuteMs })
  return { counts: code === 0 ? passed : failed, output, ...(timedOut ? { note: 'took too long' } : {}) }
}

async function runUnitTests(): Promise<Outcome> {
  const report = join(reports, 'unit.json')
  rmSync(report, { force: true })
  const command = `npm run --silent test:unit -- --reporter=default --reporter=json --outputFile.json="${report}" ${onceMore.unit}`
  const { code, output, timedOut } = await runCommand(command, { timeoutMs: 30 * minuteMs, environment: quickly })
  return { counts: readCounts(report, countVitest, code), output, ...(timedOut ? { note: 'took too long' } : {}) }
}

async function provideChromium(): Promise<Outcome> {
  const found = await findChromium()
  if (found !== undefined) return { counts: passed, output: '', note: found }
  const output = await installChromium()
  const installed = await findChromium()
  return installed === undefined
    ? { counts: failed, output, note: 'none found, and none could be installed; CHROMIUM_PATH names one' }
    : { counts: passed, output, note: `${installed}, installed now` }
}

async function runStories(): Promise<Outcome> {
  const chromium = await findChromium()
  if (chromium === undefined) return { counts: failed, output: '', note: 'not run without a Chromium' }
  const report = join(reports, 'stories.json')
  rmSync(report, { force: true })
  const { code, output, timedOut } = await runCommand(`npm run --silent test:e2e -- --reporter=list,json ${onceMore.stories}`, {
    timeoutMs: 30 * minuteMs,
    environment: { ...quickly, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  })
  return { counts: readCounts(report, countPlaywright, code), output, ...(timedOut ? { note: 'took too long' } : {}) }
}

function print(name: string, { counts, output, note }: Outcome, durationMs: number): void {
  const tests = counts.passed + counts.failed > 1 ? `${counts.passed} passed, ${counts.failed} failed` : undefined
  const details = [tests, note].filter((detail) => detail !== undefined).join('; ')
  const mark = counts.failed === 0 ? '✓' : '✗'
  console.log(`${mark} ${name} ${(durationMs / 1000).toFixed(1)} s${details === '' ? '' : ` (${details})`}`)
  for (const skipped of counts.skipped) console.log(`  skipped: ${skipped}`)
  for (const chance of counts.triedAgain) console.log(`  passed only when tried again: ${chance}`)
  if (counts.failed > 0) console.log(output.trimEnd())
}

// Leaving by `exit` ends the command that is running.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))
onParentGone(() => process.exit(130))

console.log(`tests write to ${memoryFolder === undefined ? 'the disk' : 'memory'}`)
const all: TestCounts[] = []
for (const [name, run] of steps) {
  const startedAt = performance.now()
  const outcome = await run().catch((error: unknown): Outcome => ({ counts: failed, output: String(error) }))
  print(name, outcome, performance.now() - startedAt)
  all.push(outcome.counts)
}
console.log(formatClosingLine(all))
process.exitCode = all.every((counts) => counts.failed === 0) ? 0 : 1
