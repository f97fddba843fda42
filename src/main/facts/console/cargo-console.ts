// The output of `cargo test`: one result line for each test binary, counted together.
import { type TestStatus } from '../../../shared/test-report.ts'
import { ownText } from '../own-text.ts'
import { type FoundCase, unknownTotals } from '../reports/report-collector.ts'
import { type ConsoleFormat, type ConsoleReader, type ConsoleRun, listLimit, totalsOf } from './console-format.ts'
import { Excerpt } from './excerpt.ts'
import { nextestStart } from './nextest-console.ts'

const result = /^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored;(?:.*finished in ([\d.]+)s)?/
const testLine = /^test (\S.*?) \.\.\. (ok|FAILED|ignored)(?:, (.*))?$/
const outputHeading = /^---- (\S.*) stdout ----$/
const binary = /^ +(?:Running|Doc-tests) (.*?)(?: \(.*\))?$/
const statuses: Record<string, TestStatus> = { ok: 'passed', FAILED: 'failed', ignored: 'skipped' }

class CargoReader implements ConsoleReader {
  private sum = { passed: 0, failed: 0, errors: 0, skipped: 0 }
  private durationMs = 0
  private tests: FoundCase[] = []
  private outputs = new Map<string, Excerpt>()
  private output: Excerpt | undefined
  private binary: string | undefined
  private problem: string | undefined
  private isNextest = false

  line(text: string): ConsoleRun | undefined {
    // Nextest prints what each test binary said of its one test.
    if (text.includes(' Starting ') && nextestStart.test(text)) this.isNextest = true
    if (text.startsWith('test ')) return this.isNextest ? undefined : this.testLine(text)
    if (/^ +Finished .*\btest\b/.test(text)) this.reset()
    else if (text.startsWith('   ') && binary.test(text)) this.binary = ownText(binary.exec(text)?.[1] ?? '')
    else if (text.startsWith('---- ')) this.openOutput(text)
    else if (text.startsWith('  process didn') && /^ +process didn['’]t exit successfully: .*signal/.test(text)) return this.killed()
    else if (text === 'failures:') this.output = undefined
    else this.output?.push(text)
    return undefined
  }

  private testLine(text: string): ConsoleRun | undefined {
    const match = result.exec(text)
    if (match !== null) return this.finish(match)
    const [, name, word = '', reason] = testLine.exec(ownText(text)) ?? []
    if (name === undefined || this.tests.length >= listLimit) return undefined
    const path = name.replace(/ - (?:should panic|compile fail|compile)$/, '').split('::')
    const suite = [...(this.binary === undefined ? [] : [this.binary]), ...path.slice(0, -1)]
    this.tests.push({ name: path.at(-1) ?? name, suite, status: statuses[word] ?? 'passed', message: reason })
    return undefined
  }

  private openOutput(text: string): void {
    const name = outputHeading.exec(ownText(text))?.[1]
    if (name === undefined || this.outputs.size >= 1_000) return
    this.output = new Excerpt()
    this.outputs.set(name, this.output)
  }

  private finish([, passed, failed, ignored, seconds]: RegExpExecArray): ConsoleRun {
    this.sum.passed += Number(passed)
    this.sum.failed += Number(failed)
    this.sum.skipped += Number(ignored)
    this.durationMs += Number(seconds ?? 0) * 1000
    this.tests = this.tests.map((test) => this.detailed(test))
    this.outputs.clear()
    this.output = undefined
    const totals = totalsOf(this.sum)
    const isFull = this.tests.length === totals.total
    const failing = this.tests.some(({ status }) => status === 'failed')
    return {
      totals,
      cases: [...this.tests],
      completeness: isFull ? 'full' : failing ? 'failures-only' : 'totals-only',
      durationMs: this.durationMs,
      problem: this.problem,
    }
  }

  /** A test binary that died says no result of its own; what it had begun is not known. */
  private killed(): ConsoleRun {
    this.problem = `${this.binary ?? 'a test binary'} died before it was done`
    return { totals: unknownTotals, cases: [...this.tests], completeness: 'totals-only', durationMs: null, problem: this.problem }
  }

  private detailed(test: FoundCase): FoundCase {
    const path = [...(test.suite ?? []).slice(this.binary === undefined ? 0 : 1), test.name].join('::')
    const lines = test.status === 'failed' && test.trace === undefined ? this.outputs.get(path)?.lines() : undefined
    if (lines === undefined) return test
    const panic = lines.findIndex((line) => / panicked at /.test(line))
    const [, file, line] = / panicked at (?:'.*', )?(\S+?):(\d+):\d+:?$/.exec(lines[panic] ?? '') ?? []
    const message = lines.slice(panic + 1).find((line) => line.trim() !== '')
    return { ...test, trace: lines.join('\n'), message, file, line: Number(line) }
  }

  private reset(): void {
    this.sum = { passed: 0, failed: 0, errors: 0, skipped: 0 }
    this.durationMs = 0
    this.tests = []
    this.outputs.clear()
    this.binary = undefined
    this.problem = undefined
    this.isNextest = false
  }
}

export const cargoConsole: ConsoleFormat = { name: 'cargo-console', open: () => new CargoReader() }
