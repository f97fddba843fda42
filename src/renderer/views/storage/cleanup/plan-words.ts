import { t } from '../../../../shared/language/translate.ts'
import { type KeptBecause, type PlanPage } from '../../../../shared/retention.ts'
import { plural } from '../../../ui/words/plural.ts'

const keptWords: Record<KeptBecause, string> = {
  pinned: t('pinned'),
  newest: t('newest of its task'),
  unreviewed: t('not reviewed'),
  tag: t('its tag'),
  excluded: t('taken out by hand'),
}

/** Why an item is in its list. */
export function whyWords({ because, ageDays, limitDays }: PlanPage['items'][number], list: 'due' | 'kept' | 'soon'): string {
  if (because !== undefined) return keptWords[because]
  if (limitDays === undefined) return ''
  if (list === 'soon') return t('due in {days}', { days: plural(Math.max(0, Math.ceil(limitDays - ageDays)), 'day') })
  return t('kept for {days}', { days: plural(limitDays, 'day') })
}
