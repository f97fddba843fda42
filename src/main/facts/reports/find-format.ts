// Tells a test report's format from its beginning.
import { reportFormats } from './formats.ts'
import { parseBeginning } from './json-values.ts'
import { type ReportFormat } from './report-format.ts'

/** What a text looks like, and the format in that family that knows it, if any does. */
export type Found = { family: 'xml' | 'json' | 'json-lines' | 'text'; format: ReportFormat | undefined }

const linesTried = 200

/** `text` is the report's first part, or all of it. */
export function findFormat(text: string): Found {
  const start = text.trimStart()
  if (start.startsWith('<')) return { family: 'xml', format: byRoot(rootName(start)) }
  const behind = xmlStart(start)
  if (behind !== undefined) return { family: 'xml', format: byRoot(rootName(start.slice(behind))) }
  const lines = byLines(start)
  if (lines !== undefined) return { family: 'json-lines', format: lines }
  const plain = reportFormats.find((format) => format.family === 'text' && format.matches(start))
  if (plain !== undefined) return { family: 'text', format: plain }
  const brace = jsonStart(start)
  if (brace === undefined) return { family: 'text', format: undefined }
  const format = byBeginning(start.slice(brace))
  // Text that only has a line with a brace is no JSON.
  return format === undefined && brace > 0 ? { family: 'text', format } : { family: 'json', format }
}

/** Where JSON begins: at once, or on a later line, behind what a package manager printed. `[INFO]` is no JSON. */
export function jsonStart(text: string): number | undefined {
  const at = text.search(/^[ \t]*(?:\{[ \t]*(?:["}\r]|$)|\[[ \t]*(?:[[{"\]\r]|$))/m)
  return at < 0 ? undefined : at
}

/** Where a report in XML begins behind what a script or a package manager printed. */
export function xmlStart(text: string): number | undefined {
  const at = text.search(/^(?:<\?xml\s|<testsuites?[\s>])/m)
  return at < 0 || byRoot(rootName(text.slice(at))) === undefined ? undefined : at
}

export function matchJson(value: unknown): Extract<ReportFormat, { family: 'json' }> | undefined {
  return reportFormats.filter((format) => format.family === 'json').find((format) => format.matches(value))
}

/** The name of the first element, without its namespace prefix. */
export function rootName(xml: string): string | undefined {
  const prolog = /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE(?:[^[\]>]|\[[\s\S]*?\]\s*(?=>))*>)*/i.exec(xml)?.[0] ?? ''
  return /^<(?:[\w.-]+:)?([\w.-]+)/.exec(xml.slice(prolog.length))?.[1]
}

function byRoot(root: string | undefined): ReportFormat | undefined {
  return root === undefined ? undefined : reportFormats.find((format) => format.family === 'xml' && format.roots.includes(root))
}

/** One JSON value a line; lines of other text may stand between them. */
function byLines(text: string): ReportFormat | undefined {
  const formats = reportFormats.filter((format) => format.family === 'json-lines')
  for (const line of text.split('\n', linesTried)) {
    const value = parseLine(line)
    const format = value === undefined ? undefined : formats.find((format) => format.matches(value))
    if (format !== undefined) return format
  }
  return undefined
}

/** The object on a line, or undefined where there is none. */
export function parseLine(line: string): unknown {
  if (!/^\s*\{.*\}\s*$/.test(line)) return undefined
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function byBeginning(text: string): ReportFormat | undefined {
  try {
    return matchJson(parseBeginning(text))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
