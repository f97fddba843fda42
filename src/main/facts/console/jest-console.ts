// Jest's console output: `Tests: 1 failed, 2 passed, 3 total`, with a `●` heading for each failure.
import { type TestStatus } from '../../../shared/test-report.ts'
import { ownText } from '../own-text.ts'
import { messageFrom } from '../reports/failure-text.ts'
import { type FoundCase } from '../reports/report-collector.ts'
import { type ConsoleFormat, type ConsoleReader, type ConsoleRun, countsIn, listLimit, totalsOf } from './console-format.ts'
import { Excerpt } from './excerpt.ts'

const summary = /^Tests: +((?:\d+ [a-z]+, )*\d+ total)$/
const time = /^Time: +([\d.]+) ?(m?s)\b/
const file = /^\s*(?:FAIL|PASS) +(\S+\.\w+)(?: \(.*\))?$/
const heading = /^ {2}● (\S.*)$/
/** With --verbose: suites by their indent, and a sign before each test. */
const verboseTest = /^( +)(✓|✔|√|✕|✖|×|○|✎) (?:skipped |todo )?(\S.*?)(?: \(([\d.]+) (m?s)\))?$/
const verboseSuite = /^( {2,})(\S.*)$/
const signs: Record<string, TestStatus> = { '✓': 'passed', '✔': 'passed', '√': 'passed', '✕': 'failed', '✖': 'failed', '×': 'failed' }
const tracesKept = 1_000

class JestReader implements ConsoleReader {
  private file: string | undefined
  /** By name: the summary at the end repeats the failures. */
  private failures = new Map<string, { test: FoundCase; text: Excerpt }>()
  private block: Excerpt | undefined
  /** Every test, where they are printed one by one. */
  private listed: FoundCase[] = []
  private suites: { indent: number; name: string }[] = []
  private isListing = false
  private last: ConsoleRun | undefined
  /** The first file that did not load. */
  private unloaded: string | undefined

  line(text: string): ConsoleRun | undefined {
    const counts = text.startsWith('Tests: ') ? summary.exec(text)?.[1] : undefined
    if (counts !== undefined) return this.finish(counts)
    if (text.startsWith('Time: ') && this.last !== undefined) return this.timed(text)
    const path = /^\s*(?:FAIL|PASS)/.test(text) ? file.exec(text)?.[1] : undefined
    if (path !== undefined) {
      this.file = ownText(path)
      this.block = undefined
      this.suites = []
      this.isListing = true
    } else if (text.startsWith('  ● ')) this.open(text)
    else if (this.block !== undefined) {
      if (this.failures.size <= tracesKept) this.block.push(text)
    } else if (this.isListing) this.listLine(text)
    return undefined
  }

  private listLine(text: string): void {
    const [, margin = '', sign = '', name, time, unit] = verboseTest.exec(text) ?? []
    if (name === undefined) {
      const [, indent, suite] = (text.length < 500 ? verboseSuite.exec(text) : null) ?? []
      if (indent !== undefined && suite !== undefined)
        this.suites = [...this.suites.filter((open) => open.indent < indent.length), { indent: indent.length, name: ownText(suite) }]
      return
    }
    if (this.listed.length >= listLimit) return
    const around = this.suites.filter((open) => open.indent < margin.length).map((open) => open.name)
    this.listed.push({
      name: ownText(name),
      suite: [...(this.file === undefined ? [] : [this.file]), ...around],
      status: signs[sign] ?? 'skipped',
      durationMs: time === undefined ? undefined : Number(time) * (unit === 's' ? 1000 : 1),
      file: this.file,
    })
  }

  private open(text: string): void {
    const name = heading.exec(ownText(text))?.[1]
    this.block = undefined
    this.isListing = false
    if (name === 'Test suite failed to run') this.unloaded ??= this.file ?? 'a test suite'
    if (name === undefined || name === 'Console' || name === 'Test suite failed to run' || this.failures.size >= listLimit) return
    const key = `${this.file} ${name}`
    if (this.failures.has(key)) return
    const path = name.split(' › ')
    this.block = new Excerpt()
    const suite = [...(this.file === undefined ? [] : [this.file]), ...path.slice(0, -1)]
    this.failures.set(key, { test: { name: path.at(-1) ?? name, suite, status: 'failed', file: this.file }, text: this.block })
  }

  private finish(text: string): ConsoleRun {
    const count = countsIn(text)
    const totals = totalsOf({ passed: count('passed'), failed: count('failed'), errors: 0, skipped: count('skipped', 'todo', 'pending') })
    const failures = Array.from(this.failures.values(), ({ test, text }) => {
      const trace = text.lines().join('\n')
      return { ...test, trace, message: messageFrom(trace) }
    })
    const problem = this.unloaded === undefined ? undefined : `${this.unloaded} failed to run`
    const isFull = this.listed.length > 0 && this.listed.length === totals.total
    const cases = isFull ? withDetails(this.listed, failures) : failures
    this.listed = []
    this.failures.clear()
    this.unloaded = undefined
    this.file = undefined
    this.block = undefined
    this.last = {
      totals,
      cases,
      completeness: isFull ? 'full' : cases.length > 0 ? 'failures-only' : 'totals-only',
      durationMs: null,
      problem,
    }
    return this.last
  }

  private timed(text: string): ConsoleRun | undefined {
    const [, number, unit] = time.exec(text) ?? []
    const run = this.last
    this.last = undefined
    return run === undefined || number === undefined ? undefined : { ...run, durationMs: Number(number) * (unit === 's' ? 1000 : 1) }
  }
}

function withDetails(listed: readonly FoundCase[], failures: readonly FoundCase[]): FoundCase[] {
  const keyOf = ({ suite, name }: FoundCase) => [...(suite ?? []), name].join(' › ')
  const details = new Map(failures.map((test) => [keyOf(test), test]))
  return listed.map((test) => {
    const detail = test.status === 'failed' ? details.get(keyOf(test)) : undefined
    return detail === undefined ? test : { ...test, message: detail.message, trace: detail.trace }
  })
}

export const jestConsole: ConsoleFormat = { name: 'jest-console', open: () => new JestReader() }
