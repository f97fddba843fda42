// Windows that crashed come back, and windows that do not answer can be left.
import { app, BrowserWindow, dialog } from 'electron'
import { createCrashPolicy, isCrash } from './crash-policy.ts'
import { type AppSpeech } from './electron-speech.ts'

const decide = createCrashPolicy()

/** Opens every page anew, for whom the one it talked to is gone. */
export function reloadWindows(): void {
  for (const { webContents } of BrowserWindow.getAllWindows()) webContents.reload()
}

export async function askAfterCrash(speech: AppSpeech, what: string): Promise<void> {
  const { say } = speech.now()
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: what,
    detail: say('Nothing that was stored is lost.'),
    buttons: [say('Start it again'), say('Quit')],
    cancelId: 1,
  })
  if (response === 1) app.quit()
}

export function watchCrashes(speech: AppSpeech): void {
  app.on('render-process-gone', (_, contents, { reason }) => {
    if (!isCrash(reason)) return
    void (async () => {
      if (decide(Date.now()) === 'ask') await askAfterCrash(speech, speech.now().say('The window crashed several times.'))
      if (!contents.isDestroyed()) contents.reload()
    })()
  })
  app.on('browser-window-created', (_, window) => {
    let waiting: AbortController | undefined
    window.on('unresponsive', () => {
      if (waiting !== undefined) return
      const asking = new AbortController()
      waiting = asking
      void askWhetherToWait(speech, window, asking.signal).finally(() => {
        if (waiting === asking) waiting = undefined
      })
    })
    window.on('responsive', () => {
      waiting?.abort()
      waiting = undefined
    })
  })
}

async function askWhetherToWait(speech: AppSpeech, window: BrowserWindow, signal: AbortSignal): Promise<void> {
  const { say } = speech.now()
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: say('The window does not answer.'),
    buttons: [say('Wait'), say('Open it again')],
    cancelId: 0,
    signal,
  })
  // A page that does not answer cannot be asked to reload; one that crashed comes back.
  if (response === 1 && !signal.aborted) window.webContents.forcefullyCrashRenderer()
}
