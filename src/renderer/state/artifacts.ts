// What a reader does to artifacts. Reading them is the task's business; their bytes go by address.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { artifactAddress } from '../../shared/address.ts'
import { type Artifact, packingOf } from '../../shared/artifact-list.ts'
import { type ArtifactRecord } from '../../shared/artifact.ts'
import { useClient } from '../client/ClientContext.tsx'
import { noteOwnChange } from './own-changes.ts'
import { queryKeys } from './query-keys.ts'
import { type ArtifactDestination } from './route.ts'

/** Address of an artifact's raw bytes; it changes with the content. */
export function bytesAddress({ uri, checksum }: ArtifactRecord): string {
  return artifactAddress(uri, { checksum })
}

/** Address of what viewers read of it: of a compressed one, what it holds. */
export function contentAddress({ record, facts }: Pick<Artifact, 'record' | 'facts'>): string {
  return artifactAddress(record.uri, { checksum: record.checksum, unpacked: packingOf({ record, facts }) !== undefined })
}

export function downloadAddress({ uri, checksum }: ArtifactRecord): string {
  return artifactAddress(uri, { checksum, download: true })
}

export function artifactDestination({ specName, taskId, version, name }: ArtifactRecord): ArtifactDestination {
  return { at: 'artifact', specName, taskId, version, name }
}

function useRefresh(): (records: readonly ArtifactRecord[]) => Promise<void> {
  const queryClient = useQueryClient()
  return useCallback(
    async (records) => {
      for (const { uri } of records) noteOwnChange(uri)
      const tasks = new Map(records.map(({ specName, taskId }) => [JSON.stringify([specName, taskId]), queryKeys.task(specName, taskId)]))
      const keys = [queryKeys.store, queryKeys.specs, ...tasks.values()]
      await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
    },
    [queryClient],
  )
}

/** Moves artifacts to the trash; the answer is what `useRestoreArtifacts` takes. Rejects with a `VitrineError`. */
export function useDeleteArtifacts(): (records: readonly ArtifactRecord[]) => Promise<string[]> {
  const client = useClient()
  const refresh = useRefresh()
  return useCallback(
    async (records) => {
      const { trashIds } = await client.artifact.delete({ uris: records.map(({ uri }) => uri) })
      await refresh(records)
      return trashIds
    },
    [client, refresh],
  )
}

/** Takes artifacts out of the trash exactly as they were. Rejects with a `VitrineError`. */
export function useRestoreArtifacts(): (trashIds: readonly string[]) => Promise<Artifact[]> {
  const client = useClient()
  const refresh = useRefresh()
  return useCallback(
    async (trashIds) => {
      const restored = await client.trash.restore({ trashIds: [...trashIds] })
      await refresh(restored.map(({ record }) => record))
      return restored
    },
    [client, refresh],
  )
}
