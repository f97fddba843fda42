// What a whole patch does to each file, its commits taken together.
import { type FileChange, followFile, isSameFile } from './file-change.ts'

/** One change per file; a file that is the same before and after is left out. */
export function outcomeOf(commits: readonly FileChange[][]): FileChange[] {
  let outcome: FileChange[] = []
  for (const commit of commits) outcome = follow(outcome, commit)
  return outcome.filter((change) => change.opaque !== undefined || !isSameFile(change))
}

function follow(before: readonly FileChange[], commit: readonly FileChange[]): FileChange[] {
  const left = new Map(before.map((change) => [placeOf(change), change]))
  const used = new Set<FileChange>()
  const followed = commit.map((change) => {
    const earlier = left.get(change.old === undefined ? `-${change.new?.path ?? ''}` : change.old.path)
    if (earlier === undefined) return change
    if (!change.isCopy) used.add(earlier)
    return followFile(earlier, change)
  })
  return retyped([...before.filter((change) => !used.has(change)), ...followed])
}

/** Where a change leaves its file; a deleted one can only be made anew. */
const placeOf = ({ old, new: now }: FileChange) => now?.path ?? `-${old?.path ?? ''}`

/** git writes a file that becomes a link as one that is deleted and one that is new. */
function retyped(changes: readonly FileChange[]): FileChange[] {
  const deleted = new Map(changes.flatMap((change) => (change.new === undefined ? [[change.old?.path ?? '', change] as const] : [])))
  const merged = new Set<FileChange>()
  const kept = changes.map((change) => {
    const same = change.old === undefined && change.new !== undefined ? deleted.get(change.new.path) : undefined
    if (same === undefined || change === same) return change
    merged.add(same)
    return followFile(same, change)
  })
  return kept.filter((change) => !merged.has(change))
}
