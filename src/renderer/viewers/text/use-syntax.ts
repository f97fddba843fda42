// Syntax colours of a text that is small enough to be read at once.
import { useCallback, useEffect, useState } from 'react'
import { type Language } from '../syntax/languages.ts'
import { type LineSource, type LineState } from '../lines/document/line-source.ts'
import { type Layer } from '../lines/document/row-segments.ts'
import { syntaxLayers } from './syntax-layers.ts'
import { type FromSyntax, type ToSyntax } from './syntax-messages.ts'

/** Beyond this the colours would cost more than they tell. */
const mostBytes = 2_000_000
/** A grammar that has not finished by then is given up; the text stays plain. */
const longestMs = 10_000

const none: readonly Layer[] = []

/** The colours of a line, once they are known. */
export function useSyntax(
  source: LineSource,
  state: LineState,
  language: Language | undefined,
): ((line: number) => readonly Layer[]) | undefined {
  const [found, setFound] = useState<{ source: LineSource; syntax: FromSyntax }>()
  const { lineCount, receivedBytes } = state.progress
  const isWanted = language !== undefined && state.state === 'ready' && receivedBytes <= mostBytes && lineCount > 0
  useEffect(() => {
    if (!isWanted) return undefined
    const worker = new Worker(new URL('./syntax-worker.ts', import.meta.url), { type: 'module' })
    const limit = setTimeout(() => worker.terminate(), longestMs)
    const end = () => {
      clearTimeout(limit)
      worker.terminate()
    }
    worker.addEventListener('message', ({ data }: MessageEvent<FromSyntax>) => {
      setFound({ source, syntax: data })
      end()
    })
    const begin = async () => {
      const text = await source.ask({
        ask: 'text',
        view: 'raw',
        start: { row: 0, column: 0 },
        end: { row: lineCount - 1, column: Number.MAX_SAFE_INTEGER },
      })
      const message: ToSyntax = { text, language }
      worker.postMessage(message, [])
    }
    void begin()
    return end
  }, [isWanted, source, language, lineCount])
  const syntax = isWanted && found?.source === source ? found.syntax : undefined
  const layersOf = useCallback((line: number) => (syntax === undefined ? none : syntaxLayers(syntax, line)), [syntax])
  return syntax === undefined ? undefined : layersOf
}
