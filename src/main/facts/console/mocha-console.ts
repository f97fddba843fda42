// Mocha's console output: `29 passing (1s)`, `2 pending`, `1 failing`, then the failures by number.
import { ownText } from '../own-text.ts'
import { messageFrom } from '../reports/failure-text.ts'
import { type FoundCase } from '../reports/report-collector.ts'
import { type ConsoleFormat, type ConsoleReader, type ConsoleRun, listLimit, totalsOf } from './console-format.ts'
import { Excerpt } from './excerpt.ts'

const count = /^ {2}(\d+) (passing|pending|failing)(?: \(([\d.]+)(ms|s|m)\))?$/
const opening = /^ {2}\d+\) (\S.*)$/
const unitsMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000 }
/** Below the counts, only failures are printed. */
const failuresWithin = 20_000
const tracesKept = 1_000

class MochaReader implements ConsoleReader {
  private counts: { passing: number; pending: number; failing: number } | undefined
  private durationMs: number | null = null
  private failures: { test: FoundCase; text: Excerpt }[] = []
  private titles: string[] | undefined
  private linesSince = 0

  line(text: string): ConsoleRun | undefined {
    const match = text.startsWith('  ') && text.length < 60 ? count.exec(text) : null
    if (match !== null) return this.countLine(match)
    if (this.counts === undefined || this.counts.failing === 0 || ++this.linesSince > failuresWithin) return undefined
    const title = text.startsWith('  ') ? opening.exec(text)?.[1] : undefined
    if (title !== undefined && this.failures.length < listLimit) this.titles = [ownText(title)]
    else if (this.titles !== undefined) this.titleLine(this.titles, text)
    else if (this.failures.length <= tracesKept) this.failures.at(-1)?.text.push(text)
    return undefined
  }

  end(): ConsoleRun | undefined {
    return this.counts === undefined ? undefined : this.run(this.counts)
  }

  private countLine([, number, word, time, unit]: RegExpExecArray): ConsoleRun {
    if (word === 'passing') {
      this.counts = { passing: Number(number), pending: 0, failing: 0 }
      this.durationMs = time === undefined ? null : Number(time) * (unitsMs[unit ?? ''] ?? 1)
      this.failures = []
      this.linesSince = 0
    }
    this.counts ??= { passing: 0, pending: 0, failing: 0 }
    this.titles = undefined
    if (word === 'pending') this.counts.pending = Number(number)
    if (word === 'failing') this.counts.failing = Number(number)
    return this.run(this.counts)
  }

  /** Suites and test stand on lines of their own, up to a blank line; a colon closes the last. */
  private titleLine(titles: string[], text: string): void {
    if (text.trim() !== '' && titles.length < 30) {
      titles.push(ownText(text.trim()))
      return
    }
    const name = titles.pop() ?? ''
    this.titles = undefined
    this.failures.push({ test: { name: name.replace(/:$/, ''), suite: titles, status: 'failed' }, text: new Excerpt() })
  }

  private run({ passing, pending, failing }: NonNullable<typeof this.counts>): ConsoleRun {
    const totals = totalsOf({ passed: passing, failed: failing, errors: 0, skipped: pending })
    const cases = this.failures.map(({ test, text }) => {
      const trace = text.lines().join('\n').trim()
      return { ...test, trace, message: messageFrom(trace) }
    })
    return { totals, cases, completeness: cases.length > 0 ? 'failures-only' : 'totals-only', durationMs: this.durationMs }
  }
}

export const mochaConsole: ConsoleFormat = { name: 'mocha-console', open: () => new MochaReader() }
