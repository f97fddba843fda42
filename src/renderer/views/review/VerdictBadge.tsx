import { t } from '../../../shared/language/translate.ts'
import { Ban, CircleCheck, CircleDashed, MessageSquareWarning } from 'lucide-react'
import { verdictWords } from '../../../shared/review/queue-words.ts'
import { type Verdict } from '../../../shared/review/verdict.ts'
import { Badge, type BadgeTone } from '../../ui/Badge.tsx'

const looks: Record<Verdict, { Icon: typeof Ban; tone: BadgeTone; short: string }> = {
  approved: { Icon: CircleCheck, tone: 'passed', short: t('Approved') },
  'changes-requested': { Icon: MessageSquareWarning, tone: 'warning', short: t('Changes') },
  blocked: { Icon: Ban, tone: 'failed', short: t('Blocked') },
}

/** A verdict in a word; `isPartly`: something came or changed after it. */
export function VerdictBadge({ verdict, isPartly = false }: { verdict: Verdict | null; isPartly?: boolean }) {
  if (verdict === null) return null
  const { Icon, tone, short } = looks[verdict]
  const whole = isPartly
    ? t('{verdict}, and something came or changed after it', { verdict: verdictWords[verdict] })
    : verdictWords[verdict]
  return (
    <Badge tone={isPartly ? 'plain' : tone} label={whole}>
      {isPartly ? <CircleDashed aria-hidden /> : <Icon aria-hidden />}
      {short}
    </Badge>
  )
}
