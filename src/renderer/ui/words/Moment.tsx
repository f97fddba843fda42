import { formatAgo, formatMoment } from './moment.ts'
import { useNow } from './now.ts'

/** How long ago something was, with the moment itself as a hint. */
export function Moment({ at }: { at: string }) {
  const nowMs = useNow()
  return (
    <time dateTime={at} title={formatMoment(at)}>
      {formatAgo(at, nowMs)}
    </time>
  )
}
