import { t } from '../../../shared/language/translate.ts'
import { FolderOpen } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { describeError } from '../../../shared/error-words.ts'
import { isVitrineError, toVitrineError } from '../../../shared/errors.ts'
import { closeDialog } from '../../state/dialog.ts'
import { navigate } from '../../state/navigation.ts'
import { useOpenStore, useRecentStores, useStoreInfo } from '../../state/store.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Field } from '../../ui/controls/Field.tsx'
import { Frame } from '../../ui/Frame.tsx'
import { say } from '../../ui/notices/toasts.ts'
import { storeName } from './store-name.ts'
import styles from './StoreDialog.module.css'

type Opening = { state: 'idle' } | { state: 'opening' } | { state: 'failed'; problem: string; uri: string; isUnsaved: boolean }

/** Chooses another store: by its path or URI, or one of those opened before. */
export function StoreDialog() {
  const openStore = useOpenStore()
  const [uri, setUri] = useState('')
  const [opening, setOpening] = useState<Opening>({ state: 'idle' })
  const open = async (chosen: string, leaveUnsaved = false) => {
    setOpening({ state: 'opening' })
    try {
      const info = await openStore({ uri: chosen, leaveUnsaved })
      closeDialog()
      navigate({ at: 'home' })
      say(t('Opened {root}', { root: storeName(info.uri).root }))
    } catch (error) {
      const isUnsaved = isVitrineError(error, 'file.unsaved')
      const { what, wayOut } = describeError(toVitrineError(error))
      const problem = isUnsaved
        ? t('{what} They can be left: they are kept on this machine, and come back with this store.', { what })
        : `${what} ${wayOut}`
      setOpening({ state: 'failed', problem, uri: chosen, isUnsaved })
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void open(uri.trim())
  }
  const isOpening = opening.state === 'opening'
  return (
    <Frame title={t('Choose a store')} onClose={closeDialog}>
      <div className={styles['form']}>
        <form className={styles['choice']} onSubmit={submit}>
          <Field label={t('Folder or URI')}>
            <input
              value={uri}
              placeholder={t('{folder} or {uri}', { folder: '~/.necrocode/artifacts', uri: 'file:///srv/artifacts' })}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => setUri(event.target.value)}
            />
          </Field>
          <Button type="submit" look="primary" disabled={uri.trim() === '' || isOpening}>
            {isOpening ? t('Opening…') : t('Open store')}
          </Button>
        </form>
        {opening.state === 'failed' && (
          <p role="alert" className={styles['problem']}>
            {opening.problem}
          </p>
        )}
        {opening.state === 'failed' && opening.isUnsaved && (
          <Button onClick={() => void open(opening.uri, true)}>{t('Leave them and open the other store')}</Button>
        )}
        <RecentStores isDisabled={isOpening} onOpen={(chosen) => void open(chosen)} />
      </div>
    </Frame>
  )
}

function RecentStores({ isDisabled, onOpen }: { isDisabled: boolean; onOpen: (uri: string) => void }) {
  const recent = useRecentStores()
  const info = useStoreInfo()
  if (recent.state !== 'ready' || recent.value.length === 0) return null
  const current = info.state === 'ready' ? info.value.uri : undefined
  return (
    <section>
      <h3 className={styles['heading']}>{t('Opened before')}</h3>
      <ul>
        {recent.value.map(({ uri }) => (
          <li key={uri}>
            <button type="button" className={styles['recent']} disabled={isDisabled || uri === current} onClick={() => onOpen(uri)}>
              <FolderOpen aria-hidden />
              <span className={styles['root']}>{storeName(uri).root}</span>
              {uri === current && <span className={styles['open']}>{t('open now')}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
