import { Menu } from 'electron'

/** The system's own menus: editing, zoom, reload and window commands work as everywhere. */
export function installMenu(): void {
  const macOnly = process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []
  const menus = [{ role: 'fileMenu' }, { role: 'editMenu' }, { role: 'viewMenu' }, { role: 'windowMenu' }] as const
  Menu.setApplicationMenu(Menu.buildFromTemplate([...macOnly, ...menus]))
}
