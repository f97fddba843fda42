import { useCallback } from 'react'
import { type ArtifactFilter } from '../../shared/artifact-list.ts'
import { useClient } from '../client/ClientContext.tsx'

/** Starts a job that reads everything, or what a filter lets through. Rejects with a `VitrineError`. */
export function useStartVerify(): (filter: ArtifactFilter | undefined) => Promise<string> {
  const client = useClient()
  return useCallback(async (filter) => (await client.store.verify(filter === undefined ? {} : { filter })).jobId, [client])
}
