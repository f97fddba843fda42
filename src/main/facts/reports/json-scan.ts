// Reads a report in JSON: whole where it is small, else part by part, so that one of any size fits into memory.
import { TextDecoder } from 'node:util'
import { encodingOf, peek } from '../content-head.ts'
import { findFormat, jsonStart, matchJson } from './find-format.ts'
import { JsonSplitter } from './json-parts.ts'
import { parseBeginning } from './json-values.ts'
import { type ReportCollector } from './report-collector.ts'
import { type ReportFormat } from './report-format.ts'

/** Up to here JSON is parsed at once. */
const wholeBytes = 8 * 1024 * 1024
/** What is not known by its beginning is parsed whole, up to here. */
const parsedBytes = 128 * 1024 * 1024
const headBytes = 64 * 1024
/** Elements handed on together. */
const batchLength = 1024 * 1024
const unknown = 'unknown'

type JsonFormat = Extract<ReportFormat, { family: 'json' }>

export async function scanJson(content: AsyncIterable<Uint8Array>, report: ReportCollector): Promise<string> {
  const { head, all } = await peek(content, wholeBytes + 1)
  const text = () => new TextDecoder(encodingOf(head)).decode(head.subarray(0, headBytes))
  const found = head.length > wholeBytes ? findFormat(text()).format : undefined
  if (found?.family === 'json' && found.lists !== undefined) return scanParts(all, encodingOf(head), found, report)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of all) {
    size += chunk.length
    if (size > parsedBytes) {
      report.note('report.too-large', `more than ${parsedBytes} bytes of JSON`)
      report.breakOff()
      return unknown
    }
    chunks.push(chunk)
  }
  return readWhole(new TextDecoder(encodingOf(head)).decode(Buffer.concat(chunks)), report)
}

function readWhole(text: string, report: ReportCollector): string {
  const { value, problem } = parseJson(text, report)
  if (problem !== undefined) return readBeginning(text, problem, report)
  const format = matchJson(value)
  if (format === undefined) {
    report.note('report.unknown-format')
    report.breakOff()
    return unknown
  }
  format.read(value, report)
  return format.name
}

/** JSON that breaks off, e.g. because its writer was killed: the tests before that are kept. */
function readBeginning(text: string, problem: string, report: ReportCollector): string {
  const value = tryBeginning(text.slice(jsonStart(text) ?? 0))
  const { format: found } = findFormat(text.slice(0, headBytes))
  const format = found?.family === 'json' ? found : matchJson(value)
  format?.read(value, report)
  report.note('report.malformed', problem)
  report.breakOff()
  return format?.name ?? unknown
}

function tryBeginning(text: string): unknown {
  try {
    return parseBeginning(text, 'elements')
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The value, also where other text stands before or behind it. */
function parseJson(text: string, report: ReportCollector): { value?: unknown; problem?: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const inner = text.slice(jsonStart(text) ?? 0, Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1)
    try {
      const value: unknown = JSON.parse(inner)
      report.note('report.lenient', 'other text around the JSON was left out')
      return { value }
    } catch {
      return { problem: error.message }
    }
  }
}

async function scanParts(
  content: AsyncIterable<Uint8Array>,
  encoding: string,
  format: JsonFormat,
  report: ReportCollector,
): Promise<string> {
  const batch = new Batch(format, report)
  const splitter = new JsonSplitter({ lists: format.lists ?? [], onElement: (list, text) => batch.add(list, text) })
  const decoder = new TextDecoder(encoding)
  let isFirst = true
  try {
    for await (const chunk of content) {
      const text = decoder.decode(chunk, { stream: true })
      const from = isFirst ? (jsonStart(text) ?? 0) : 0
      if (text.slice(0, from).trim() !== '') report.note('report.lenient', 'other text around the JSON was left out')
      splitter.push(text.slice(from))
      isFirst = false
    }
    const { rest, begun, list, isWhole, isRestCut } = splitter.end()
    batch.flush()
    if (!isWhole) batch.readBegun(list, begun)
    if (splitter.hasMore) report.note('report.lenient', 'other text around the JSON was left out')
    format.read(isWhole && !isRestCut ? JSON.parse(rest) : parseBeginning(rest), report)
    if (!isWhole) throw new SyntaxError('it breaks off')
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    batch.flush()
    report.note('report.malformed', error.message)
    report.breakOff()
  }
  return format.name
}

/** Elements of one list that wait to be read together. */
class Batch {
  private list = ''
  private elements: unknown[] = []
  private length = 0
  private readonly format: JsonFormat
  private readonly report: ReportCollector

  constructor(format: JsonFormat, report: ReportCollector) {
    this.format = format
    this.report = report
  }

  add(list: string, text: string): void {
    if (list !== this.list) this.flush()
    this.list = list
    this.elements.push(JSON.parse(text))
    this.length += text.length
    if (this.length > batchLength) this.flush()
  }

  flush(): void {
    if (this.elements.length > 0) this.format.read(within(this.list, this.elements.splice(0)), this.report)
    this.length = 0
  }

  /** The element that was being written: its lists hold what is whole. */
  readBegun(list: string, text: string): void {
    const value = text.trim() === '' ? undefined : tryBeginning(text)
    if (value !== undefined) this.format.read(within(list, [value]), this.report)
  }
}

/** A list at its place in what is else empty. */
function within(list: string, elements: readonly unknown[]): unknown {
  if (list === '') return elements
  return list
    .split('.')
    .toReversed()
    .reduce<unknown>((inner, key) => ({ [key]: inner }), elements)
}
