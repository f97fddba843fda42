import { t } from '../../../shared/language/translate.ts'
import { FolderOpen, HardDrive, Pencil, Trash2 } from 'lucide-react'
import { type RecentStore } from '../../../shared/store-reach.ts'
import { useForgetStore, useRecentStores, useStoreInfo } from '../../state/store.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Moment } from '../../ui/words/Moment.tsx'
import { sayFailure } from '../../ui/notices/toasts.ts'
import { storeName } from '../store/store-name.ts'
import { draftOf, type StoreDraft } from './store-draft.ts'
import styles from './StoresView.module.css'

interface RecentStoreListProps {
  isOpening: boolean
  onOpen: (choice: { uri: string }) => void
  onEdit: (draft: StoreDraft) => void
}

export function RecentStoreList(props: RecentStoreListProps) {
  const recent = useRecentStores()
  return (
    <section aria-labelledby="stores-recent" className={styles['section']}>
      <h2 id="stores-recent" className={styles['heading']}>
        {t('Opened before')}
      </h2>
      <Loaded from={recent} label={t('Loading the stores opened before')}>
        {(stores) =>
          stores.length === 0 ? (
            <p className={styles['remark']}>{t('None yet.')}</p>
          ) : (
            <ul className={styles['list']}>
              {stores.map((store) => (
                <RecentStoreRow key={store.uri} store={store} {...props} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}

function RecentStoreRow({ store, isOpening, onOpen, onEdit }: RecentStoreListProps & { store: RecentStore }) {
  const info = useStoreInfo()
  const forget = useForgetStore()
  const { uri, openedAt } = store
  const { root } = storeName(uri)
  const isOpen = info.state === 'ready' && info.value.uri === uri
  return (
    <li className={styles['row']}>
      {uri.startsWith('file:') ? <FolderOpen aria-hidden /> : <HardDrive aria-hidden />}
      <div className={styles['cardWords']}>
        <span className={styles['root']}>{root}</span>
        <span className={styles['facts']}>{factsOf(store)}</span>
      </div>
      <span className={styles['facts']}>{isOpen ? t('open now') : openedAt !== null && <Moment at={openedAt} />}</span>
      <Button aria-label={t('Open {root}', { root })} disabled={isOpen || isOpening} onClick={() => onOpen({ uri })}>
        {t('Open')}
      </Button>
      <IconButton label={t('Edit or test {root}', { root })} onClick={() => onEdit(draftOf(store, root))}>
        <Pencil />
      </IconButton>
      <IconButton label={t('Take {root} off this list', { root })} disabled={isOpen} onClick={() => void forget(uri).catch(sayFailure)}>
        <Trash2 />
      </IconButton>
    </li>
  )
}

function factsOf({ reach: { endpoint, region, pathStyle, project } }: RecentStore): string {
  const path = pathStyle === undefined ? undefined : pathStyle ? t('bucket in the path') : t('bucket in the host name')
  return [endpoint, region, project, path].filter((fact) => fact !== undefined).join(' · ')
}
