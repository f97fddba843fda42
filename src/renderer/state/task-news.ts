// What changed in a task while somebody reads it, and how much of that may show without moving a row.
import { listed, t } from '../../shared/language/translate.ts'
import { type Artifact } from '../../shared/artifact-list.ts'
import { type Task } from '../../shared/spec.ts'

export interface News {
  added: number
  removed: number
}

const byUri = (artifacts: readonly Artifact[]) => new Map(artifacts.map((artifact) => [artifact.record.uri, artifact]))

/** What `latest` has and `shown` has not, and the reverse. */
export function compareTasks(shown: Task, latest: Task): News {
  if (shown === latest) return { added: 0, removed: 0 }
  const before = byUri(shown.artifacts)
  const after = byUri(latest.artifacts)
  return {
    added: latest.artifacts.filter(({ record }) => !before.has(record.uri)).length,
    removed: shown.artifacts.filter(({ record }) => !after.has(record.uri)).length,
  }
}

/**
 * `shown` with everything of `latest` that moves nothing: newer facts and tags of the same artifacts, and what `isOwn` says
 * the reader did. The same object comes back when nothing of that kind is new.
 */
export function holdTask(shown: Task, latest: Task, isOwn: (uri: string) => boolean): Task {
  if (shown === latest) return shown
  const before = byUri(shown.artifacts)
  const after = byUri(latest.artifacts)
  const kept = shown.artifacts.flatMap((artifact) => {
    const newer = after.get(artifact.record.uri)
    if (newer !== undefined) return [newer]
    return isOwn(artifact.record.uri) ? [] : [artifact]
  })
  const own = latest.artifacts.filter(({ record }) => !before.has(record.uri) && isOwn(record.uri))
  const artifacts = [...own, ...kept]
  const isSame = artifacts.length === shown.artifacts.length && artifacts.every((artifact, index) => artifact === shown.artifacts[index])
  return isSame && shown.problems === latest.problems ? shown : { ...latest, artifacts }
}

/** `2 new, 1 deleted`, or nothing when there is no news. */
export function newsWords({ added, removed }: News): string {
  const parts = [
    ...(added > 0 ? [t('{count} new', { count: added })] : []),
    ...(removed > 0 ? [t('{count} deleted', { count: removed })] : []),
  ]
  return listed(parts)
}
