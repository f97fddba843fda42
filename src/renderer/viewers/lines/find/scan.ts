// A scan reads all rows once, in a worker of its own, so that it can be stopped whatever it is doing.
import { type LogMark, markLine } from '../../../../shared/log-marks.ts'
import { VisibleBytes, type VisibleLines } from '../../terminal/visible-bytes.ts'
import { withoutCarriageReturns } from '../../terminal/visible-text.ts'
import { type FoundFolds, FoldScan } from '../folds/fold-scan.ts'
import { mayHaveGroups } from '../folds/group-mark.ts'
import { findHits, type Hits } from './find-hits.ts'
import { type FindQuery, parseFindQuery } from './find-query.ts'
import { type RowBlock } from '../document/line-document.ts'
import { type RowView } from '../shown-row.ts'

export type ScanJob = { kind: 'find'; query: FindQuery; view: RowView } | { kind: 'marks'; view: RowView }

/** Rows that report an error or a warning, and stretches that can be folded. */
export interface Marks {
  errors: number[]
  warnings: number[]
  folds: FoundFolds
}

export type ScanResult = { kind: 'hits'; hits: Hits } | { kind: 'marks'; marks: Marks }

export interface Scan {
  /** What one block after the other has. */
  read: (block: RowBlock) => ScanResult
  /** What is only known when the last block was read; more may follow. */
  end: () => ScanResult | undefined
}

export function startScan(job: ScanJob): Scan {
  const decoder = new TextDecoder()
  const visible = new VisibleBytes()
  const rawOf = ({ content }: RowBlock) => (typeof content === 'string' ? undefined : decoder.decode(content))
  const seenOf = ({ content }: RowBlock): VisibleLines => {
    if (typeof content === 'string') return { text: content, isPlain: false }
    return job.view === 'raw' ? { text: withoutCarriageReturns(decoder.decode(content)), isPlain: false } : visible.read(content)
  }
  if (job.kind === 'marks') return startMarks(rawOf, seenOf)
  const parsed = parseFindQuery(job.query)
  const read = (block: RowBlock): Hits => {
    if (parsed.state === 'invalid') return { rows: [], columns: [], lengths: [] }
    return findHits(seenOf(block).text, block.row, parsed.pattern)
  }
  return { read: (block) => ({ kind: 'hits', hits: read(block) }), end: () => undefined }
}

/** A row that may still change is not folded. */
const nothingFound: FoundFolds = { repeats: [], started: [], ended: [] }

function startMarks(rawOf: (block: RowBlock) => string | undefined, seenOf: (block: RowBlock) => VisibleLines): Scan {
  const folds = new FoldScan()
  return {
    read: (block) => {
      const { text, isPlain } = seenOf(block)
      // Text is kept until the garbage is collected, so that it is not made twice where nobody needs it.
      const raw = isPlain && !mayHaveGroups.test(text) ? undefined : rawOf(block)
      const rows = markRows(text)
      const rowsOf = (kind: LogMark) => rows.flatMap(({ reports }, index) => (reports === kind ? [block.row + index] : []))
      return {
        kind: 'marks',
        marks: {
          errors: rowsOf('error'),
          warnings: rowsOf('warning'),
          folds: block.isOpen ? nothingFound : folds.read(rows, raw),
        },
      }
    },
    end: () => ({ kind: 'marks', marks: { errors: [], warnings: [], folds: folds.running() } }),
  }
}

function markRows(text: string): { text: string; reports: LogMark | null }[] {
  return text.split('\n').map((row) => ({ text: row, reports: markLine(row) }))
}
