import { describe, expect, it } from 'vitest'
import { LineDocument } from '../document/line-document.ts'
import { type ScanJob, startScan } from './scan.ts'
import { type RowView } from '../shown-row.ts'

const log = [
  'start',
  '\x1b[31mERROR\x1b[0m one thing',
  'WARNING: another',
  '\x1b[1A\x1b[2KERROR: shown in its place',
  'compiling\x1b[0m \x1b[1merr\x1b[0mor-prone code\r',
  'progress 10%\rprogress 20%\rdone        ',
]

function scan(job: ScanJob, lines: readonly string[] = log) {
  const document = new LineDocument()
  document.append(new TextEncoder().encode(lines.join('\n')))
  document.end()
  const { read } = startScan(job)
  const results = []
  for (let row = 0, block = document.readBlock(job.view, row); block !== undefined; block = document.readBlock(job.view, row)) {
    results.push(read(block))
    row += block.rowCount
  }
  return results
}

const found = (text: string, view: RowView) =>
  scan({ kind: 'find', view, query: { text, isRegex: false, isCaseSensitive: false } }).flatMap((result) =>
    result.kind === 'hits' ? result.hits.rows.map((row, at) => `${row}:${result.hits.columns[at]}`) : [],
  )

describe('a scan', () => {
  it('finds what is seen, though colours stand in between', () => {
    expect(found('error-prone', 'resolved')).toEqual(['3:10'])
    expect(found('compiling err', 'resolved')).toEqual(['3:0'])
    expect(found('error-prone', 'raw')).toEqual([])
  })

  it('finds in the last state of a line that was written over, and in all states when raw', () => {
    expect(found('20%', 'resolved')).toEqual([])
    expect(found('20%', 'raw')).toEqual(['5:22'])
    expect(found('done', 'resolved')).toEqual(['4:0'])
    expect(found('WARNING', 'resolved')).toEqual([])
  })

  it('marks rows as they are seen', () => {
    const marks = scan({ kind: 'marks', view: 'resolved' }).flatMap((result) => (result.kind === 'marks' ? [result.marks] : []))
    expect(marks.flatMap(({ errors }) => errors)).toEqual([1, 2])
    expect(marks.flatMap(({ warnings }) => warnings)).toEqual([])
  })

  it('marks groups among lines that are coloured, and none in colours alone', () => {
    const groups = (lines: readonly string[]) =>
      scan({ kind: 'marks', view: 'resolved' }, lines).flatMap((result) => (result.kind === 'marks' ? result.marks.folds.started : []))
        .length
    expect(groups(['one', '::group::Build', '\x1b[31mred\x1b[0m', '::endgroup::', ''])).toBe(1)
    expect(groups(['one', '\x1b[31m::group::Build\x1b[0m', 'two', '::endgroup::', ''])).toBe(0)
    expect(groups(['one', '::group::Über', 'two', '::endgroup::', ''])).toBe(1)
  })
})
