import { sayReason } from '../../../shared/language/say-reason.ts'
import { t } from '../../../shared/language/translate.ts'
import { ShieldAlert } from 'lucide-react'
import { type Damage } from '../../../shared/artifact-list.ts'
import { Badge } from '../../ui/Badge.tsx'

/** Marks what the last reading found damaged, wherever it appears. */
export function DamageBadge({ damage }: { damage: Damage | undefined }) {
  if (damage === undefined) return null
  const words = damage.status === 'missing' ? t('Missing') : t('Corrupt')
  return (
    <Badge tone="failed" label={`${words}: ${sayReason(damage.reason)}`}>
      <ShieldAlert aria-hidden />
      {words}
    </Badge>
  )
}
