// What a reviewer decides, and how it is taken back.
import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type AttemptName } from '../../../shared/attempt-name.ts'
import { type QueueItem, type QueuePage } from '../../../shared/review/queue.ts'
import { type Review, type Verdict } from '../../../shared/review/verdict.ts'
import { useClient } from '../../client/ClientContext.tsx'
import { queryKeys } from '../query-keys.ts'

/** A verdict that this window gave. */
export interface GivenVerdict extends AttemptName {
  id: string
  verdict: Verdict
}

/** The latest last. */
const given: GivenVerdict[] = []
/** Verdicts that the queue as it was last read may not know of yet. */
const unread = new Set<AttemptName>()

export interface VerdictCalls {
  /** Judges what was on screen. Rejects with a `VitrineError`, `attempt.changed` when that is not the attempt any more. */
  give: (attempt: AttemptName, verdict: Verdict, seen: readonly ArtifactRecord[]) => Promise<GivenVerdict | undefined>
  /** Judges an attempt as it is now, for a list that shows no contents. */
  giveUnseen: (attempt: AttemptName, verdict: Verdict) => Promise<GivenVerdict | undefined>
  /** Forgets at once that this window gave it, and remembers it again when it could not be taken back. */
  takeBack: (verdict: GivenVerdict) => Promise<void>
  /** The latest verdict of this window. */
  lastGiven: () => GivenVerdict | undefined
  /** The queue as it was last read, without what was judged since. */
  waiting: () => QueueItem[]
}

export function useVerdicts(): VerdictCalls {
  const client = useClient()
  const queryClient = useQueryClient()
  return useMemo(() => {
    const refresh = async ({ specName, taskId }: AttemptName) => {
      const keys = [queryKeys.task(specName, taskId), queryKeys.allQueues, queryKeys.specs]
      await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
    }
    const note = (attempt: AttemptName, { standing }: Review): GivenVerdict | undefined => {
      if (standing === null) return undefined
      const verdict = { ...attempt, id: standing.id, verdict: standing.verdict }
      given.push(verdict)
      return verdict
    }
    const give: VerdictCalls['give'] = async (attempt, verdict, records) => {
      const { specName, taskId, version } = attempt
      const seen = records.map(({ name, checksum }) => ({ name, checksum }))
      const review = await client.verdict.give({ specName, taskId, version, verdict, seen })
      unread.add(attempt)
      void refresh(attempt).finally(() => unread.delete(attempt))
      return note({ specName, taskId, version }, review)
    }
    return {
      give,
      giveUnseen: async (attempt, verdict) => {
        const { artifacts } = await client.task.get({ specName: attempt.specName, taskId: attempt.taskId })
        return give(
          attempt,
          verdict,
          artifacts.flatMap(({ record }) => (record.version === attempt.version ? [record] : [])),
        )
      },
      takeBack: async (verdict) => {
        const { specName, taskId, version, id } = verdict
        const index = given.findIndex((other) => other.id === id)
        if (index !== -1) given.splice(index, 1)
        try {
          await client.verdict.takeBack({ specName, taskId, version, id })
        } catch (error) {
          if (index !== -1) given.push(verdict)
          throw error
        }
        await refresh({ specName, taskId, version })
      },
      lastGiven: () => given.at(-1),
      waiting: () => {
        const read =
          queryClient.getQueryData<InfiniteData<QueuePage>>(queryKeys.queue('waiting'))?.pages.flatMap(({ items }) => items) ?? []
        const isJudged = ({ specName, taskId, version }: QueueItem) =>
          Array.from(unread).some((other) => other.specName === specName && other.taskId === taskId && other.version === version)
        return read.filter((item) => !isJudged(item))
      },
    }
  }, [client, queryClient])
}
