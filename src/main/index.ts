// Start-up of the Electron shell, as a list of steps.
import { app, dialog } from 'electron'
import { describeError } from '../shared/error-words.ts'
import { toVitrineError } from '../shared/errors.ts'
import { createHandedFiles } from './shell/desktop/handed-files.ts'
import { CoreFailure } from './shell/desktop/electron-core.ts'
import { watchCrashes } from './shell/desktop/electron-crash.ts'
import { allowDragging } from './shell/desktop/electron-drag.ts'
import { guardPermissions, guardWebContents } from './shell/desktop/electron-guards.ts'
import { showJobs } from './shell/desktop/electron-jobs.ts'
import { keepCore } from './shell/desktop/electron-keep-core.ts'
import { installMenu } from './shell/desktop/electron-menu.ts'
import { createNews } from './shell/desktop/electron-news.ts'
import { gatherOpenings, openWith, registerDeepLinks } from './shell/desktop/electron-openings.ts'
import { connectWindows } from './shell/desktop/electron-rpc.ts'
import { registerAppScheme, serveAppScheme } from './shell/desktop/electron-scheme.ts'
import { createAppSpeech } from './shell/desktop/electron-speech.ts'
import { openWindow, showWindow } from './shell/desktop/electron-window.ts'
import { readStoreArguments } from './shell/store-arguments.ts'

registerAppScheme()
app.enableSandbox()
guardWebContents()
const speech = createAppSpeech()
watchCrashes(speech)
const onOpenings = gatherOpenings()
if (app.requestSingleInstanceLock()) void start()
else app.quit()

// Not at the top level: Electron is ready only after this module has run to its end.
async function start(): Promise<void> {
  try {
    await app.whenReady()
    const files = createHandedFiles()
    const show = () => showWindow(speech)
    const news = createNews(show)
    const open = openWith(news, files)
    guardPermissions()
    registerDeepLinks()
    const showMenu = () => installMenu(speech, news, open)
    await speech.start(showMenu)
    showMenu()
    const core = await keepCore(readStoreArguments(process.argv.slice(1)), { speech, onJobs: showJobs(speech, news) })
    serveAppScheme({ handle: core.fetch, sendHanded: (pathname) => files.send(pathname) })
    const removeDragged = allowDragging(core.fetch)
    connectWindows(core.connect, (contentsId) => news.onListening(contentsId))
    app.on('second-instance', () => void show())
    app.on('activate', () => void show())
    app.on('window-all-closed', () => process.platform === 'darwin' || app.quit())
    app.once('will-quit', (event) => {
      event.preventDefault()
      void Promise.allSettled([core.close(), removeDragged()]).then(() => app.exit())
    })
    onOpenings(open)
    await openWindow(speech)
  } catch (error) {
    const { what, wayOut } =
      error instanceof CoreFailure ? { what: error.message, wayOut: error.wayOut } : describeError(toVitrineError(error))
    const { sayAgain } = speech.now()
    dialog.showErrorBox(sayAgain(what), sayAgain(wayOut))
    app.exit(3)
  }
}
