import { t } from '../../../shared/language/translate.ts'
import { PackageOpen } from 'lucide-react'
import { type Progress } from '../../../shared/progress.ts'
import { type StoreInfo } from '../../../shared/store-info.ts'
import { openDialog } from '../../state/dialog.ts'
import { useLoadSample } from '../../state/store.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { FailedNotice } from '../../ui/notices/FailedNotice.tsx'
import { formatCount } from '../../ui/words/plural.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { storeName } from './store-name.ts'
import styles from './EmptyStore.module.css'

/** An empty store says what belongs in it and offers three ways on. */
export function EmptyStore({ info }: { info: StoreInfo }) {
  const { sample, loadSample } = useLoadSample()
  return (
    <div className={styles['empty']}>
      <section className={styles['drop']} aria-label={t('Empty store')}>
        <PackageOpen aria-hidden />
        <h1 className={styles['title']}>{t('Nothing here yet')}</h1>
        <p className={styles['words']}>
          {t('Drop diffs, logs, test reports or whole folders anywhere in this window. They are kept in {root}.', {
            root: storeName(info.uri).root,
          })}
        </p>
        {sample.state === 'running' ? (
          <SampleProgress progress={sample.progress} />
        ) : (
          <div className={styles['actions']}>
            <Button look="primary" disabled={!info.writable} onClick={() => openDialog({ dialog: 'upload', picked: [] })}>
              {t('Upload files')}
            </Button>
            <Button onClick={() => openDialog({ dialog: 'store' })}>{t('Choose another store')}</Button>
            <Button disabled={!info.writable} onClick={() => void loadSample()}>
              {t('Load the sample store')}
            </Button>
          </div>
        )}
      </section>
      {sample.state === 'failed' && <FailedNotice error={sample.error} retry={() => void loadSample()} />}
    </div>
  )
}

function SampleProgress({ progress: { done, total } }: { progress: Progress }) {
  return (
    <div className={styles['progress']}>
      <ProgressBar label={t('Loading the sample store')} ratio={total === null || total === 0 ? null : done / total} />
      <span>
        {total === null
          ? t('Loading the sample store: {done}', { done: formatCount(done) })
          : t('Loading the sample store: {done} of {total}', { done: formatCount(done), total: formatCount(total) })}
      </span>
    </div>
  )
}
