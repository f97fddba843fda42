// Start-up of the Electron shell, as a list of steps.
import { app, dialog } from 'electron'
import { describeError } from '../shared/error-words.ts'
import { toVitrineError } from '../shared/errors.ts'
import { openApp } from './api/app.ts'
import { assetsDirectory } from './shell/assets-directory.ts'
import { guardPermissions, guardWebContents } from './shell/electron-guards.ts'
import { installMenu } from './shell/electron-menu.ts'
import { connectWindows } from './shell/electron-rpc.ts'
import { registerAppScheme, serveAppScheme } from './shell/electron-scheme.ts'
import { openWindow, showWindow } from './shell/electron-window.ts'
import { readStoreArguments } from './shell/store-arguments.ts'
import { findStoreUri, readConfig } from './store/config/config.ts'

registerAppScheme()
app.enableSandbox()
guardWebContents()
if (app.requestSingleInstanceLock()) void start()
else app.quit()

// Not at the top level: Electron is ready only after this module has run to its end.
async function start(): Promise<void> {
  try {
    await app.whenReady()
    const sources = readStoreArguments(process.argv.slice(1))
    const storeUri = await findStoreUri(sources)
    const { settings } = await readConfig(sources)
    const core = await openApp({ storeUri, settings, assetsDirectory: assetsDirectory() })
    guardPermissions()
    serveAppScheme((request) => core.handle(request))
    connectWindows((port) => core.connect(port))
    installMenu()
    app.on('second-instance', () => void showWindow())
    app.on('activate', () => void showWindow())
    app.on('window-all-closed', () => process.platform === 'darwin' || app.quit())
    app.once('will-quit', (event) => {
      event.preventDefault()
      void core.close().finally(() => app.exit())
    })
    await openWindow()
  } catch (error) {
    const { what, wayOut } = describeError(toVitrineError(error))
    dialog.showErrorBox(what, wayOut)
    app.exit(3)
  }
}
