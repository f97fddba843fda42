// Columns that stand at the end of many grids.
import { createElement } from 'react'
import { formatBytes } from '../../../shared/bytes.ts'
import { Moment } from '../words/Moment.tsx'
import { type Column } from './RowGrid.tsx'

interface EndColumn<T, Value> {
  id: string
  header: string
  of: (row: T) => Value
}

export function sizeColumn<T>({ id, header, of }: EndColumn<T, number>): Column<T> {
  return { id, header, isEnd: true, isMuted: true, cell: (row) => formatBytes(of(row)) }
}

export function momentColumn<T>({ id, header, of }: EndColumn<T, string>): Column<T> {
  return { id, header, isEnd: true, isMuted: true, cell: (row) => createElement(Moment, { at: of(row) }) }
}
