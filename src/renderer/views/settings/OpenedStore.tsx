import { sayFailureWords } from '../../../shared/language/say-reason.ts'
import { t } from '../../../shared/language/translate.ts'
import { describeError } from '../../../shared/error-words.ts'
import { type VitrineError } from '../../../shared/errors.ts'
import { type StoreInfo } from '../../../shared/store-info.ts'
import { type StoreSync } from '../../../shared/store-reach.ts'
import { formatBytes } from '../../../shared/bytes.ts'
import { useConnection } from '../../state/changes.ts'
import { useRecentStores, useStoreInfo } from '../../state/store.ts'
import { useStoreSync } from '../../state/store-sync.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/controls/Button.tsx'
import { Moment } from '../../ui/words/Moment.tsx'
import { plural } from '../../ui/words/plural.ts'
import { Sentence } from '../../ui/words/Sentence.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { sayFailure } from '../../ui/notices/toasts.ts'
import { storeName } from '../store/store-name.ts'
import styles from './StoresView.module.css'

interface OpenedStoreProps {
  isOpening: boolean
  onOpen: (choice: { uri: string }) => void
}

/** The open store: whether it answers, and how far it has followed what others did in it. */
export function OpenedStore({ isOpening, onOpen }: OpenedStoreProps) {
  const info = useStoreInfo()
  return (
    <section aria-labelledby="store-open" className={styles['section']}>
      <h2 id="store-open" className={styles['heading']}>
        {t('Open now')}
      </h2>
      {info.state === 'loading' && <Skeleton rows={2} label={t('Loading the store')} />}
      {info.state === 'failed' && <NoStore error={info.error} isOpening={isOpening} onOpen={onOpen} />}
      {info.state === 'ready' && <StoreCard info={info.value} />}
    </section>
  )
}

function StoreCard({ info: { uri, writable, artifacts, sizeBytes } }: { info: StoreInfo }) {
  const { sync, syncNow } = useStoreSync()
  return (
    <div className={styles['card']}>
      <div className={styles['cardWords']}>
        <p className={styles['root']}>{storeName(uri).root}</p>
        <p className={styles['facts']}>
          {plural(artifacts, 'artifact')} · {formatBytes(sizeBytes)} {!writable && <Badge tone="warning">{t('read only')}</Badge>}
        </p>
        <p role="status" className={styles['facts']}>
          <SyncWords sync={sync} />
        </p>
      </div>
      <Button disabled={sync === undefined || sync.state === 'running'} onClick={() => void syncNow().catch(sayFailure)}>
        {t('Sync now')}
      </Button>
    </div>
  )
}

function SyncWords({ sync }: { sync: StoreSync | undefined }) {
  const connection = useConnection()
  if (connection === 'lost') return <span className={styles['problem']}>{t('Vitrine itself does not answer; reconnecting…')}</span>
  if (sync === undefined) return t('Asking how far it is synced…')
  switch (sync.state) {
    case 'none':
      return t('Not synced yet.')
    case 'running':
      return sync.tasks === 0
        ? t('Looking what others changed…')
        : t('Reading what others changed: {tasks} so far…', { tasks: plural(sync.tasks, 'task') })
    case 'synced':
      return (
        <>
          <Sentence
            words="Synced {when} in {seconds} s;"
            of={{ when: <Moment at={sync.syncedAt} />, seconds: (sync.tookMs / 1000).toFixed(1) }}
          />{' '}
          {sync.tasks === 0 ? t('nothing had changed.') : t('{tasks} had changed.', { tasks: plural(sync.tasks, 'task') })}
        </>
      )
    case 'failed':
      return (
        <>
          <span className={styles['problem']}>
            <Sentence words="The last sync failed {when}:" of={{ when: <Moment at={sync.failedAt} /> }} /> {sayFailureWords(sync.failure)}
          </span>{' '}
          {sync.syncedAt === null ? (
            t('It was not synced since it was opened.')
          ) : (
            <Sentence words="What is shown is as of {when}." of={{ when: <Moment at={sync.syncedAt} /> }} />
          )}
        </>
      )
  }
}

function NoStore({ error, isOpening, onOpen }: OpenedStoreProps & { error: VitrineError }) {
  const recent = useRecentStores()
  const { what, wayOut } = describeError(error)
  const uri = 'uri' in error.details ? error.details.uri : recent.state === 'ready' ? recent.value[0]?.uri : undefined
  return (
    <div role="alert" className={styles['card']}>
      <div className={styles['cardWords']}>
        <p className={styles['problem']}>{what}</p>
        <p className={styles['facts']}>{wayOut}</p>
      </div>
      {uri !== undefined && (
        <Button disabled={isOpening} onClick={() => onOpen({ uri })}>
          {t('Try again')}
        </Button>
      )}
    </div>
  )
}
