// Diffs for tests, read as the page reads them.
import { DiffScanner } from '../scan/diff-scanner.ts'
import { type PlanOptions } from './block-plan.ts'
import { DiffModel } from './diff-model.ts'

/** How a diff stands on a page of 80 cells, inline, with nothing hidden. */
export const inline: PlanOptions = {
  mode: 'inline',
  cells: 80,
  wideCells: 160,
  wrap: true,
  expanded: new Set(),
  whitespace: undefined,
  hidden: undefined,
}
export const split: PlanOptions = { ...inline, mode: 'split' }

export function scanned(diff: string | Uint8Array<ArrayBuffer>): DiffModel {
  const bytes = typeof diff === 'string' ? new TextEncoder().encode(diff) : diff
  const scanner = new DiffScanner()
  scanner.scan(bytes, true)
  const { rows, ...rest } = scanner.take()
  return new DiffModel().with({ segment: { bytes, ...rows }, ...rest })
}

/** Each row as `kind old new text`, with `.` for no line; kinds are `@ + -`, a blank for context and `#` for text. */
export function rowTexts(model: DiffModel): string[] {
  const line = (number: number) => (number === 0 ? '.' : String(number))
  return Array.from({ length: model.rowCount }, (_, row) => {
    const kind = '@ +-#'[model.kind(row)] ?? '?'
    return `${kind} ${line(model.oldLine(row))} ${line(model.newLine(row))} ${model.text(row)}`
  })
}

/** A file's diff with these hunks. */
export function fileDiff(path: string, ...hunks: readonly string[]): string {
  return `diff --git a/${path} b/${path}\nindex 1111111..2222222 100644\n--- a/${path}\n+++ b/${path}\n${hunks.join('')}`
}
