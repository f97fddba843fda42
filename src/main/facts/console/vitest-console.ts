// Vitest's console output: `Tests  1 failed | 9 passed (10)`, with a `FAIL` heading for each failure.
import { ownText } from '../own-text.ts'
import { messageFrom } from '../reports/failure-text.ts'
import { type FoundCase } from '../reports/report-collector.ts'
import { type ConsoleFormat, type ConsoleReader, type ConsoleRun, countsIn, listLimit, totalsOf } from './console-format.ts'
import { Excerpt } from './excerpt.ts'

const summary = /^ +Tests {2}(?:((?:\d+ [a-z ]+(?: \| )?)+) \(\d+\)|(no tests))$/
/** A file that did not load: `FAIL  src/a.test.ts [ src/a.test.ts ]`. */
const unloaded = /^ FAIL {2}(?:\|?\S+\| | \S+ {2,})?(\S+) \[ .* \]$/
const duration = /^ +Duration {2}([\d.]+)(m?s)\b/
/** The name of a project may stand before the file, between bars or on a ground of its own. */
const heading = /^ (?:FAIL|❯) {2}(?:\|?\S+\| | \S+ {2,})?(\S+\.\w+) > (\S.*)$/
const place = /^ +❯ (?:\S.* )?(\S+\.\w+):(\d+):\d+$/
const unhandled = /^ +Errors {2}(\d+) errors?$/
const divider = /^⎯{4,}/
const tracesKept = 1_000

class VitestReader implements ConsoleReader {
  private failures: { test: FoundCase; text: Excerpt }[] = []
  private block: Excerpt | undefined
  private last: ConsoleRun | undefined
  /** The first file that did not load. */
  private unloaded: string | undefined

  line(text: string): ConsoleRun | undefined {
    const [, listed, none] = (text.includes(' Tests  ') ? summary.exec(text) : null) ?? []
    const counts = listed ?? none
    if (counts !== undefined) return this.finish(counts)
    const errors = this.last !== undefined && text.includes(' Errors  ') ? unhandled.exec(text)?.[1] : undefined
    if (errors !== undefined && this.last !== undefined)
      return (this.last = { ...this.last, problem: this.last.problem ?? `${errors} unhandled errors` })
    if (this.last !== undefined && text.includes(' Duration  ')) return this.timed(text)
    if (text.startsWith(' FAIL  ')) this.open(text)
    else if (text.startsWith('⎯') && divider.test(text)) this.block = undefined
    else if (this.failures.length <= tracesKept) this.block?.push(text)
    return undefined
  }

  private open(text: string): void {
    const [, file, path] = heading.exec(ownText(text)) ?? []
    this.block = undefined
    const broken = file === undefined ? unloaded.exec(text)?.[1] : undefined
    if (broken !== undefined) this.unloaded ??= ownText(broken)
    if (file === undefined || path === undefined || this.failures.length >= listLimit) return
    this.block = new Excerpt()
    const names = path.split(' > ')
    const test: FoundCase = { name: names.at(-1) ?? path, suite: [file, ...names.slice(0, -1)], status: 'failed', file }
    this.failures.push({ test, text: this.block })
  }

  private finish(text: string): ConsoleRun {
    const count = countsIn(text)
    const totals = totalsOf({
      passed: count('passed'),
      failed: count('failed'),
      errors: 0,
      skipped: count('skipped', 'todo', 'expected fail'),
    })
    const cases = this.failures.map(({ test, text }) => {
      const lines = text.lines()
      const trace = lines.join('\n')
      // Below the message stands where it failed, first in the test's own file.
      const at = lines.map((line) => place.exec(line)).find((found) => found?.[1] === test.file)
      return { ...test, trace, message: messageBefore(lines), line: at === undefined ? undefined : Number(at?.[2]) }
    })
    const problem = this.unloaded === undefined ? undefined : `${this.unloaded} did not load`
    this.failures = []
    this.block = undefined
    this.unloaded = undefined
    this.last = { totals, cases, completeness: cases.length > 0 ? 'failures-only' : 'totals-only', durationMs: null, problem }
    return this.last
  }

  private timed(text: string): ConsoleRun | undefined {
    const [, number, unit] = duration.exec(text) ?? []
    const run = this.last
    this.last = undefined
    return run === undefined || number === undefined ? undefined : { ...run, durationMs: Number(number) * (unit === 's' ? 1000 : 1) }
  }
}

/** Frames begin with `❯`. */
function messageBefore(lines: readonly string[]): string | undefined {
  const frame = lines.findIndex((line) => place.test(line))
  return messageFrom(lines.slice(0, frame < 0 ? lines.length : frame).join('\n'))
}

export const vitestConsole: ConsoleFormat = { name: 'vitest-console', open: () => new VitestReader() }
