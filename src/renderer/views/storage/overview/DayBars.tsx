import { t } from '../../../../shared/language/translate.ts'
import { formatBytes } from '../../../../shared/bytes.ts'
import { plural } from '../../../ui/words/plural.ts'
import styles from './DayBars.module.css'
import { type Day } from './day-series.ts'

/** One bar a day; what is still stored of what came that day. */
export function DayBars({ days }: { days: readonly Day[] }) {
  const largest = Math.max(1, ...days.map(({ sizeBytes }) => sizeBytes))
  const busiest = days.reduce<Day | undefined>((best, day) => (day.sizeBytes > (best?.sizeBytes ?? 0) ? day : best), undefined)
  const first = days[0]?.day ?? ''
  const last = days.at(-1)?.day ?? ''
  const most =
    busiest === undefined
      ? t('nothing came')
      : t('most on {day}, {sizeBytes}', { day: busiest.day, sizeBytes: formatBytes(busiest.sizeBytes) })
  return (
    <figure className={styles['figure']}>
      <div
        role="img"
        aria-label={t('Stored bytes by day from {first} to {last}, {most}', { first, last, most })}
        className={styles['bars']}
      >
        {days.map(({ day, artifacts, sizeBytes }) => (
          <div key={day} title={`${day}: ${formatBytes(sizeBytes)}, ${plural(artifacts, 'artifact')}`} className={styles['slot']}>
            {sizeBytes > 0 && <div className={styles['bar']} style={{ height: `${Math.max(2, (sizeBytes / largest) * 100)}%` }} />}
          </div>
        ))}
      </div>
      <figcaption aria-hidden className={styles['axis']}>
        <span>{first}</span>
        <span>{most}</span>
        <span>{last}</span>
      </figcaption>
    </figure>
  )
}
