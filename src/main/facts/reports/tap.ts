// Test Anything Protocol, versions 12 to 14. The points at the margin count; those of subtests are theirs.
import { type TestStatus } from '../../../shared/test-report.ts'
import { ownText } from '../own-text.ts'
import { type FoundCase, type ReportCollector } from './report-collector.ts'
import { type LineListener, type ReportFormat } from './report-format.ts'

const point = /^(not )?ok\b(?:\s+(\d+))?(?:\s+-)?\s*(.*)$/
const plan = /^(\d+)\.\.(\d+)\s*(?:#\s*(.*))?$/
const directive = /(?<!\\)#\s*(skip|todo)\S*\s*(.*)$/i
const timing = /\s(?<!\\)#\s*time=([\d.]+)(m?s)\s*\{?$/

const lineLimit = 4_000
/** Kept of the block below a point. */
const detailLines = 2_000

class TapReader implements LineListener<string> {
  private readonly report: ReportCollector
  private last: FoundCase | undefined
  /** Lines of the YAML block below the last point. */
  private details: string[] | undefined
  private planned: number | undefined
  private points = 0

  constructor(report: ReportCollector) {
    this.report = report
  }

  line(text: string): void {
    const line = text.slice(0, lineLimit)
    if (this.details !== undefined) {
      if (/^\s+\.\.\.\s*$/.test(line)) this.closeDetails()
      else if (point.test(line)) this.closeDetails()
      else if (this.details.length < detailLines) this.details.push(ownText(line))
      if (!point.test(line)) return
    }
    const found = point.exec(line)
    const range = plan.exec(line)
    if (found !== null) this.openPoint(found)
    else if (range !== null) this.planned = Math.max(0, Number(range[2]) - Number(range[1]) + 1)
    else if (line.startsWith('Bail out!')) this.report.note('report.run-failed', line)
    else if (this.last !== undefined && /^ {1,3}---\s*$/.test(line)) this.details = []
  }

  end(): void {
    this.closeDetails()
    this.flush()
    if (this.planned === undefined) this.report.note('report.run-failed', 'no plan was printed: tests may be missing')
    else if (this.planned !== this.points) this.report.checkTotal(this.planned)
  }

  private openPoint([, not, number, rest = '']: RegExpExecArray): void {
    this.flush()
    this.points++
    const time = timing.exec(rest)
    const said = directive.exec(rest)
    const text = (said === null ? rest : rest.slice(0, said.index))
      .replace(timing, '')
      .replace(/\s*\{$/, '')
      .replaceAll('\\#', '#')
      .trim()
    this.last = {
      name: text === '' ? (number ?? String(this.points)) : text,
      status: statusOf(not !== undefined, said),
      durationMs: time === null ? undefined : Number(time[1]) * (time[2] === 's' ? 1000 : 1),
      message: said?.[2],
    }
  }

  private closeDetails(): void {
    const { last, details } = this
    if (last !== undefined && details !== undefined) {
      last.durationMs ??= durationOf(details)
      if (last.status === 'failed') Object.assign(last, describe(details))
    }
    this.details = undefined
  }

  private flush(): void {
    if (this.last !== undefined) this.report.add(this.last)
    this.last = undefined
  }
}

/** A todo is not held against the run, whether it passes or not. */
function statusOf(isNotOk: boolean, said: RegExpExecArray | null): TestStatus {
  if (said !== null) return 'skipped'
  return isNotOk ? 'failed' : 'passed'
}

/** As Node's test runner writes it. */
function durationOf(details: readonly string[]): number | undefined {
  const number = details.map((line) => /^\s+duration_ms: ([\d.]+)\s*$/.exec(line)?.[1]).find((found) => found !== undefined)
  return number === undefined ? undefined : Number(number)
}

/** The few keys of the YAML diagnostics that runners agree on. */
function describe(details: string[]): Pick<FoundCase, 'message' | 'trace' | 'file' | 'line'> {
  const value = (...keys: string[]) => {
    for (const line of details) {
      const [, key, text = ''] = /^\s+["']?(\w+)["']?:\s*(.*)$/.exec(line) ?? []
      if (key !== undefined && keys.includes(key) && text !== '' && !/^[|>][+-]?$/.test(text)) return text.replace(/^(['"])(.*)\1$/, '$2')
    }
    return undefined
  }
  const [, file = value('file', 'fileName'), line = value('line', 'lineNumber')] = /^(.+):(\d+):\d+$/.exec(value('location') ?? '') ?? []
  return { message: value('message', 'error') ?? blockOf(details), trace: details.join('\n'), file, line: Number(line) }
}

/** `error: |-` with its text on the lines below, indented further. */
function blockOf(details: string[]): string | undefined {
  const at = details.findIndex((line) => /^\s+["']?(?:message|error)["']?:\s*[|>][+-]?\s*$/.test(line))
  if (at < 0) return undefined
  const indent = details[at]?.search(/\S/) ?? 0
  const below = details.slice(at + 1)
  const end = below.findIndex((line) => line.trim() !== '' && line.search(/\S/) <= indent)
  return below
    .slice(0, end < 0 ? below.length : end)
    .slice(0, 12)
    .map((line) => line.trim())
    .join('\n')
    .trim()
}

export const tap: ReportFormat = {
  name: 'tap',
  family: 'text',
  matches: (text) => {
    if (/^TAP version \d+\s*$/m.test(text.slice(0, 2_000))) return true
    const lines = text.split(/\r?\n/, 2_000)
    return lines.some((line) => plan.test(line)) && lines.some((line) => /^(?:not )?ok(?: \d+\b| - \S|\s*$)/.test(line))
  },
  open: (report) => new TapReader(report),
}
