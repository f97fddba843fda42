import { t } from '../../../shared/language/translate.ts'
import { type ComponentProps, type ReactNode } from 'react'
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
import { type Destination } from '../../state/route.ts'
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
      <PlaceLink
        label={t('Search everything')}
        shortcut="g f"
        to={{ at: 'search', search: to.at === 'artifact' ? (to.search ?? '') : '' }}
        isHere={to.at === 'search'}
        words={t('Search')}
      >
        <Search />
      </PlaceLink>
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
      <PlaceLink label={t('Storage')} shortcut="g s" to={{ at: 'storage' }} isHere={isStorage(to)} words={t('Storage')}>
        <ChartPie />
      </PlaceLink>
      <ActivityButton />
      <PlaceLink
        label={t('Workspaces')}
        shortcut="g w"
        to={{ at: 'workspaces' }}
        isHere={to.at === 'workspaces'}
        words={t('Workspaces')}
        isLate
      >
        <FolderPen />
      </PlaceLink>
      <PlaceLink label={t('Sessions')} shortcut="g a" to={{ at: 'sessions' }} isHere={to.at === 'sessions'} words={t('Sessions')} isLate>
        <Bot />
      </PlaceLink>
      <PlaceLink label={t('Keyed blobs')} shortcut="g b" to={{ at: 'blobs' }} isHere={to.at === 'blobs'} words={t('Blobs')} isLate>
        <KeyRound />
      </PlaceLink>
      <IconButton label={t('Find a command or a place')} shortcut="Mod+k" onClick={() => openDialog({ dialog: 'palette' })}>
        <SquareChevronRight />
      </IconButton>
      <ThemeMenu />
      <PlaceLink label={t('Settings')} shortcut="g ," to={{ at: 'settings' }} isHere={to.at === 'settings'}>
        <Settings />
      </PlaceLink>
      <IconButton label={t('Keyboard shortcuts')} shortcut="?" onClick={() => openDialog({ dialog: 'keys' })}>
        <CircleHelp />
      </IconButton>
    </header>
  )
}

interface PlaceLinkProps extends Omit<ComponentProps<typeof IconLink>, 'href'> {
  to: Destination
  isHere: boolean
}

function PlaceLink({ to, isHere, ...props }: PlaceLinkProps) {
  const href = useHref()
  return <IconLink {...props} href={href(to)} aria-current={isHere ? 'page' : undefined} />
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
