import { useDeferredValue, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { type FindQuery, parseFindQuery } from '../../lines/find/find-query.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { FindRun, type Found } from './find-run.ts'
import { HitList } from './hit-list.ts'

export type Finding =
  | { state: 'closed' }
  | { state: 'idle' }
  | { state: 'invalid'; reason: string }
  | { state: 'searching'; run: FindRun; pattern: RegExp; found: Found }

const never = () => () => undefined
const nothingFound: Found = { hits: new HitList(), progress: { state: 'running' } }
const nothing = () => nothingFound

/** The search for what the reader typed; undefined as query while the find bar is closed. */
export function useFind(model: DiffModel, typed: FindQuery | undefined, topRow: () => number): Finding {
  const query = useDeferredValue(typed)
  const parsed = useMemo(() => (query === undefined || query.text === '' ? undefined : parseFindQuery(query)), [query])
  const pattern = parsed?.state === 'valid' ? parsed.pattern : undefined
  const isRegex = query?.isRegex === true
  const [run, setRun] = useState<FindRun>()
  useEffect(() => {
    if (pattern === undefined) return undefined
    const started = new FindRun(model, pattern, !isRegex, topRow())
    setRun(started)
    return () => started.close()
    // oxlint-disable-next-line react/exhaustive-deps -- a search goes on in a diff that grows, from where it began
  }, [pattern])
  useEffect(() => run?.goOn(model), [run, model])
  const found = useSyncExternalStore(run?.subscribe ?? never, run?.getFound ?? nothing)
  if (query === undefined) return { state: 'closed' }
  if (parsed?.state === 'invalid') return { state: 'invalid', reason: parsed.reason }
  if (run === undefined || run.pattern !== pattern) return { state: 'idle' }
  return { state: 'searching', run, pattern: run.pattern, found }
}
