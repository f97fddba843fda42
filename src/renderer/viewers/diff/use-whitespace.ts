import { useEffect, useState } from 'react'
import { type DiffReader, type DiffState } from './diff-reader.ts'
import { type Block } from './model/diff-model.ts'
import { WhitespacePairs } from './model/whitespace-pairs.ts'

/** Rows of one request to the worker; hunks are never split. */
const mostRows = 20_000

/** Hunks whose rows follow each other, in groups of moderate size. */
function* groups(blocks: readonly Block[]): Generator<{ firstRow: number; endRow: number }> {
  let group: { firstRow: number; endRow: number } | undefined
  for (const { isHunk, firstRow, endRow } of blocks) {
    if (!isHunk) continue
    if (group !== undefined && group.endRow === firstRow && endRow - group.firstRow <= mostRows) group.endRow = endRow
    else {
      if (group !== undefined) yield group
      group = { firstRow, endRow }
    }
  }
  if (group !== undefined) yield group
}

/** Which lines differ in white space only, over the whole diff; undefined while that is unknown or not asked for. */
export function useWhitespace(reader: DiffReader, { model, reading }: DiffState, isWanted: boolean): WhitespacePairs | undefined {
  const [found, setFound] = useState<{ reader: DiffReader; pairs: WhitespacePairs }>()
  const isRead = reading.state === 'read'
  const known = found?.reader === reader ? found.pairs : undefined
  useEffect(() => {
    if (!isWanted || !isRead || known !== undefined) return undefined
    let isGone = false
    const find = async () => {
      const pairs = new WhitespacePairs()
      for (const { firstRow, endRow } of groups(model.blocks())) {
        const rows = Array.from({ length: endRow - firstRow }, (_, index) => firstRow + index)
        const request = {
          firstRow,
          ...model.lineBytes(rows),
          kinds: Uint8Array.from(rows, (row) => model.kind(row)),
          signCounts: Uint8Array.from(rows, (row) => model.signCount(row)),
        }
        for (const hunk of await reader.findWhitespace(request)) pairs.add(hunk)
        if (isGone) return
      }
      setFound({ reader, pairs })
    }
    // Without an answer every change stays shown.
    find().catch(() => undefined)
    return () => {
      isGone = true
    }
  }, [reader, model, isWanted, isRead, known])
  return isWanted ? known : undefined
}
