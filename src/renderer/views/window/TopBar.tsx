import { t } from '../../../shared/language/translate.ts'
import { type ReactNode } from 'react'
import {
  Activity,
  Bot,
  ChartPie,
  CircleHelp,
  FolderPen,
  HardDrive,
  KeyRound,
  Monitor,
  PanelLeftClose,
  PanelLeftOpen,
  Search,
  Settings,
  SquareChevronRight,
  Upload,
  WifiOff,
} from 'lucide-react'
import { useConnection } from '../../state/changes.ts'
import { openDialog } from '../../state/dialog.ts'
import { useHref, useRoute } from '../../state/navigation.ts'
import { isStorage } from '../../state/storage-route.ts'
import { useStoreInfo, useWritable } from '../../state/store.ts'
import buttonStyles from '../../ui/controls/Button.module.css'
import { Button } from '../../ui/controls/Button.tsx'
import { Hint } from '../../ui/hint/Hint.tsx'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { IconLink } from '../../ui/controls/IconLink.tsx'
import { StoreAway } from '../store/StoreAway.tsx'
import { storeName } from '../store/store-name.ts'
import { Breadcrumb } from './Breadcrumb.tsx'
import { laterPart } from './later-view.ts'
import styles from './TopBar.module.css'

const ActivityButton = laterPart(
  async () => (await import('../storage/activity/ActivityButton.tsx')).ActivityButton,
  <Stand>
    <Activity />
  </Stand>,
)
const ThemeMenu = laterPart(
  async () => (await import('./ThemeMenu.tsx')).ThemeMenu,
  <Stand>
    <Monitor />
  </Stand>,
)

interface TopBarProps {
  isTreeShown: boolean
  onToggleTree: () => void
}

export function TopBar({ isTreeShown, onToggleTree }: TopBarProps) {
  const isWritable = useWritable()
  const { to } = useRoute()
  const href = useHref()
  return (
    <header className={styles['bar']}>
      <IconButton
        label={isTreeShown ? t('Hide the specs') : t('Show the specs')}
        shortcut="\"
        aria-expanded={isTreeShown}
        onClick={onToggleTree}
      >
        {isTreeShown ? <PanelLeftClose /> : <PanelLeftOpen />}
      </IconButton>
      <StoreButton />
      <Breadcrumb />
      <LostConnection />
      {/* The tree says it where it is shown. */}
      {!isTreeShown && <StoreAway />}
      <IconLink
        label={t('Search everything')}
        shortcut="g f"
        href={href({ at: 'search', search: to.at === 'artifact' ? (to.search ?? '') : '' })}
        aria-current={to.at === 'search' ? 'page' : undefined}
        words={t('Search')}
      >
        <Search />
      </IconLink>
      <Hint text={t('Upload files')} shortcut="U">
        <Button
          aria-label={t('Upload')}
          className={styles['upload']}
          disabled={!isWritable}
          onClick={() => openDialog({ dialog: 'upload', picked: [] })}
        >
          <Upload aria-hidden />
          <span>{t('Upload')}</span>
        </Button>
      </Hint>
      <IconLink
        label={t('Storage')}
        shortcut="g s"
        href={href({ at: 'storage' })}
        aria-current={isStorage(to) ? 'page' : undefined}
        words={t('Storage')}
      >
        <ChartPie />
      </IconLink>
      <ActivityButton />
      <IconLink
        label={t('Workspaces')}
        shortcut="g w"
        href={href({ at: 'workspaces' })}
        aria-current={to.at === 'workspaces' ? 'page' : undefined}
        words={t('Workspaces')}
        isLate
      >
        <FolderPen />
      </IconLink>
      <IconLink
        label={t('Sessions')}
        shortcut="g a"
        href={href({ at: 'sessions' })}
        aria-current={to.at === 'sessions' ? 'page' : undefined}
        words={t('Sessions')}
        isLate
      >
        <Bot />
      </IconLink>
      <IconLink
        label={t('Keyed blobs')}
        shortcut="g b"
        href={href({ at: 'blobs' })}
        aria-current={to.at === 'blobs' ? 'page' : undefined}
        words={t('Blobs')}
        isLate
      >
        <KeyRound />
      </IconLink>
      <IconButton label={t('Find a command or a place')} shortcut="Mod+k" onClick={() => openDialog({ dialog: 'palette' })}>
        <SquareChevronRight />
      </IconButton>
      <ThemeMenu />
      <IconLink
        label={t('Settings')}
        shortcut="g ,"
        href={href({ at: 'settings' })}
        aria-current={to.at === 'settings' ? 'page' : undefined}
      >
        <Settings />
      </IconLink>
      <IconButton label={t('Keyboard shortcuts')} shortcut="?" onClick={() => openDialog({ dialog: 'keys' })}>
        <CircleHelp />
      </IconButton>
    </header>
  )
}

/** What a button looks like before it is one. */
function Stand({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden className={[buttonStyles['button'], buttonStyles['icon']].join(' ')}>
      {children}
    </span>
  )
}

function StoreButton() {
  const info = useStoreInfo()
  const { name, root } = info.state === 'ready' ? storeName(info.value.uri) : { name: t('Store'), root: t('Choose a store') }
  return (
    <Hint text={root}>
      <button
        type="button"
        aria-label={t('Store {name}, choose another', { name })}
        className={styles['store']}
        onClick={() => openDialog({ dialog: 'store' })}
      >
        <HardDrive aria-hidden />
        <span className={styles['storeName']}>{name}</span>
      </button>
    </Hint>
  )
}

function LostConnection() {
  const connection = useConnection()
  return (
    <span role="status">
      {connection === 'lost' && (
        <span className={styles['lost']}>
          <WifiOff aria-hidden />
          {t('Reconnecting…')}
        </span>
      )}
    </span>
  )
}
