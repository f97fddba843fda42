import { useCallback, useEffect, useRef, useState } from 'react'
import { type DiffReader, type DiffState } from '../diff-reader.ts'
import { MarkCounter, markRequest, type Seeable, seeables } from './hunk-content.ts'

/** Everything that can be seen of a diff, with its mark. */
export interface Marks {
  all: readonly Seeable[]
  markOf: ReadonlyMap<number, string>
}

/** Hunks of one request to the worker. */
const mostAtOnce = 500

async function compute(reader: DiffReader, { model }: DiffState): Promise<Marks> {
  const all = seeables(model, model.blocks())
  const counter = new MarkCounter()
  const markOf = new Map<number, string>()
  for (let from = 0; from < all.length; from += mostAtOnce) {
    const some = all.slice(from, from + mostAtOnce)
    const marks = await reader.markHunks(markRequest(model, some))
    for (const [index, { key, file }] of some.entries()) markOf.set(key, counter.numbered(file, marks[index] ?? ''))
  }
  return { all, markOf }
}

/** The marks of a diff that is read: computed when `isWanted`, or when the returned function first asks for them. */
export function useMarks(reader: DiffReader, diff: DiffState, isWanted: boolean): [Marks | undefined, () => Promise<Marks | undefined>] {
  const [known, setKnown] = useState<{ reader: DiffReader; marks: Marks }>()
  const running = useRef<{ reader: DiffReader; marks: Promise<Marks> }>(undefined)
  const isRead = diff.reading.state === 'read'
  const get = useCallback(async () => {
    if (!isRead) return undefined
    if (running.current?.reader !== reader) running.current = { reader, marks: compute(reader, diff) }
    const marks = await running.current.marks
    setKnown({ reader, marks })
    return marks
  }, [reader, diff, isRead])
  useEffect(() => {
    // Without them everything counts as new.
    if (isWanted) get().catch(() => undefined)
  }, [isWanted, get])
  return [known?.reader === reader ? known.marks : undefined, get]
}
