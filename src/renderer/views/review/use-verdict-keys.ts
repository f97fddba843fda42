import { type Verdict } from '../../../shared/review/verdict.ts'
import { type Attempt } from '../../../shared/spec.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { useWritable } from '../../state/store.ts'
import { useJudge } from './use-judge.ts'

/** Lets keys judge the attempt that is shown; gives what the buttons do. */
export function useVerdictKeys(task: { specName: string; taskId: string }, attempt: Attempt) {
  const isWritable = useWritable()
  const judge = useJudge()
  const place = { specName: task.specName, taskId: task.taskId, version: attempt.version }
  const give = (verdict: Verdict) =>
    judge.give(
      place,
      verdict,
      attempt.artifacts.map(({ record }) => record),
    )
  const { standing } = attempt.review
  const given = standing === null ? undefined : { ...place, id: standing.id, verdict: standing.verdict }
  useShortcuts({
    approve: () => give('approved'),
    'request-changes': () => give('changes-requested'),
    block: () => give('blocked'),
    'take-back': () => judge.takeLastBack(given),
  })
  /** The one that stands, whatever else this window decided since. */
  const takeBack = () => given !== undefined && judge.takeBack(given)
  return { give, takeBack, isWritable }
}
