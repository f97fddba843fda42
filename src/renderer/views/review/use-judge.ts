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
import { useWritable } from '../../state/store.ts'
import { say, sayFailure, tellWhile } from '../../ui/notices/toasts.ts'
import { sayOnlyRead } from '../store/only-read.ts'

export interface Judge {
  /** Gives a verdict on what is on screen; without `seen`, on the attempt as it is. In the queue it moves on by itself. */
  give: (attempt: AttemptName, verdict: Verdict, seen?: readonly ArtifactRecord[]) => void
  /** Takes this one back. */
  takeBack: (verdict: GivenVerdict) => void
  /**
   * Takes the latest back: in the queue that of this window, else the one that stands. One that is being given is taken back as soon as it
   * is. Says so when there is none.
   */
  takeLastBack: (standing?: GivenVerdict) => void
}

interface Giving {
  given: Promise<GivenVerdict | undefined>
  isTakenBack: boolean
}

const underWay = new Map<string, Giving>()

/** Verdicts by key and button, with the way back in every message; in a store that may only be read, a message that there is none. */
export function useJudge(): Judge {
  const isWritable = useWritable()
  const { give, giveUnseen, takeBack, lastGiven, waiting } = useVerdicts()
  const { to, from } = useRoute()
  const isWalking = from === 'queue'
  const isInQueue = isWalking || to.at === 'queue'
  return useMemo((): Judge => {
    const undo = async (verdict: GivenVerdict) => {
      expectInQueue(verdict)
      try {
        await tellWhile(t('Taking the verdict on {taskId} back…', { taskId: verdict.taskId }), takeBack(verdict), 'verdict')
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
        const giving = seen === undefined ? giveUnseen(attempt, verdict) : give(attempt, verdict, seen)
        const given = await tellWhile(t('Writing the verdict on {taskId}…', { taskId: attempt.taskId }), giving, 'verdict')
        say(
          t('{verdict}: {taskId}, attempt {version}', { verdict: verdictWords[verdict], taskId: attempt.taskId, version: attempt.version }),
          given && (() => void undo(given)),
          'verdict',
        )
        if (isWalking) {
          if (next === undefined) navigate({ at: 'queue' })
          else navigate({ at: 'task', specName: next.specName, taskId: next.taskId, version: next.version }, { from: 'queue' })
        }
        return given
      } catch (error) {
        sayFailure(error)
        return undefined
      }
    }
    const undoGiving = async (giving: Giving) => {
      giving.isTakenBack = true
      const verdict = await giving.given
      if (verdict !== undefined) await undo(verdict)
    }
    if (!isWritable) return { give: sayOnlyRead, takeBack: sayOnlyRead, takeLastBack: sayOnlyRead }
    return {
      give: (attempt, verdict, seen) => {
        const key = JSON.stringify([attempt.specName, attempt.taskId, attempt.version])
        // A key that is held down is one verdict.
        if (underWay.has(key)) return
        const given = run(attempt, verdict, seen).finally(() => underWay.delete(key))
        underWay.set(key, { given, isTakenBack: false })
      },
      takeBack: (verdict) => void undo(verdict),
      takeLastBack: (standing) => {
        const giving = Array.from(underWay.values()).findLast(({ isTakenBack }) => !isTakenBack)
        if (giving !== undefined) {
          void undoGiving(giving)
          return
        }
        const verdict = (isInQueue ? lastGiven() : undefined) ?? standing ?? lastGiven()
        if (verdict === undefined) say(t('There is no verdict to take back'), undefined, 'verdict')
        else void undo(verdict)
      },
    }
  }, [isWritable, give, giveUnseen, takeBack, lastGiven, waiting, isWalking, isInQueue])
}
