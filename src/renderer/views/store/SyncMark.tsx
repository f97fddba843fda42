import { sayFailureWords } from '../../../shared/language/say-reason.ts'
import { t } from '../../../shared/language/translate.ts'
import { Cloud, CloudOff, RefreshCw } from 'lucide-react'
import { type ReactNode } from 'react'
import { useHref } from '../../state/navigation.ts'
import { useStoreSync } from '../../state/store-sync.ts'
import { Hint } from '../../ui/hint/Hint.tsx'
import { formatAgo } from '../../ui/words/moment.ts'
import { useNow } from '../../ui/words/now.ts'
import { formatCount, plural } from '../../ui/words/plural.ts'
import styles from './StoreLine.module.css'

/** How far a store in a bucket has followed what others did, in a sign whose hint says the rest; leads to where it can be synced. */
export function SyncMark({ isOnlyFailure = false }: { isOnlyFailure?: boolean }) {
  const { sync } = useStoreSync()
  const href = useHref()
  const now = useNow()
  if (sync === undefined || sync.state === 'none' || (isOnlyFailure && sync.state !== 'failed')) return null
  const link = (words: string, sign: ReactNode, text = '') => (
    <Hint text={words}>
      <a href={href({ at: 'settings' })} aria-label={words} className={sync.state === 'failed' ? styles['problems'] : styles['sync']}>
        {sign}
        {text}
      </a>
    </Hint>
  )
  switch (sync.state) {
    case 'running':
      return link(
        sync.tasks === 0
          ? t('Looking what others changed')
          : t('Reading what others changed: {tasks} so far', { tasks: plural(sync.tasks, 'task') }),
        <RefreshCw aria-hidden />,
        sync.tasks === 0 ? '' : formatCount(sync.tasks),
      )
    case 'synced':
      return link(t('Synced {syncedAt}', { syncedAt: formatAgo(sync.syncedAt, now) }), <Cloud aria-hidden />)
    case 'failed': {
      const since =
        sync.syncedAt === null
          ? t('It was not synced since it was opened.')
          : t('What is shown is as of {syncedAt}.', { syncedAt: formatAgo(sync.syncedAt, now) })
      return <span role="status">{link(`${sayFailureWords(sync.failure)} ${since}`, <CloudOff aria-hidden />, t('Offline'))}</span>
    }
  }
}
