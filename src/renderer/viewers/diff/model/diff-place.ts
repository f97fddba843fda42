// The words by which an address names a place in a diff: `src/a.ts:R14`, `src/a.ts:L3-L9`, or a path alone. Where several patches
// change the same file, `src/a.ts@2:R14` is in the second.
import { type DiffFile } from './diff-file.ts'
import { type DiffModel } from './diff-model.ts'
import { rowKinds } from './rows.ts'

export type Side = 'left' | 'right'

export interface DiffPlace {
  path: string
  /** From 1: which of the patches that change this path. */
  nth: number
  /** Absent for the file as a whole. */
  lines: { side: Side; first: number; last: number } | undefined
}

const linePart = /^(.*):([LR])(\d+)(?:-[LR]?(\d+))?$/s
const nthPart = /^(.*)@([2-9]|[1-9]\d+)$/s

export function parsePlace(text: string): DiffPlace {
  const [, before = text, letter, from, to] = linePart.exec(text) ?? []
  const [, path = before, nth = '1'] = nthPart.exec(before) ?? []
  if (letter === undefined || from === undefined) return { path, nth: Number(nth), lines: undefined }
  const ends = [Number(from), Number(to ?? from)]
  const lines = { side: letter === 'L' ? ('left' as const) : ('right' as const), first: Math.min(...ends), last: Math.max(...ends) }
  return { path, nth: Number(nth), lines }
}

export function formatPlace({ path, nth, lines }: DiffPlace): string {
  const file = nth > 1 ? `${path}@${nth}` : path
  if (lines === undefined) return file
  const letter = lines.side === 'left' ? 'L' : 'R'
  return `${file}:${letter}${lines.first}${lines.last === lines.first ? '' : `-${letter}${lines.last}`}`
}

/** Which of the files with its path this one is, from 1. */
export function nthOfPath(files: readonly DiffFile[], file: DiffFile): number {
  return files.filter((other) => other.kind === 'file' && other.path === file.path && other.index <= file.index).length
}

export interface FoundPlace {
  file: DiffFile
  /** Rows of the lines that the diff shows; undefined for a file as a whole, or when it shows none of them. */
  rows: { side: Side; first: number; last: number } | undefined
}

const textLine = /^line:([1-9]\d{0,8})$/

/** The place of a line of the diff as it lies (`line:120`), as a search over contents names it; undefined when the text is none, or the diff too short. */
export function findTextLine(model: DiffModel, text: string): FoundPlace | undefined {
  const [, line] = textLine.exec(text) ?? []
  const row = line === undefined ? undefined : model.rowOfTextLine(Number(line))
  const file = row === undefined ? undefined : model.fileOf(row)
  if (row === undefined || file === undefined) return undefined
  return { file, rows: { side: model.newLine(row) === 0 && model.oldLine(row) > 0 ? 'left' : 'right', first: row, last: row } }
}

/** Where a place is, or undefined while the diff has no such file. */
export function findPlace(model: DiffModel, place: DiffPlace): FoundPlace | undefined {
  const named = model.files.filter((file) => file.kind === 'file' && (file.path === place.path || file.oldPath === place.path))
  // A path may itself end in something like `@2`.
  const file = named[place.nth - 1] ?? model.files.find((file) => file.path === `${place.path}@${place.nth}`)
  if (file === undefined) return undefined
  if (place.lines === undefined) return { file, rows: undefined }
  const { side, first, last } = place.lines
  let rows: FoundPlace['rows']
  for (let row = file.firstRow; row < file.endRow; row++) {
    if (model.kind(row) === rowKinds.hunk) continue
    const line = side === 'left' ? model.oldLine(row) : model.newLine(row)
    if (line < first || line > last || line === 0) continue
    rows = rows === undefined ? { side, first: row, last: row } : { ...rows, last: row }
  }
  return { file, rows }
}
