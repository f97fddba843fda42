// The test summaries that runners print on a console.
import { withoutTerminalCodes } from '../../../shared/terminal-text.ts'
import { type ConsoleFormat, type ConsoleRun } from './console-format.ts'
import { cargoConsole } from './cargo-console.ts'
import { goConsole } from './go-console.ts'
import { jestConsole } from './jest-console.ts'
import { mochaConsole } from './mocha-console.ts'
import { nextestConsole } from './nextest-console.ts'
import { pytestConsole } from './pytest-console.ts'
import { type ReportCollector } from '../reports/report-collector.ts'
import { sympyConsole } from './sympy-console.ts'
import { unittestConsole } from './unittest-console.ts'
import { vitestConsole } from './vitest-console.ts'

const consoleFormats: readonly ConsoleFormat[] = [
  pytestConsole,
  unittestConsole,
  sympyConsole,
  jestConsole,
  vitestConsole,
  mochaConsole,
  goConsole,
  cargoConsole,
  nextestConsole,
]

/** The stamp that CI services put before each line. */
const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.,\d]*Z?\s/

/** No line of interest is longer. */
const lineLimit = 4_000

/** Follows a console text and remembers the last run that it shows. */
export class ConsoleScan {
  private readonly readers = consoleFormats.map((format) => ({ name: format.name, reader: format.open() }))
  private last: { name: string; run: ConsoleRun } | undefined

  line(raw: string): void {
    const line = withoutTerminalCodes((raw.endsWith('\r') ? raw.slice(0, -1) : raw).slice(0, lineLimit))
    const text = line.startsWith('20') ? line.replace(stamp, '') : line
    for (const { name, reader } of this.readers) {
      const run = reader.line(text)
      if (run !== undefined) this.last = { name, run }
    }
  }

  end(): void {
    for (const { name, reader } of this.readers) {
      const run = reader.end?.()
      if (run !== undefined && (this.last === undefined || this.last.name === name)) this.last = { name, run }
    }
  }

  /** Puts the last run into `report`; gives its format, or undefined when there was none. */
  collect(report: ReportCollector): string | undefined {
    if (this.last === undefined) return undefined
    const { name, run } = this.last
    for (const test of run.cases) report.add(test)
    report.setTotals(run.totals)
    report.completeness = run.completeness
    report.durationMs = run.durationMs
    report.note('report.from-console')
    if (run.problem !== undefined) report.note('report.run-failed', run.problem)
    return name
  }
}
