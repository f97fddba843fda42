import { artifactTypes } from '../../../../shared/artifact.ts'
import { type RetentionPolicy } from '../../../../shared/retention.ts'
import { plural } from '../../../ui/plural.ts'

/** A policy in two sentences: how long what is kept, and what is kept anyway. */
export function policyWords({ days, keep }: RetentionPolicy): { days: string; keep: string } {
  const kept = [
    ...(keep.pinned ? ['pinned'] : []),
    ...(keep.newest > 0 ? [`the newest ${keep.newest === 1 ? 'version' : plural(keep.newest, 'version')} of a task`] : []),
    ...(keep.unreviewed ? ['unreviewed'] : []),
    ...(keep.tags.length > 0 ? [`tagged ${keep.tags.join(', ')}`] : []),
  ]
  return {
    days: artifactTypes.map((type) => `${type} ${plural(days[type], 'day')}`).join(', '),
    keep: kept.length === 0 ? 'nothing' : kept.join('; '),
  }
}
