// The menus, made of the one table of commands that the palette shows too.
import { shortcutIds, shortcuts, windowCommands } from '../../../shared/command.ts'
import { type Speech } from '../../../shared/language/speech.ts'
import { t } from '../../../shared/language/translate.ts'

/** What the system or Electron does itself, and what it is called: Electron's own names are English. */
const roleWords = {
  about: t('About Vitrine'),
  hide: t('Hide Vitrine'),
  hideOthers: t('Hide others'),
  unhide: t('Show all of them'),
  quit: t('Quit'),
  close: t('Close the window'),
  undo: t('Undo'),
  redo: t('Redo'),
  cut: t('Cut'),
  copy: t('Copy what is selected'),
  paste: t('Paste'),
  delete: t('Delete'),
  selectAll: t('Select all'),
  reload: t('Load again'),
  resetZoom: t('Actual size'),
  zoomIn: t('Larger'),
  zoomOut: t('Smaller'),
  togglefullscreen: t('Full screen'),
  toggleDevTools: t('Developer tools'),
  minimize: t('Minimize'),
  zoom: t('Zoom'),
  front: t('All to the front'),
} as const
type MenuRole = keyof typeof roleWords

/** The part of Electron's menu items that is used. */
export interface MenuEntry {
  label?: string
  id?: string
  role?: MenuRole | 'windowMenu' | 'services'
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

export function buildMenu(
  platform: NodeJS.Platform,
  { say, sayAgain }: Speech,
  { run, openStoreFolder, uploadFiles }: MenuActions,
): MenuEntry[] {
  const roles = (...names: MenuRole[]): MenuEntry[] => names.map((role) => ({ role, label: sayAgain(roleWords[role]) }))
  const command = (id: string, label: string, keys: readonly string[] = []): MenuEntry => ({
    id,
    label: sayAgain(label),
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
    ...(platform === 'darwin'
      ? [
          {
            label: 'Vitrine',
            submenu: [
              ...roles('about'),
              separator,
              { role: 'services', label: say('Services') } as const,
              separator,
              ...roles('hide', 'hideOthers', 'unhide'),
              separator,
              ...roles('quit'),
            ],
          },
        ]
      : []),
    {
      label: say('&File'),
      submenu: [
        {
          id: 'open-store-folder',
          label: say('Open a folder as store …'),
          accelerator: 'CommandOrControl+O',
          click: () => void openStoreFolder(),
        },
        ...without(t('Stores')),
        separator,
        { id: 'upload-files', label: say('Upload files …'), accelerator: 'CommandOrControl+U', click: () => void uploadFiles() },
        separator,
        ...roles(platform === 'darwin' ? 'close' : 'quit'),
      ],
    },
    {
      label: say('&Edit'),
      submenu: [...roles('undo', 'redo'), separator, ...roles('cut', 'copy', 'paste', 'delete'), separator, ...roles('selectAll')],
    },
    {
      label: say('&View'),
      submenu: [
        ...anywhere,
        separator,
        ...without(t('Appearance')),
        separator,
        ...roles('reload', 'resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen', 'toggleDevTools'),
      ],
    },
    { label: say('&Go'), submenu: [...withKeys(t('Go to')), separator, ...without(t('Go to'))] },
    {
      label: say('&Review'),
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
    {
      role: 'windowMenu',
      label: say('&Window'),
      submenu: platform === 'darwin' ? roles('minimize', 'zoom', 'front') : roles('minimize', 'close'),
    },
    { label: say('&Help'), submenu: withKeys(t('Anywhere')).filter(({ id }) => id === 'help') },
  ]
}
