// The facts of a log, in one pass and flat memory.
import { type FactsNote, type LogFacts } from '../../shared/facts.ts'
import { markLine } from '../../shared/log-marks.ts'
import { hasTerminalCodes } from '../../shared/terminal-text.ts'
import { summarizeReport } from '../../shared/test-report.ts'
import { ConsoleScan } from './console/console-scan.ts'
import { LogEndScan } from './log-end-scan.ts'
import { ReportCollector } from './reports/report-collector.ts'
import { readLines } from './text-lines.ts'

const newline = 10

export async function scanLog(content: AsyncIterable<Uint8Array>): Promise<LogFacts> {
  const found = { errors: 0, warnings: 0, firstErrorLine: null as number | null, hasAnsi: false }
  const console = new ConsoleScan()
  const end = new LogEndScan()
  let lastByte = newline
  async function* watched() {
    for await (const chunk of content) {
      lastByte = chunk.at(-1) ?? lastByte
      yield chunk
    }
  }
  let lineNumber = 0
  const { lines, invalidUtf8 } = await readLines(watched(), (line) => {
    lineNumber++
    console.line(line)
    end.line(line)
    found.hasAnsi ||= hasTerminalCodes(line)
    const mark = markLine(line)
    if (mark === 'warning') found.warnings++
    if (mark !== 'error') return
    found.errors++
    found.firstErrorLine ??= lineNumber
  })
  console.end()
  const notes: FactsNote[] = invalidUtf8 ? [{ code: 'text.invalid-utf8' }] : []
  const tests = new ReportCollector('failing')
  const format = console.collect(tests)
  const test = format === undefined ? null : summarizeReport(tests.report(format))
  return { lines, ...found, test, end: end.end({ endsInLine: lastByte !== newline, hasSummary: test !== null }), notes }
}
