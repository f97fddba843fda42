import { t } from '../../../shared/language/translate.ts'
import { blobSpecName } from '../../../shared/reserved-spec.ts'
import { useRoute } from '../../state/navigation.ts'
import { useStoreInfo } from '../../state/store.ts'
import { setPreferences } from '../../state/preferences.ts'
import { ErrorBoundary } from '../../ui/notices/ErrorBoundary.tsx'
import { middleLimits, type PaneLayout, treeLimits } from '../../ui/panes/pane-layout.ts'
import { Splitter } from '../../ui/panes/Splitter.tsx'
import { SpecTree } from '../tree/SpecTree.tsx'
import { laterView } from './later-view.ts'
import { MiddlePane } from './MiddlePane.tsx'
import styles from './Window.module.css'

const ArtifactView = laterView(async () => (await import('../artifact/ArtifactView.tsx')).ArtifactView)
const ClosedStore = laterView(async () => (await import('../store/ClosedStore.tsx')).ClosedStore)
const AttemptVerdict = laterView(async () => (await import('../review/AttemptVerdict.tsx')).AttemptVerdict)

interface PanesProps {
  layout: PaneLayout
  /** The tree lies over the other panes where it has no room beside them. */
  isDrawerShown: boolean
  onCloseDrawer: () => void
}

export function Panes({ layout, isDrawerShown, onCloseDrawer }: PanesProps) {
  const { to } = useRoute()
  const address = to.at === 'artifact' || to.at === 'task' || to.at === 'compare' ? `${to.specName}/${to.taskId}` : to.at
  const info = useStoreInfo()
  const isClosed = info.state === 'failed'
  const isArtifact = to.at === 'artifact' && !isClosed
  const hasBoth = isArtifact && layout.middle > 0
  return (
    <main className={styles['panes']}>
      {layout.tree > 0 && !isClosed && (
        <>
          <div className={styles['pane']} style={{ width: layout.tree }}>
            <SpecTree />
          </div>
          <Splitter
            label={t('Width of the specs')}
            width={layout.tree}
            limits={treeLimits}
            onWidth={(treeWidth) => setPreferences({ treeWidth })}
            onCollapse={() => setPreferences({ treeCollapsed: true })}
          />
        </>
      )}
      {(layout.middle > 0 || isClosed) && (
        <div
          data-place
          tabIndex={-1}
          className={[styles['pane'], hasBoth ? '' : styles['rest']].join(' ')}
          style={hasBoth ? { width: layout.middle } : {}}
        >
          <ErrorBoundary key={isArtifact && to.search !== undefined ? 'search' : address}>
            {/* Settings lead on; every other place would only say the same in its own way. */}
            {isClosed && to.at !== 'settings' ? <ClosedStore error={info.error} retry={info.retry} /> : <MiddlePane />}
          </ErrorBoundary>
        </div>
      )}
      {hasBoth && (
        <Splitter
          label={t('Width of the task')}
          width={layout.middle}
          limits={middleLimits}
          onWidth={(taskWidth) => setPreferences({ taskWidth })}
          onCollapse={() => setPreferences({ taskCollapsed: true })}
        />
      )}
      {isArtifact && (
        <div data-place tabIndex={-1} className={[styles['pane'], styles['rest']].join(' ')}>
          <ErrorBoundary key={`${address}/${to.version}/${to.name}`}>
            <ArtifactView
              to={to}
              isTaskShown={hasBoth}
              onShowTask={layout.canShowMiddle ? () => setPreferences({ taskCollapsed: false }) : undefined}
            />
          </ErrorBoundary>
          {to.specName !== blobSpecName && !(hasBoth && to.search === undefined) && <AttemptVerdict to={to} />}
        </div>
      )}
      {isDrawerShown && !isClosed && (
        <>
          <button type="button" aria-label={t('Close the specs')} className={styles['shade']} onClick={onCloseDrawer} />
          <div className={styles['drawer']}>
            <SpecTree />
          </div>
        </>
      )}
    </main>
  )
}
