// The lines of a log that are worth taking along: those a person chose, or else its errors with what stands around them, and its end.
import { type LineRange, type LogExcerpt } from '../../shared/review-page/log-excerpt.ts'
import { markLine } from '../../shared/log-marks.ts'
import { withoutTerminalCodes } from '../../shared/terminal-text.ts'
import { readLines } from './text-lines.ts'

const mostLines = 2000
const mostErrors = 30
const linesAround = 3
const linesOfEnd = 30
const longestLine = 2000

/** One pass in flat memory, whatever the size. Without ranges, what the log's errors stand among, and its end. */
export async function excerptLog(content: AsyncIterable<Uint8Array>, ranges: readonly LineRange[] | undefined): Promise<LogExcerpt> {
  const taken: { line: number; text: string }[] = []
  const before: { line: number; text: string }[] = []
  let isCut = false
  let line = 0
  let errors = 0
  let takenUntil = 0
  const take = (one: { line: number; text: string }) => {
    if (taken.length < mostLines) taken.push(one)
    else isCut = true
  }
  await readLines(content, (raw) => {
    line++
    if (ranges !== undefined) {
      if (ranges.some(({ first, last }) => first <= line && line <= last)) take({ line, text: shownText(raw) })
      return
    }
    if (markLine(raw) === 'error' && ++errors <= mostErrors) {
      for (const earlier of before.splice(0)) if (line - earlier.line <= linesAround) take(earlier)
      takenUntil = line + linesAround
    }
    const one = { line, text: shownText(raw) }
    if (line <= takenUntil) return take(one)
    before.push(one)
    if (before.length > linesOfEnd) before.shift()
  })
  if (ranges === undefined) for (const one of before) take(one)
  return { lines: line, pieces: joinLines(taken), isCut: isCut || (ranges === undefined && errors > mostErrors) }
}

function shownText(raw: string): string {
  // Of what a progress bar overwrote, the last state.
  const text = withoutTerminalCodes(raw.replace(/\r$/, ''))
  const last = text.includes('\r') ? text.slice(text.lastIndexOf('\r') + 1) : text
  return last.length > longestLine ? `${last.slice(0, longestLine)}… (${last.length} characters)` : last
}

function joinLines(taken: readonly { line: number; text: string }[]): LogExcerpt['pieces'] {
  const pieces: { firstLine: number; lines: string[] }[] = []
  for (const { line, text } of taken) {
    const last = pieces.at(-1)
    if (last !== undefined && last.firstLine + last.lines.length === line) last.lines.push(text)
    else pieces.push({ firstLine: line, lines: [text] })
  }
  return pieces.map(({ firstLine, lines }) => ({ firstLine, text: lines.join('\n') }))
}
