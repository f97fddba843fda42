import { useState } from 'react'
import { useWindowWidth } from '../../ui/window-width.ts'
import { navigate, useRoute } from '../../state/navigation.ts'
import { setPreferences, usePreferences } from '../../state/preferences.ts'
import { type Destination, outOf } from '../../state/route.ts'
import { openDialog } from '../../state/dialog.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { layoutPanes } from '../../ui/pane-layout.ts'
import { Toaster } from '../../ui/Toaster.tsx'
import { DropTarget } from '../upload/DropTarget.tsx'
import { UploadPanel } from '../upload/UploadPanel.tsx'
import { Dialogs } from './Dialogs.tsx'
import { Panes } from './Panes.tsx'
import { TopBar } from './TopBar.tsx'
import { useWindowCommands } from './window-commands.ts'
import styles from './Window.module.css'

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
      return `${to.at.charAt(0).toUpperCase()}${to.at.slice(1)} – Vitrine`
    case 'search':
      return `${to.search === '' ? 'Search' : `“${to.search}”`} – Vitrine`
    case 'queue':
      return 'Queue – Vitrine'
    case 'blobs':
      return 'Keyed blobs – Vitrine'
    case 'workspaces':
      return `${[to.path?.split('/').at(-1), to.scopeKey, 'Workspaces'].filter((word) => word !== undefined).join(' – ')} – Vitrine`
    case 'sessions':
      return `${[to.sessionId, 'Sessions'].filter((word) => word !== undefined).join(' – ')} – Vitrine`
    case 'settings':
      return `${to.page === 'keys' ? 'Keys' : 'Stores'} – Settings – Vitrine`
    case 'spec':
      return `${to.specName} – Vitrine`
    case 'compare':
      return `Attempts ${to.first} and ${to.second} – ${to.taskId} – Vitrine`
    case 'task':
      return `${to.taskId} – ${to.specName} – Vitrine`
    case 'artifact':
      return `${to.name} – ${to.taskId} – Vitrine`
  }
}

/** The whole window: bar, three panes, and what lies over them. */
export function Window() {
  const { to, from } = useRoute()
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
  useShortcuts({
    palette: () => openDialog({ dialog: 'palette' }),
    help: () => openDialog({ dialog: 'keys' }),
    upload: () => openDialog({ dialog: 'upload', picked: [] }),
    'toggle-tree': toggleTree,
    'go-queue': () => navigate({ at: 'queue' }),
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
  useWindowCommands()
  return (
    <div className={styles['window']}>
      <title>{titleOf(to)}</title>
      <TopBar isTreeShown={layout.tree > 0 || isDrawerShown} onToggleTree={toggleTree} />
      <Panes layout={layout} isDrawerShown={isDrawerShown} onCloseDrawer={() => setDrawerAt(undefined)} />
      <Dialogs />
      <UploadPanel />
      <DropTarget />
      <Toaster />
    </div>
  )
}
