import { type KeptBecause, type PlanPage } from '../../../../shared/retention.ts'
import { plural } from '../../../ui/plural.ts'

const keptWords: Record<KeptBecause, string> = {
  pinned: 'pinned',
  newest: 'newest of its task',
  unreviewed: 'not reviewed',
  tag: 'its tag',
  excluded: 'taken out by hand',
}

/** Why an item is in its list. */
export function whyWords({ because, ageDays, limitDays }: PlanPage['items'][number], list: 'due' | 'kept' | 'soon'): string {
  if (because !== undefined) return keptWords[because]
  if (limitDays === undefined) return ''
  if (list === 'soon') return `due in ${plural(Math.max(0, Math.ceil(limitDays - ageDays)), 'day')}`
  return `kept for ${plural(limitDays, 'day')}`
}
