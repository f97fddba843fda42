// What takes the space.
import { type Artifact, type ArtifactSort } from '../../shared/artifact-list.ts'
import { type Loadable } from '../../shared/loadable.ts'
import { type SpecUsage, type Usage } from '../../shared/usage.ts'
import { useLoadable } from './query.ts'
import { queryKeys } from './query-keys.ts'

export function useUsage(): Loadable<Usage> {
  return useLoadable({ key: queryKeys.usage, read: (client, signal) => client.store.usage(undefined, { signal }) })
}

/** One spec's space by task and type. */
export function useSpecUsage(specName: string): Loadable<SpecUsage> {
  return useLoadable({ key: queryKeys.specUsage(specName), read: (client, signal) => client.store.specUsage({ specName }, { signal }) })
}

/** The first artifacts of the whole store in some order. */
export function useFirstArtifacts(sort: ArtifactSort, limit: number): Loadable<Artifact[]> {
  return useLoadable({
    key: queryKeys.artifacts(sort, limit),
    read: async (client, signal) => (await client.artifact.list({ sort, limit }, { signal })).artifacts,
  })
}
