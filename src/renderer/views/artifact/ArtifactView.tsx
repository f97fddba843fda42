import { useState } from 'react'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { type Loadable } from '../../../shared/loadable.ts'
import { type Task } from '../../../shared/spec.ts'
import { isVitrineError } from '../../../shared/errors.ts'
import { type ArtifactDestination } from '../../state/route.ts'
import { useTask } from '../../state/tasks.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { NoArtifact } from './NoArtifact.tsx'
import { OpenArtifact } from './OpenArtifact.tsx'

export interface ArtifactViewProps {
  to: ArtifactDestination
  /** Whether the task is shown beside it. */
  isTaskShown: boolean
  /** Shows the task again where there is room for it. */
  onShowTask: (() => void) | undefined
}

function findArtifact(task: Task, { version, name }: ArtifactDestination): Artifact | undefined {
  return task.artifacts.find(({ record }) => record.version === version && record.name === name)
}

/** What was open stays open when somebody deletes it meanwhile. */
function useLastSeen(task: Loadable<Task>, to: ArtifactDestination): { artifact: Artifact | undefined; isGone: boolean } {
  const [seen, setSeen] = useState<Artifact>()
  const found = task.state === 'ready' ? findArtifact(task.value, to) : undefined
  if (found !== undefined && found !== seen) setSeen(found)
  const isSame =
    seen?.record.specName === to.specName &&
    seen.record.taskId === to.taskId &&
    seen.record.version === to.version &&
    seen.record.name === to.name
  const isGone = found === undefined && isSame && (task.state === 'ready' || task.state === 'failed')
  return { artifact: found ?? (isSame ? seen : undefined), isGone }
}

/** The right pane: one artifact in the viewer that suits it. */
export function ArtifactView(props: ArtifactViewProps) {
  const { to } = props
  const task = useTask(to.specName, to.taskId)
  const { artifact, isGone } = useLastSeen(task, to)
  if (artifact !== undefined) return <OpenArtifact key={artifact.record.uri} {...props} artifact={artifact} isGone={isGone} />
  if (task.state === 'failed' && isVitrineError(task.error, 'artifact.not-found')) return <NoArtifact to={to} />
  return <Loaded from={task}>{() => <NoArtifact to={to} />}</Loaded>
}
