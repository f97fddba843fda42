import { t } from '../../../shared/language/translate.ts'
import { useMemo } from 'react'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type AttemptName } from '../../../shared/attempt-name.ts'
import { verdictWords } from '../../../shared/review/queue-words.ts'
import { type Verdict } from '../../../shared/review/verdict.ts'
import { navigate, useRoute } from '../../state/navigation.ts'
import { expectInQueue } from '../../state/review/queue-news.ts'
import { nextInQueue } from '../../state/review/queue-walk.ts'
import { type GivenVerdict, useVerdicts } from '../../state/review/verdicts.ts'
import { say, sayFailure } from '../../ui/notices/toasts.ts'

export interface Judge {
  /** Gives a verdict on what is on screen; without `seen`, on the attempt as it is. In the queue it moves on by itself. */
  give: (attempt: AttemptName, verdict: Verdict, seen?: readonly ArtifactRecord[]) => void
  /** Takes back the verdict, or else the latest that this window gave; false when there is none. */
  takeBack: (standing?: AttemptName & { id: string; verdict: Verdict }) => boolean
}

const underWay = new Set<string>()

/** Verdicts by key and button, with the way back in every message. */
export function useJudge(): Judge {
  const { give, giveUnseen, takeBack, popGiven, waiting } = useVerdicts()
  const { to, from } = useRoute()
  const isWalking = from === 'queue'
  const isInQueue = isWalking || to.at === 'queue'
  return useMemo(() => {
    const undo = async (verdict: GivenVerdict) => {
      expectInQueue(verdict)
      try {
        await takeBack(verdict)
        say(
          t('Taken back: {verdict}, {taskId}', { verdict: verdictWords[verdict.verdict].toLowerCase(), taskId: verdict.taskId }),
          undefined,
          'verdict',
        )
        const { specName, taskId, version } = verdict
        if (isWalking) navigate({ at: 'task', specName, taskId, version }, { from: 'queue' })
      } catch (error) {
        sayFailure(error)
      }
    }
    const run = async (attempt: AttemptName, verdict: Verdict, seen: readonly ArtifactRecord[] | undefined) => {
      const next = isWalking ? nextInQueue(waiting(), attempt) : undefined
      try {
        const given = await (seen === undefined ? giveUnseen(attempt, verdict) : give(attempt, verdict, seen))
        say(
          t('{verdict}: {taskId}, attempt {version}', { verdict: verdictWords[verdict], taskId: attempt.taskId, version: attempt.version }),
          given && (() => void undo(given)),
          'verdict',
        )
        if (!isWalking) return
        if (next === undefined) navigate({ at: 'queue' })
        else navigate({ at: 'task', specName: next.specName, taskId: next.taskId, version: next.version }, { from: 'queue' })
      } catch (error) {
        sayFailure(error)
      }
    }
    return {
      give: (attempt, verdict, seen) => {
        const key = JSON.stringify([attempt.specName, attempt.taskId, attempt.version])
        // A key that is held down is one verdict.
        if (underWay.has(key)) return
        underWay.add(key)
        void run(attempt, verdict, seen).finally(() => underWay.delete(key))
      },
      takeBack: (standing) => {
        const verdict = (isInQueue ? popGiven() : undefined) ?? standing ?? popGiven()
        if (verdict === undefined) return false
        void undo(verdict)
        return true
      },
    }
  }, [give, giveUnseen, takeBack, popGiven, waiting, isWalking, isInQueue])
}
