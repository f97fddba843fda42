// The bridge of the Electron window: hands one message port to main, says which shell this is, and passes words on. It exposes no function.
import { contextBridge, ipcRenderer } from 'electron'
import { connectMessage, dragChannel, languageChannel, newsChannel, type Shell } from '../shared/shell.ts'

// A port cannot cross the context bridge, so the window posts it to itself and this world forwards it.
window.addEventListener('message', (event) => {
  if (event.source !== window) return
  const [port, ...others] = event.ports
  if (event.data === connectMessage && port !== undefined && others.length === 0) {
    event.stopImmediatePropagation()
    ipcRenderer.postMessage(connectMessage, null, [port])
    return
  }
  for (const channel of [dragChannel, languageChannel]) {
    const said: unknown = Object(event.data)[channel]
    if (typeof said === 'string') ipcRenderer.send(channel, said)
  }
})

// '/' is the page's own origin, whatever its scheme.
ipcRenderer.on(newsChannel, (_, news) => window.postMessage({ [newsChannel]: news }, '/'))

const shell: Shell = Object.freeze({ kind: 'electron', platform: process.platform })
contextBridge.exposeInMainWorld('shell', shell)
