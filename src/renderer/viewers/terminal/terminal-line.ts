// One line of terminal output as a person would have seen it: colours, `\r` and moves within the line resolved.
import { hasControls, parseTerminal } from './terminal-codes.ts'
import { TerminalRow, type StyledText } from './terminal-row.ts'
import { applySgr, defaultStyle, isSameStyle, type StyleRun, type TextStyle } from './text-style.ts'

/** The line, and the style that the next line starts with. */
export interface ResolvedLine extends StyledText {
  style: TextStyle
}

// oxlint-disable-next-line no-control-regex -- a line that has nothing but colours needs no cells
const moreThanColors = /[\x00-\x08\x0a-\x1a\x1c-\x1f\x7f-\x9f]|\x1b(?!\[[0-9:;]*m)/

export function resolveLine(line: string, style: TextStyle): ResolvedLine {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line
  if (!hasControls(text)) return { text, runs: wholeRun(text, style), style }
  return moreThanColors.test(text) ? resolveMoves(text, style) : resolveColors(text, style)
}

function wholeRun(text: string, style: TextStyle): StyleRun[] {
  return style === defaultStyle || text === '' ? [] : [{ start: 0, end: text.length, ...style }]
}

const colorCode = /\x1b\[([0-9:;]*)m/g // oxlint-disable-line no-control-regex -- SGR

function resolveColors(line: string, before: TextStyle): ResolvedLine {
  let style = before
  let text = ''
  let at = 0
  const runs: StyleRun[] = []
  const print = (part: string) => {
    const start = text.length
    text += part
    const last = runs.at(-1)
    if (part === '' || style === defaultStyle) return
    if (last !== undefined && last.end === start && isSameStyle(last, style)) last.end = text.length
    else runs.push({ start, end: text.length, ...style })
  }
  for (const code of line.matchAll(colorCode)) {
    print(line.slice(at, code.index))
    style = applySgr(style, code[1] ?? '')
    at = code.index + code[0].length
  }
  print(line.slice(at))
  return { text, runs, style }
}

function resolveMoves(line: string, before: TextStyle): ResolvedLine {
  const row = new TerminalRow()
  const cursor: RowCursor = { column: 0, saved: 0, style: before }
  parseTerminal(line, {
    print: (text) => {
      cursor.column = row.write(cursor.column, text, cursor.style)
    },
    csi: (final, params) => moveInRow(row, cursor, final, params),
    escape: (final) => {
      if (final === '7') cursor.saved = cursor.column
      else if (final === '8') cursor.column = cursor.saved
    },
    move: (control) => {
      cursor.column = control === '\r' ? 0 : Math.max(0, cursor.column - 1)
    },
  })
  return { ...row.toStyledText(), style: cursor.style }
}

export interface RowCursor {
  column: number
  saved: number
  style: TextStyle
}

/** The first number of a code; what is missing or zero counts as one. */
export function countParam(params: string): number {
  return Math.max(1, Number.parseInt(params, 10) || 1)
}

/** Codes that stay within their row. Those of other rows and of the terminal's modes change nothing here. */
export function moveInRow(row: TerminalRow, cursor: RowCursor, final: string, params: string): void {
  if (params.startsWith('?') || params.startsWith('>')) return
  switch (final) {
    case 'm':
      cursor.style = applySgr(cursor.style, params)
      break
    case 'C':
    case 'a':
      cursor.column = row.clamp(cursor.column + countParam(params))
      break
    case 'D':
      cursor.column = Math.max(0, cursor.column - countParam(params))
      break
    case 'G':
    case '`':
      cursor.column = row.clamp(countParam(params) - 1)
      break
    case 'J':
    case 'K':
      eraseInRow(row, cursor.column, params)
      break
    case 'P':
      row.remove(cursor.column, countParam(params))
      break
    case '@':
      row.insert(cursor.column, countParam(params))
      break
    case 'X':
      row.erase(cursor.column, cursor.column + countParam(params))
      break
    case 's':
      cursor.saved = cursor.column
      break
    case 'u':
      cursor.column = cursor.saved
      break
    default:
  }
}

function eraseInRow(row: TerminalRow, column: number, params: string): void {
  if (params === '' || params === '0') row.erase(column, row.length)
  else if (params === '1') row.erase(0, column + 1)
  else if (params === '2') row.erase(0, row.length)
}
