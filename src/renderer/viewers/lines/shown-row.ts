// One row as the page paints it.
import { type StyledText } from '../terminal/terminal-row.ts'

/** `resolved` shows what a person would have seen on a terminal, `raw` every line as it lies. */
export type RowView = 'resolved' | 'raw'

export interface ShownRow extends StyledText {
  /** The line of the stream that stands here, from 0. */
  line: number
  /** Characters of the whole row when `text` is only its beginning; for a line of many megabytes, an estimate. */
  cutFrom: number | undefined
}

/** A place in the rows; `column` counts UTF-16 units of the row's whole text. */
export interface RowPoint {
  row: number
  column: number
}

/** What is painted of a row until somebody asks for all of it. */
export const shownCharacters = 10_000

/** `unread` characters follow that are not in the text at all. */
export function cutRow(styled: StyledText, line: number, limit: number, unread: number): ShownRow {
  if (styled.text.length <= limit && unread === 0) return { text: styled.text, runs: styled.runs, line, cutFrom: undefined }
  // Never between the halves of a surrogate pair.
  const last = styled.text.charCodeAt(limit - 1)
  const end = Math.min(styled.text.length, last >= 0xd800 && last < 0xdc00 ? limit - 1 : limit)
  const runs = styled.runs.filter(({ start }) => start < end).map((run) => ({ ...run, end: Math.min(run.end, end) }))
  return { text: styled.text.slice(0, end), runs, line, cutFrom: styled.text.length + unread }
}
