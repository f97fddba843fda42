// Every hit of a pattern in a block of rows.

/** Hits in order; the three lists are as long as each other. Columns and lengths count UTF-16 units. */
export interface Hits {
  rows: number[]
  columns: number[]
  lengths: number[]
}

/** A match over a newline is none; after so many of them in a block, each row is searched on its own. */
const mostCrossings = 8

/** `pattern` has the flags `g` and `m`; empty matches are not hits. */
export function findHits(text: string, firstRow: number, pattern: RegExp): Hits {
  const hits: Hits = { rows: [], columns: [], lengths: [] }
  let row = firstRow
  let rowStart = 0
  let rowEnd = endOfRow(text, 0)
  let crossings = 0
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match[0] === '') {
      pattern.lastIndex++
      continue
    }
    while (match.index > rowEnd) {
      row++
      rowStart = rowEnd + 1
      rowEnd = endOfRow(text, rowStart)
    }
    if (match.index + match[0].length <= rowEnd) addHit(hits, row, match.index - rowStart, match[0].length)
    else if (++crossings > mostCrossings) {
      findInRows(hits, text, row, rowStart, match.index, pattern)
      break
    } else {
      findInRow(hits, text.slice(rowStart, rowEnd), row, match.index - rowStart, pattern)
      pattern.lastIndex = rowEnd + 1
    }
  }
  return hits
}

function findInRows(hits: Hits, text: string, row: number, rowStart: number, from: number, pattern: RegExp): void {
  let start = rowStart
  for (let at = row; start <= text.length; at++) {
    const end = endOfRow(text, start)
    findInRow(hits, text.slice(start, end), at, Math.max(0, from - start), pattern)
    start = end + 1
  }
}

function findInRow(hits: Hits, text: string, row: number, from: number, pattern: RegExp): void {
  pattern.lastIndex = from
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match[0] === '') pattern.lastIndex++
    else addHit(hits, row, match.index, match[0].length)
  }
}

function addHit(hits: Hits, row: number, column: number, length: number): void {
  hits.rows.push(row)
  hits.columns.push(column)
  hits.lengths.push(length)
}

function endOfRow(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}
