// Long work of main as every window sees it.
import { useCallback } from 'react'
import { type Job } from '../../shared/job.ts'
import { useClient } from '../client/ClientContext.tsx'
import { useLoadable } from './query.ts'
import { queryKeys } from './query-keys.ts'

const none: readonly Job[] = []

/** All jobs, the latest first. */
export function useJobs(): readonly Job[] {
  const jobs = useLoadable({ key: queryKeys.jobs, read: (client, signal) => client.job.list(undefined, { signal }) })
  return jobs.state === 'ready' ? jobs.value : none
}

/** Both reject with a `VitrineError`. */
export function useJobActions(): { cancel: (jobId: string) => Promise<void>; dismiss: (jobId: string) => Promise<void> } {
  const client = useClient()
  return {
    cancel: useCallback(async (jobId: string) => void (await client.job.cancel({ jobId })), [client]),
    dismiss: useCallback(async (jobId: string) => void (await client.job.dismiss({ jobId })), [client]),
  }
}
