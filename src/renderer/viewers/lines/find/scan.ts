// A scan reads all rows once, in a worker of its own, so that it can be stopped whatever it is doing.
import { markLine } from '../../../../shared/log-marks.ts'
import { visibleText, withoutCarriageReturns } from '../../terminal/visible-text.ts'
import { findHits, type Hits } from './find-hits.ts'
import { type FindQuery, parseFindQuery } from './find-query.ts'
import { type RowBlock } from '../document/line-document.ts'
import { type RowView } from '../shown-row.ts'

export type ScanJob = { kind: 'find'; query: FindQuery; view: RowView } | { kind: 'marks'; view: RowView }

/** Rows that report an error or a warning. */
export interface Marks {
  errors: number[]
  warnings: number[]
}

export type ScanResult = { kind: 'hits'; hits: Hits } | { kind: 'marks'; marks: Marks }

/** A function that finds what the job asks for in one block after the other. */
export function startScan(job: ScanJob): (block: RowBlock) => ScanResult {
  const decoder = new TextDecoder()
  const read = ({ content }: RowBlock) => {
    if (typeof content === 'string') return content
    const text = decoder.decode(content)
    return job.view === 'raw' ? withoutCarriageReturns(text) : visibleText(text)
  }
  if (job.kind === 'marks') return (block) => ({ kind: 'marks', marks: markRows(read(block), block.row) })
  const parsed = parseFindQuery(job.query)
  if (parsed.state === 'invalid') return () => ({ kind: 'hits', hits: { rows: [], columns: [], lengths: [] } })
  return (block) => ({ kind: 'hits', hits: findHits(read(block), block.row, parsed.pattern) })
}

function markRows(text: string, firstRow: number): Marks {
  const marks: Marks = { errors: [], warnings: [] }
  let row = firstRow
  for (let start = 0; start <= text.length; row++) {
    const newline = text.indexOf('\n', start)
    const end = newline === -1 ? text.length : newline
    const mark = markLine(text.slice(start, end))
    if (mark === 'error') marks.errors.push(row)
    else if (mark === 'warning') marks.warnings.push(row)
    start = end + 1
  }
  return marks
}
