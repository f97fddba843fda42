import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron'
import { appOrigin } from './app-requests.ts'
import { type AppSpeech } from './electron-speech.ts'
import { readWindowState, writeWindowState } from './window-state.ts'

const preload = fileURLToPath(new URL('../preload/index.cjs', import.meta.url))

export async function openWindow(speech: AppSpeech): Promise<void> {
  const statePath = join(app.getPath('userData'), 'window.json')
  const displays = screen.getAllDisplays().map(({ workArea }) => workArea)
  const state = readWindowState(statePath, displays)
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    ...state?.bounds,
    minWidth: 480,
    minHeight: 320,
    // Shown when drawn, on the page's own background, so that nothing flashes.
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false },
  })
  if (state?.maximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => writeWindowState(statePath, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }))
  // The page has text that could not be handed over: whoever closes the window decides.
  window.webContents.on('will-prevent-unload', (event) => {
    const { say } = speech.now()
    const buttons = [say('Stay'), say('Close without saving')]
    const choice = dialog.showMessageBoxSync(window, {
      type: 'warning',
      message: say('There is text that is not saved.'),
      buttons,
      cancelId: 0,
    })
    if (choice === 1) event.preventDefault()
  })
  try {
    await window.loadURL(`${appOrigin}/`)
  } catch (error) {
    // A window that is closed before its page has come is no failure.
    if (!window.isDestroyed()) throw error
  }
}

/** The window there is comes to the front; when there is none, one is opened. */
export async function showWindow(speech: AppSpeech): Promise<void> {
  const [window] = BrowserWindow.getAllWindows()
  if (window === undefined) return openWindow(speech)
  if (window.isMinimized()) window.restore()
  window.focus()
}
