import { t } from '../../../shared/language/translate.ts'
import { useRef, useState } from 'react'
import { type StoreChoice } from '../../../shared/store-reach.ts'
import { describeError } from '../../../shared/error-words.ts'
import { toVitrineError } from '../../../shared/errors.ts'
import { useOpenStore } from '../../state/store.ts'
import { useStoreTest } from '../../state/store-test.ts'
import { Pane } from '../../ui/panes/Pane.tsx'
import { PaneHead } from '../../ui/panes/PaneHead.tsx'
import { say } from '../../ui/notices/toasts.ts'
import { storeName } from '../store/store-name.ts'
import { OpenedStore } from './OpenedStore.tsx'
import { RecentStoreList } from './RecentStoreList.tsx'
import { emptyDraft, type StoreDraft } from './store-draft.ts'
import { SettingsTabs } from './SettingsTabs.tsx'
import { StoreForm } from './StoreForm.tsx'
import styles from './StoresView.module.css'
import { TestSteps } from './TestSteps.tsx'

type Opening = { state: 'idle' } | { state: 'opening' } | { state: 'failed'; problem: string }

/** Settings › Stores: the one that is open, another one, and those opened before. */
export function StoresView() {
  const openStore = useOpenStore()
  const { test, start, clear } = useStoreTest()
  const [draft, setDraft] = useState<StoreDraft>(emptyDraft)
  const [opening, setOpening] = useState<Opening>({ state: 'idle' })
  const form = useRef<HTMLElement>(null)
  const open = async (choice: { uri: string; reach?: StoreChoice['reach'] }) => {
    clear()
    setOpening({ state: 'opening' })
    try {
      const info = await openStore(choice)
      setOpening({ state: 'idle' })
      setDraft({ ...emptyDraft, kind: draft.kind })
      say(t('Opened {root}', { root: storeName(info.uri).root }))
    } catch (error) {
      const { what, wayOut } = describeError(toVitrineError(error))
      setOpening({ state: 'failed', problem: `${what} ${wayOut}` })
    }
  }
  const edit = (chosen: StoreDraft) => {
    clear()
    setOpening({ state: 'idle' })
    setDraft(chosen)
    form.current?.scrollIntoView({ block: 'nearest' })
    form.current?.querySelector<HTMLInputElement>('input:checked')?.focus()
  }
  const isOpening = opening.state === 'opening'
  return (
    <Pane
      label={t('Settings')}
      head={
        <>
          <PaneHead title={t('Stores')} facts={t('A folder, or a bucket of S3, of a service that speaks S3, or of Google Cloud Storage')} />
          <SettingsTabs />
        </>
      }
    >
      {() => (
        <div className={styles['sections']}>
          <OpenedStore isOpening={isOpening} onOpen={(choice) => void open(choice)} />
          <section ref={form} aria-labelledby="store-form" className={styles['section']}>
            <h2 id="store-form" className={styles['heading']}>
              {t('Add a store')}
            </h2>
            <StoreForm
              draft={draft}
              isOpening={isOpening}
              isTesting={test.state === 'running'}
              onDraft={(next) => {
                clear()
                setOpening({ state: 'idle' })
                setDraft(next)
              }}
              onTest={(choice) => {
                setOpening({ state: 'idle' })
                start(choice)
              }}
              onCancelTest={clear}
              onOpen={(choice) => void open(choice)}
            />
            {opening.state === 'failed' && (
              <p role="alert" className={styles['problem']}>
                {opening.problem}
              </p>
            )}
            <TestSteps test={test} />
          </section>
          <RecentStoreList isOpening={isOpening} onOpen={(choice) => void open(choice)} onEdit={edit} />
        </div>
      )}
    </Pane>
  )
}
