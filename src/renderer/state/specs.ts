import { type Loadable } from '../../shared/loadable.ts'
import { type SpecSummary } from '../../shared/spec.ts'
import { useLoadable } from './query.ts'
import { queryKeys } from './query-keys.ts'

/** All specs with their tasks. */
export function useSpecs(): Loadable<SpecSummary[]> {
  return useLoadable({ key: queryKeys.specs, read: (client, signal) => client.spec.list(undefined, { signal }) })
}
