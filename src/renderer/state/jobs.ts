// Long work of main as every window sees it.
import { type QueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { type Job } from '../../shared/job.ts'
import { type Client } from '../client/client.ts'
import { useClient } from '../client/ClientContext.tsx'
import { follow } from './follow.ts'
import { queryKeys } from './query-keys.ts'

let jobs: readonly Job[] = []
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const runningIds = (list: readonly Job[]) => new Set(list.flatMap(({ jobId, state }) => (state === 'running' ? [jobId] : [])))

/** Follows main's jobs until the signal stops it, while the page is looked at. */
export async function followJobs(client: Client, queryClient: QueryClient, signal: AbortSignal): Promise<void> {
  await follow({
    open: (turn) => client.job.watch(undefined, { signal: turn }),
    onEvent: (next) => {
      const before = runningIds(jobs)
      const now = runningIds(next)
      jobs = next
      for (const listener of listeners) listener()
      // Receipts, and what a purge took from the trash, are changes that no artifact tells of.
      if ([...before].some((id) => !now.has(id))) void queryClient.invalidateQueries({ queryKey: queryKeys.storage })
    },
    signal,
  })
}

/** All jobs, the latest first. */
export function useJobs(): readonly Job[] {
  return useSyncExternalStore(subscribe, () => jobs)
}

/** Both reject with a `VitrineError`. */
export function useJobActions(): { cancel: (jobId: string) => Promise<void>; dismiss: (jobId: string) => Promise<void> } {
  const client = useClient()
  return {
    cancel: useCallback(async (jobId: string) => void (await client.job.cancel({ jobId })), [client]),
    dismiss: useCallback(async (jobId: string) => void (await client.job.dismiss({ jobId })), [client]),
  }
}
