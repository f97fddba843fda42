// pytest's console output: the last line's totals, and the names of the short summary or of verbose progress.
import { type TestStatus } from '../../../shared/test-report.ts'
import { type ConsoleFormat, type ConsoleReader, type ConsoleRun, countsIn, listLimit, totalsOf } from './console-format.ts'
import { Excerpt } from './excerpt.ts'
import { ownText } from '../own-text.ts'
import { type FoundCase } from '../reports/report-collector.ts'

const summary = /^(?:=+ )?((?:\d+ [a-z][a-z -]*(?:, )?)+|no tests ran) in ([\d.]+) ?s(?:econds)?(?: \([\d:]+(?: days?,[^)]*)?\))?(?: =+)?$/
const counted = /\b(?:passed|failed|errors?|skipped|xfailed|xpassed|deselected|no tests ran)\b/
const sectionLine = /^=+ (.+?) =+$/
const blockHeading = /^_{3,} (?:ERROR (?:at \w+ of|collecting) )?(\S.*?) _{3,}$/
const outcomeLine = /^(?:PASSED|FAILED|ERROR|XFAIL|XPASS|SKIPPED) /
const listed = /^(PASSED|FAILED|ERROR|XFAIL|XPASS) (\S.*)$/
const folded = /^SKIPPED \[(\d+)\] (.+?):(?:(\d+):)? (.*)$/
const progress = /^(\S+::\S.*?) (PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS)(?: \(.*\))?(?:\s+\[ *\d+%\])?$/
const workerProgress = /^\[gw\d+\] \[ *\d+%\] (PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS) (\S+::\S.*)$/

const statuses: Record<string, TestStatus> = {
  PASSED: 'passed',
  XPASS: 'passed',
  FAILED: 'failed',
  ERROR: 'errored',
  SKIPPED: 'skipped',
  XFAIL: 'skipped',
}
/** Tracebacks remembered until the summary names their tests; the oldest go first. */
const blocksKept = 2_000

class PytestReader implements ConsoleReader {
  private inSummary = false
  private named: FoundCase[] = []
  /** `SKIPPED [3] a.py:7: reason` is one line for three tests. */
  private skips = { lines: 0, tests: 0 }
  private progress: FoundCase[] = []
  private blocks = new Map<string, Excerpt>()
  private block: Excerpt | undefined

  line(text: string): ConsoleRun | undefined {
    const match = text.length < 500 && text.includes(' in ') ? summary.exec(text) : null
    if (match?.[1] !== undefined && counted.test(match[1])) return this.finish(match[1], Number(match[2]))
    if (text.startsWith('=')) this.section(text)
    else if (text.startsWith('___')) this.heading(text)
    else if (this.inSummary) this.summaryLine(text)
    else this.block?.push(text)
    if (text.includes('::') && text.length < 2_000) this.progressLine(text)
    return undefined
  }

  private section(text: string): void {
    const title = sectionLine.exec(text)?.[1]
    if (title === undefined) return
    this.block = undefined
    this.inSummary = title === 'short test summary info'
    // Tests of a test runner print whole sessions of their own; the last section belongs to the outermost one.
    if (this.inSummary) {
      this.named = []
      this.skips = { lines: 0, tests: 0 }
    } else if (title === 'test session starts') this.progress = []
  }

  private heading(text: string): void {
    const name = blockHeading.exec(text)?.[1]
    if (name === undefined) return
    for (const oldest of this.blocks.keys()) {
      if (this.blocks.size < blocksKept) break
      this.blocks.delete(oldest)
    }
    this.block = new Excerpt()
    this.blocks.set(ownText(name), this.block)
  }

  private summaryLine(text: string): void {
    if (this.named.length >= listLimit) return
    if (!outcomeLine.test(text)) return
    const line = ownText(text)
    const [, word, rest] = listed.exec(line) ?? []
    if (word !== undefined && rest !== undefined) {
      this.named.push(caseOf(word, rest))
      return
    }
    const [, count, file, at, reason] = folded.exec(line) ?? []
    if (file === undefined || reason === undefined) return
    this.skips.lines++
    this.skips.tests += Number(count)
    const where = at === undefined ? file : `${file}:${at}`
    const message = count === '1' ? reason : `${count} tests: ${reason}`
    this.named.push({ name: where, suite: [file], status: 'skipped', message, file, line: Number(at) })
  }

  private progressLine(text: string): void {
    const [, name, word] = progress.exec(text) ?? []
    const [, workerWord, workerName] = workerProgress.exec(text) ?? []
    const found = name ?? workerName
    if (found !== undefined && this.progress.length < listLimit) this.progress.push(caseOf(word ?? workerWord ?? '', ownText(found)))
  }

  private finish(counts: string, seconds: number): ConsoleRun {
    const count = countsIn(counts)
    const totals = totalsOf({
      passed: count('passed', 'xpassed'),
      failed: count('failed'),
      errors: count('error', 'errors'),
      skipped: count('skipped', 'xfailed'),
    })
    const run = this.listOf(totals.total ?? 0)
    this.inSummary = false
    this.named = []
    this.block = undefined
    return { ...run, totals, durationMs: Math.round(seconds * 1000) }
  }

  private listOf(total: number): Pick<ConsoleRun, 'cases' | 'completeness'> {
    const named = this.named.length - this.skips.lines + this.skips.tests
    if (total > 0 && named === total) return { completeness: 'full', cases: this.withTraces(this.named) }
    if (total > 0 && this.progress.length === total) {
      const messages = new Map(this.named.map((test) => [keyOf(test), test.message]))
      const cases = this.progress.map((test) => ({ ...test, message: messages.get(keyOf(test)) }))
      return { completeness: 'full', cases: this.withTraces(cases) }
    }
    const cases = this.named.length > 0 ? this.named : this.progress
    return { completeness: cases.some(isFailing) ? 'failures-only' : 'totals-only', cases: this.withTraces(cases) }
  }

  private withTraces(cases: FoundCase[]): FoundCase[] {
    return cases.map((test) => {
      if (!isFailing(test)) return test
      const block = this.blocks.get([...(test.suite ?? []).slice(1), test.name].join('.'))?.lines()
      if (block === undefined) return test
      const said = block
        .find((line) => /^E {3}\s*\S/.test(line))
        ?.slice(4)
        .trim()
      // The summary line shortens messages to the terminal's width.
      const isShort = test.message === undefined || test.message.endsWith('...')
      return { ...test, trace: block.join('\n'), message: isShort ? (said ?? test.message) : test.message }
    })
  }
}

const isFailing = ({ status }: FoundCase) => status === 'failed' || status === 'errored'
const keyOf = (test: FoundCase) => [...(test.suite ?? []), test.name].join('::')

/** A node id and perhaps ` - message`; parameters in brackets may hold any text. */
function caseOf(word: string, text: string): FoundCase {
  const bracket = text.indexOf('[')
  const firstDash = text.indexOf(' - ')
  const closing = bracket >= 0 && bracket < firstDash ? text.indexOf('] - ', bracket) : -1
  const dash = closing >= 0 ? closing + 1 : firstDash
  const nodeId = (dash < 0 ? text : text.slice(0, dash)).trim()
  const message = dash < 0 ? undefined : text.slice(dash + 3)
  const open = nodeId.indexOf('[')
  const path = (open < 0 ? nodeId : nodeId.slice(0, open)).split('::')
  const name = (path.pop() ?? '') + (open < 0 ? '' : nodeId.slice(open))
  return { name, suite: path, status: statuses[word] ?? 'passed', message, file: path[0] ?? nodeId }
}

export const pytestConsole: ConsoleFormat = { name: 'pytest-console', open: () => new PytestReader() }
