import { useEffect, useState } from 'react'
import { type DiffReader } from '../diff-reader.ts'
import { type DiffFile } from '../model/diff-file.ts'

const known = new Map<string, readonly string[]>()
const mostKnown = 2_000
const none: readonly string[] = []

/** What the header lines of a file say besides its path, in words; they come a moment later. */
export function useFileFacts(reader: DiffReader, file: DiffFile): readonly string[] {
  const { header } = file
  const [facts, setFacts] = useState<{ header: string; facts: readonly string[] }>()
  useEffect(() => {
    if (header === '' || known.has(header)) return undefined
    let isGone = false
    const read = async () => {
      const details = await reader.readDetails(header)
      if (known.size >= mostKnown) known.clear()
      known.set(header, details.facts)
      if (!isGone) setFacts({ header, facts: details.facts })
    }
    // The path and the counts are there without them.
    read().catch(() => undefined)
    return () => {
      isGone = true
    }
  }, [reader, header])
  return known.get(header) ?? (facts?.header === header ? facts.facts : none)
}
