// The address an <img> gets. A browser takes SVG only under its own type, which the bytes' address does not promise.
import { useEffect, useState } from 'react'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type VitrineError } from '../../../shared/errors.ts'
import { messageOf } from '../../../shared/message-of.ts'
import { parseFetchFailure } from '../fetch-error.ts'
import { readAnswerFailure } from '../fetch-failure.ts'

export function isSvg({ name, mimeType }: Pick<ArtifactRecord, 'name' | 'mimeType'>): boolean {
  return mimeType.startsWith('image/svg') || /\.svg$/i.test(name)
}

/** SVG is fetched and shown from memory; inside an <img> it can neither run scripts nor fetch anything. */
export function useImageAddress(address: string, isFetched: boolean): { source: string | undefined; error: VitrineError | undefined } {
  const [fetched, setFetched] = useState<{ source?: string; error?: VitrineError }>({})
  useEffect(() => {
    if (!isFetched) return undefined
    const asked = new AbortController()
    let made: string | undefined
    const load = async () => {
      try {
        const response = await fetch(address, { signal: asked.signal })
        if (!response.ok) return setFetched({ error: parseFetchFailure(await readAnswerFailure(response)) })
        const bytes = await response.arrayBuffer()
        if (asked.signal.aborted) return undefined
        made = URL.createObjectURL(new Blob([bytes], { type: 'image/svg+xml' }))
        return setFetched({ source: made })
      } catch (error) {
        if (asked.signal.aborted) return undefined
        const reason = messageOf(error)
        return setFetched({ error: parseFetchFailure({ kind: 'broken', reason, receivedBytes: 0 }) })
      }
    }
    void load()
    return () => {
      asked.abort()
      if (made !== undefined) URL.revokeObjectURL(made)
    }
  }, [address, isFetched])
  return isFetched ? { source: fetched.source, error: fetched.error } : { source: address, error: undefined }
}
