// Reads a test report of any format into a collector.
import { readLines } from '../text-lines.ts'
import { ConsoleScan } from '../console/console-scan.ts'
import { findFormat, parseLine, xmlStart } from './find-format.ts'
import { decodeHead, peek } from '../content-head.ts'
import { scanJson } from './json-scan.ts'
import { type ReportCollector } from './report-collector.ts'
import { type ReportFormat } from './report-format.ts'
import { noteEntities, readXml } from './xml.ts'

const headBytes = 64 * 1024
/** An event holds what its test printed. */
const eventBytes = 16 * 1024 * 1024
const unknown = 'unknown'

/** Gives the format's name. Content that cannot be read leaves unknown totals and a note; it never throws for it. */
export async function scanReport(content: AsyncIterable<Uint8Array>, report: ReportCollector): Promise<string> {
  const { head, all } = await peek(content, headBytes)
  const text = decodeHead(head)
  if (text.trim() === '') return giveUp(report, 'report.empty')
  const { family, format } = findFormat(text)
  if (family === 'xml') return scanXml(text, all, format, report)
  if (family === 'json') return scanJson(all, report)
  return format === undefined ? scanConsole(all, report) : scanLines(all, format, report)
}

function giveUp(report: ReportCollector, code: Parameters<ReportCollector['note']>[0], detail?: string): string {
  report.note(code, detail)
  report.breakOff()
  return unknown
}

async function scanXml(
  head: string,
  content: AsyncIterable<Uint8Array>,
  format: ReportFormat | undefined,
  report: ReportCollector,
): Promise<string> {
  if (format?.family !== 'xml') {
    noteEntities(/<!DOCTYPE[\s\S]*?\]\s*>/i.exec(head)?.[0] ?? '', report)
    return giveUp(report, 'report.unknown-format')
  }
  const isWhole = await readXml(content, format.open(report), report, linesBefore(head, report))
  if (!isWhole) report.breakOff()
  return format.name
}

/** Characters before the document, which no strict reader allows. */
function linesBefore(head: string, report: ReportCollector): number {
  const at = head.startsWith('<') ? 0 : (xmlStart(head) ?? head.search(/</))
  if (at > 0) report.note('report.lenient', 'other text before the document was left out')
  return Math.max(0, at)
}

async function scanLines(content: AsyncIterable<Uint8Array>, format: ReportFormat, report: ReportCollector): Promise<string> {
  if (format.family === 'json-lines') {
    const listener = format.open(report)
    const { cutLines } = await readLines(
      content,
      (line) => {
        const value = parseLine(line)
        if (value !== undefined) listener.line(value)
      },
      eventBytes,
    )
    listener.end()
    // Whose events they were is not known: no count can be relied on.
    if (cutLines > 0) {
      report.note('report.too-large', `${cutLines} lines of more than ${eventBytes} bytes`)
      report.breakOff()
    }
  } else if (format.family === 'text') {
    const listener = format.open(report)
    await readLines(content, (line) => listener.line(line.endsWith('\r') ? line.slice(0, -1) : line))
    listener.end()
  }
  return format.name
}

/** The summary that a runner printed. */
export async function scanConsole(content: AsyncIterable<Uint8Array>, report: ReportCollector): Promise<string> {
  const scan = new ConsoleScan()
  await readLines(content, (line) => scan.line(line))
  scan.end()
  return scan.collect(report) ?? giveUp(report, 'report.unknown-format')
}
