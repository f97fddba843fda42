import { listed, t } from '../../../../shared/language/translate.ts'
import { artifactTypes } from '../../../../shared/artifact.ts'
import { type RetentionPolicy } from '../../../../shared/retention.ts'
import { plural } from '../../../ui/words/plural.ts'

/** A policy in two sentences: how long what is kept, and what is kept anyway. */
export function policyWords({ days, keep }: RetentionPolicy): { days: string; keep: string } {
  const kept = [
    ...(keep.pinned ? [t('pinned')] : []),
    ...(keep.newest > 0
      ? [
          keep.newest === 1
            ? t('the newest version of a task')
            : t('the newest {versions} of a task', { versions: plural(keep.newest, 'version') }),
        ]
      : []),
    ...(keep.unreviewed ? [t('not reviewed')] : []),
    ...(keep.tags.length > 0 ? [t('tagged {tags}', { tags: listed(keep.tags) })] : []),
  ]
  return {
    days: listed(artifactTypes.map((type) => `${type} ${plural(days[type], 'day')}`)),
    keep: kept.length === 0 ? t('nothing') : kept.join('; '),
  }
}
