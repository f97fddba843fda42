import { useEffect, useState } from 'react'
import { t, type Words } from '../../../shared/language/translate.ts'
import { useWindowWidth } from '../../ui/panes/window-width.ts'
import { navigate, useRoute } from '../../state/navigation.ts'
import { setPreferences, usePreferences } from '../../state/preferences.ts'
import { type Destination, outOf } from '../../state/route.ts'
import { type StorageDestination } from '../../state/storage-route.ts'
import { openDialog } from '../../state/dialog.ts'
import { noteSeen } from '../../state/review/queue-walk.ts'
import { useWritable } from '../../state/store.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { useKeptFocus } from '../../ui/rows/kept-focus.ts'
import { HintLayer } from '../../ui/hint/HintLayer.tsx'
import { layoutPanes } from '../../ui/panes/pane-layout.ts'
import { Toaster } from '../../ui/notices/Toaster.tsx'
import { sayOnlyRead } from '../store/only-read.ts'
import { useQueueKeys } from '../review/use-queue-keys.ts'
import { DropTarget } from '../upload/DropTarget.tsx'
import { UploadPanel } from '../upload/UploadPanel.tsx'
import { Dialogs } from './Dialogs.tsx'
import { Panes } from './Panes.tsx'
import { settingsTitles } from '../settings/settings-titles.ts'
import { TopBar } from './TopBar.tsx'
import { useShell } from './use-shell.ts'
import { useWindowCommands } from './window-commands.ts'
import styles from './Window.module.css'

const storageTitles = {
  storage: 'Storage',
  cleanup: 'Cleanup',
  trash: 'Trash',
  verify: 'Verify',
  activity: 'Activity',
} as const satisfies Record<StorageDestination['at'], Words>

function titleOf(to: Destination): string {
  switch (to.at) {
    case 'home':
    case 'unknown':
      return 'Vitrine'
    case 'storage':
    case 'cleanup':
    case 'trash':
    case 'verify':
    case 'activity':
      return `${t(storageTitles[to.at])} – Vitrine`
    case 'search':
      return `${to.search === '' ? t('Search') : `“${to.search}”`} – Vitrine`
    case 'queue':
      return `${t('Queue')} – Vitrine`
    case 'blobs':
      return `${t('Keyed blobs')} – Vitrine`
    case 'workspaces':
      return `${[to.path?.split('/').at(-1), to.scopeKey, t('Workspaces')].filter((word) => word !== undefined).join(' – ')} – Vitrine`
    case 'sessions':
      return `${[to.sessionId, t('Sessions')].filter((word) => word !== undefined).join(' – ')} – Vitrine`
    case 'settings':
      return `${t(settingsTitles[to.page ?? 'stores'])} – ${t('Settings')} – Vitrine`
    case 'spec':
      return `${to.specName} – Vitrine`
    case 'compare':
      return `${t('Attempts {first} and {second}', { first: to.first, second: to.second })} – ${to.taskId} – Vitrine`
    case 'task':
      return `${to.taskId} – ${to.specName} – Vitrine`
    case 'artifact':
      return `${to.name} – ${to.taskId} – Vitrine`
  }
}

/** The whole window: bar, three panes, and what lies over them. */
export function Window() {
  const { to, from } = useRoute()
  const isWritable = useWritable()
  const preferences = usePreferences()
  // The tree as a drawer closes by itself when something is chosen in it: it is open only where it was opened.
  const [drawerAt, setDrawerAt] = useState<Destination>()
  const wishes = {
    windowWidth: useWindowWidth(),
    treeWidth: preferences.treeWidth,
    middleWidth: preferences.taskWidth,
    isTreeCollapsed: preferences.treeCollapsed,
    isMiddleCollapsed: preferences.taskCollapsed,
    isViewerOpen: to.at === 'artifact',
  }
  const layout = layoutPanes(wishes)
  const hasRoomForTree = layoutPanes({ ...wishes, isTreeCollapsed: false }).tree > 0
  const isDrawerShown = drawerAt === to && !hasRoomForTree
  const toggleTree = () => {
    if (hasRoomForTree) setPreferences({ treeCollapsed: !preferences.treeCollapsed })
    else setDrawerAt(isDrawerShown ? undefined : to)
  }
  useEffect(() => {
    if (from === 'queue' && to.at === 'task') noteSeen(to)
  }, [from, to])
  useShortcuts({
    palette: () => openDialog({ dialog: 'palette' }),
    help: () => openDialog({ dialog: 'keys' }),
    upload: () => (isWritable ? openDialog({ dialog: 'upload', picked: [] }) : sayOnlyRead()),
    'toggle-tree': toggleTree,
    'go-queue': () => {
      // Its list takes the keyboard from who came by keys.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      navigate({ at: 'queue' })
    },
    'go-specs': () => navigate({ at: 'home' }),
    'go-search': () => navigate({ at: 'search', search: to.at === 'search' || to.at === 'artifact' ? (to.search ?? '') : '' }),
    'go-storage': () => navigate({ at: 'storage' }),
    'go-cleanup': () => navigate({ at: 'cleanup' }),
    'go-sessions': () => navigate({ at: 'sessions' }),
    'go-blobs': () => navigate({ at: 'blobs' }),
    'go-workspaces': () => navigate({ at: 'workspaces' }),
    'go-settings': () => navigate({ at: 'settings' }),
    out: () => {
      if (isDrawerShown) setDrawerAt(undefined)
      else navigate(to.at === 'task' && from === 'queue' ? { at: 'queue' } : outOf(to))
    },
  })
  useQueueKeys()
  useWindowCommands()
  useKeptFocus(to)
  useShell()
  return (
    <div className={styles['window']}>
      <title>{titleOf(to)}</title>
      <TopBar isTreeShown={layout.tree > 0 || isDrawerShown} onToggleTree={toggleTree} />
      <Panes layout={layout} isDrawerShown={isDrawerShown} onCloseDrawer={() => setDrawerAt(undefined)} />
      <Dialogs />
      <UploadPanel />
      <DropTarget />
      <Toaster />
      <HintLayer />
    </div>
  )
}
