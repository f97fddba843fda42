import { t } from '../../../shared/language/translate.ts'
import { ListChecks } from 'lucide-react'
import { useHref, useRoute } from '../../state/navigation.ts'
import { useQueue } from '../../state/review/queue.ts'
import { formatCount, plural } from '../../ui/words/plural.ts'
import styles from './QueueLink.module.css'

/** The way to the queue, and how much waits in it. */
export function QueueLink() {
  const href = useHref()
  const { to, from } = useRoute()
  const queue = useQueue('waiting')
  const waiting = queue.state === 'ready' ? queue.value.counts.waiting : 0
  return (
    <a
      className={styles['link']}
      href={href({ at: 'queue' })}
      title={t('{tasks} waiting for a look', { tasks: plural(waiting, 'task') })}
      aria-current={to.at === 'queue' ? 'page' : from === 'queue' ? 'true' : undefined}
    >
      <ListChecks aria-hidden />
      <span className={styles['words']}>{t('Queue')}</span>
      {waiting > 0 && <span className={styles['count']}>{formatCount(waiting)}</span>}
    </a>
  )
}
