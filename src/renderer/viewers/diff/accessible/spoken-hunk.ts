// A hunk in words, line by line, for those who hear it.
import { listed, t, tCount } from '../../../../shared/language/translate.ts'
import { type Block, type DiffModel } from '../model/diff-model.ts'
import { rowFlags, rowKinds } from '../model/rows.ts'
import { showUnseen } from '../model/unseen-characters.ts'

export type SpokenKind = 'added' | 'removed' | 'unchanged'

export interface SpokenLine {
  row: number
  kind: SpokenKind
  oldLine: number
  newLine: number
  text: string
  /** What a screen reader says of it. */
  label: string
}

const mostBytes = 2_000

function kindOf(model: DiffModel, row: number): SpokenKind {
  switch (model.kind(row)) {
    case rowKinds.added:
      return 'added'
    case rowKinds.removed:
      return 'removed'
    case rowKinds.hunk:
    case rowKinds.context:
    case rowKinds.text:
      return 'unchanged'
  }
}

const kindWords = { added: t('added'), removed: t('removed'), unchanged: t('unchanged') }

function spokenLine(model: DiffModel, row: number): SpokenLine {
  const kind = kindOf(model, row)
  const [oldLine, newLine] = [model.oldLine(row), model.newLine(row)]
  const text = showUnseen(model.text(row, mostBytes))
  const line = kind === 'removed' ? oldLine : newLine
  const place = line === 0 ? '' : ` ${t('line {line}', { line })}`
  const words = text.trim() === '' ? t('blank') : text
  const end = model.has(row, rowFlags.noNewline) ? t(', without a newline at its end') : ''
  const rest = model.byteCount(row) > mostBytes ? t(', cut: the line goes on') : ''
  return { row, kind, oldLine, newLine, text, label: `${kindWords[kind]}${place}: ${words}${end}${rest}` }
}

/** The first so many lines of a hunk. */
export function spokenLines(model: DiffModel, { firstRow, endRow }: Block, most: number): SpokenLine[] {
  const count = Math.max(0, Math.min(endRow - firstRow - 1, most))
  return Array.from({ length: count }, (_, index) => spokenLine(model, firstRow + 1 + index))
}

const lineWords = (count: number) => tCount(count, String(count), 'line', 'lines')

/** What a hunk amounts to: its file, where it begins, and how much of it changed. */
export function spokenHunk(model: DiffModel, { file, firstRow, endRow }: Block): string {
  const counts = { added: 0, removed: 0, unchanged: 0 }
  for (let row = firstRow + 1; row < endRow; row++) counts[kindOf(model, row)]++
  const path = file.path === '' ? t('a file without a name') : showUnseen(file.path)
  const change = file.change === 'modified' ? '' : t(', {change} file', { change: t(file.change) })
  const from = [
    model.oldLine(firstRow) > 0 ? t('from line {line} before', { line: model.oldLine(firstRow) }) : '',
    model.newLine(firstRow) > 0 ? t('from line {line} after', { line: model.newLine(firstRow) }) : '',
  ].filter((words) => words !== '')
  return t('{where}: {removed} removed, {added} added', {
    where: listed([`${path}${change}`, ...from]),
    removed: lineWords(counts.removed),
    added: lineWords(counts.added),
  })
}
