// The output of cargo-nextest: a line for each test, and `Summary [ 0.1s] 3 tests run: 2 passed, 1 failed, 1 skipped`.
import { type TestStatus } from '../../../shared/test-report.ts'
import { ownText } from '../own-text.ts'
import { type FoundCase } from '../reports/report-collector.ts'
import { type ConsoleFormat, type ConsoleReader, type ConsoleRun, listLimit, totalsOf } from './console-format.ts'
import { Excerpt } from './excerpt.ts'

const word = '(PASS|FAIL|SKIP|LEAK|LEAK-FAIL|TIMEOUT|ABORT|SIG[A-Z]+|FLAKY \\d+/\\d+|TRY \\d+ [A-Z]+)'
const testLine = new RegExp(`^ *${word} +\\[ *>?([\\d.]+)s\\] +(?:\\( *\\d+/\\d+\\) +)?(\\S+) (\\S.*)$`)
const skipLine = /^ *SKIP +\[ *\] +(?:\( *[\d─-]+(?:\/\d+)?\) +)?(\S+) (\S.*)$/
const summary = /^ *Summary +\[ *([\d.]+)s\] +(?:\d+\/)?\d+ tests? run: (.*)$/
const outputHeading = /^(?:-{3,}|─+| ) *(?:TRY \d+ )?(?:STDOUT|STDERR|stdout|stderr|output)(?:: +(\S+) (\S.*?))?(?: +-{3,}| +─+)? *$/
const ending = /^ *(?:Canceling|Cancelling|Nextest run ID|Summary|──+|─{4,}|error: test run failed)/

/** What nextest says before its first test. */
export const nextestStart = /^ +Starting \d+ tests? across \d+ binar/

class NextestReader implements ConsoleReader {
  private tests = new Map<string, FoundCase>()
  private outputs = new Map<string, Excerpt>()
  private output: Excerpt | undefined
  private tries = new Map<string, number>()
  private lastTest: string | undefined
  private hasStarted = false

  line(text: string): ConsoleRun | undefined {
    if (text.includes(' Starting ') && nextestStart.test(text)) this.reset()
    // What a test prints looks like anything.
    if (!this.hasStarted && !text.includes('[')) return undefined
    const match = text.includes('Summary') ? summary.exec(text) : null
    if (match !== null) return this.finish(Number(match[1]), match[2] ?? '')
    const [, state = 'SKIP', seconds, binary, name] = testLine.exec(text) ?? skipped(text)
    if (binary !== undefined && name !== undefined) this.testLine(state, seconds, ownText(binary), ownText(name))
    else if (this.hasStarted) this.outputLine(text)
    return undefined
  }

  private testLine(state: string, seconds: string | undefined, binary: string, name: string): void {
    this.hasStarted = true
    const key = `${binary} ${name}`
    this.lastTest = key
    this.output = undefined
    if (state.startsWith('TRY ')) this.tries.set(key, Math.max(this.tries.get(key) ?? 0, Number(state.split(' ')[1])))
    if (this.tests.size >= listLimit) return
    const path = name.split('::')
    this.tests.set(key, {
      name: path.at(-1) ?? name,
      suite: [binary, ...path.slice(0, -1)],
      status: statusOf(state),
      durationMs: seconds === undefined ? undefined : Math.round(Number(seconds) * 1000),
    })
  }

  private outputLine(text: string): void {
    const heading = outputHeading.exec(text)
    if (heading !== null) {
      const key = heading[1] === undefined ? this.lastTest : ownText(`${heading[1]} ${heading[2]}`)
      if (key === undefined || this.outputs.size >= 1_000) return
      this.output = this.outputs.get(key) ?? new Excerpt()
      this.outputs.set(key, this.output)
    } else if (ending.test(text)) this.output = undefined
    else this.output?.push(text)
  }

  private finish(seconds: number, counted: string): ConsoleRun {
    // `2 passed (1 flaky), 1 failed, 1 timed out, 3 skipped`
    const count = (...words: string[]) =>
      words.reduce((sum, each) => sum + Number(new RegExp(`(?:^|, )(\\d+) ${each}\\b`).exec(counted)?.[1] ?? 0), 0)
    const totals = totalsOf({
      passed: count('passed'),
      failed: count('failed', 'timed out'),
      errors: count('exec failed', 'errored'),
      skipped: count('skipped'),
    })
    const cases = Array.from(this.tests, ([key, test]) => this.detailed(key, test))
    const failing = cases.filter(({ status }) => status === 'failed').length
    // Skipped tests are named only when that is asked for.
    const isFull = cases.length === totals.total && failing === totals.failed
    this.reset()
    return {
      totals,
      cases,
      completeness: isFull ? 'full' : failing > 0 ? 'failures-only' : 'totals-only',
      durationMs: Math.round(seconds * 1000),
    }
  }

  private detailed(key: string, test: FoundCase): FoundCase {
    const tries = this.tries.get(key)
    const retries = tries === undefined ? undefined : tries - 1
    const lines = test.status === 'failed' ? this.outputs.get(key)?.lines() : undefined
    if (lines === undefined) return { ...test, retries }
    const panic = lines.findIndex((line) => / panicked at /.test(line))
    const [, file, line] = / panicked at (?:'.*', )?(\S+?):(\d+):\d+:?$/.exec(lines[panic] ?? '') ?? []
    const message = panic < 0 ? undefined : lines.slice(panic + 1).find((said) => said.trim() !== '')
    return { ...test, retries, trace: lines.join('\n'), message: message?.trim(), file, line: Number(line) }
  }

  private reset(): void {
    this.tests = new Map()
    this.outputs.clear()
    this.tries.clear()
    this.output = undefined
    this.lastTest = undefined
    this.hasStarted = false
  }
}

function skipped(text: string): (string | undefined)[] {
  const [, binary, name] = (text.includes('SKIP') ? skipLine.exec(text) : null) ?? []
  return ['', 'SKIP', undefined, binary, name]
}

function statusOf(state: string): TestStatus {
  if (state === 'SKIP') return 'skipped'
  return state === 'PASS' || state === 'LEAK' || state.startsWith('FLAKY') || / (?:PASS|LEAK)$/.test(state) ? 'passed' : 'failed'
}

export const nextestConsole: ConsoleFormat = { name: 'nextest-console', open: () => new NextestReader() }
