// The menus, made of the one table of commands that the palette shows too.
import { shortcutIds, shortcuts, windowCommands } from '../../../shared/command.ts'
import { t } from '../../../shared/language/translate.ts'

/** The part of Electron's menu items that is used. */
export interface MenuEntry {
  label?: string
  id?: string
  role?:
    | 'appMenu'
    | 'close'
    | 'quit'
    | 'editMenu'
    | 'windowMenu'
    | 'reload'
    | 'resetZoom'
    | 'zoomIn'
    | 'zoomOut'
    | 'togglefullscreen'
    | 'toggleDevTools'
  type?: 'separator'
  accelerator?: string
  /** The page listens for the key itself; the menu only shows it. */
  registerAccelerator?: false
  submenu?: MenuEntry[]
  click?: () => void
}

export interface MenuActions {
  /** Runs a command of the table in the window in front. */
  run: (id: string) => void
  openStoreFolder: () => Promise<void>
  uploadFiles: () => Promise<void>
}

const separator: MenuEntry = { type: 'separator' }

/** Keys without Ctrl would be taken from whoever types, so a menu shows only those with it. */
function acceleratorOf(keys: readonly string[]): Pick<MenuEntry, 'accelerator' | 'registerAccelerator'> {
  const key = keys.find((key) => key.startsWith('Mod+'))
  return key === undefined ? {} : { accelerator: `CommandOrControl+${key.slice(4).toUpperCase()}`, registerAccelerator: false }
}

export function buildMenu(platform: NodeJS.Platform, { run, openStoreFolder, uploadFiles }: MenuActions): MenuEntry[] {
  const command = (id: string, label: string, keys: readonly string[] = []): MenuEntry => ({
    id,
    label,
    ...acceleratorOf(keys),
    click: () => run(id),
  })
  const withKeys = (group: string) =>
    shortcutIds.flatMap((id) => {
      const shortcut = shortcuts[id]
      // What acts on the row that has the focus is a matter of keys.
      return shortcut.group !== group || 'isOnRow' in shortcut || id === 'out' ? [] : [command(id, shortcut.label, shortcut.keys)]
    })
  const without = (group: string) =>
    Object.entries(windowCommands).flatMap(([id, { group: own, label }]) => (own === group ? [command(id, label)] : []))
  const anywhere = withKeys(t('Anywhere')).filter(({ id }) => id !== 'upload' && id !== 'help')
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        {
          id: 'open-store-folder',
          label: 'Open a folder as store …',
          accelerator: 'CommandOrControl+O',
          click: () => void openStoreFolder(),
        },
        ...without(t('Stores')),
        separator,
        { id: 'upload-files', label: 'Upload files …', accelerator: 'CommandOrControl+U', click: () => void uploadFiles() },
        separator,
        { role: platform === 'darwin' ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        ...anywhere,
        separator,
        ...without(t('Appearance')),
        separator,
        { role: 'reload' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' },
      ],
    },
    { label: '&Go', submenu: [...withKeys(t('Go to')), separator, ...without(t('Go to'))] },
    {
      label: '&Review',
      submenu: [
        ...withKeys(t('Review')),
        separator,
        ...withKeys(t('Notes')),
        separator,
        ...withKeys(t('In test results')),
        separator,
        ...withKeys(t('Lists')),
      ],
    },
    { role: 'windowMenu' },
    { label: '&Help', submenu: withKeys(t('Anywhere')).filter(({ id }) => id === 'help') },
  ]
}
