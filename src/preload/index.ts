// The bridge of the Electron window: hands one message port to main, and says which shell this is. It exposes no function.
import { contextBridge, ipcRenderer } from 'electron'
import { connectMessage, type Shell } from '../shared/shell.ts'

// A port cannot cross the context bridge, so the window posts it to itself and this world forwards it.
window.addEventListener('message', (event) => {
  const [port, ...others] = event.ports
  if (event.source !== window || event.data !== connectMessage || port === undefined || others.length > 0) return
  event.stopImmediatePropagation()
  ipcRenderer.postMessage(connectMessage, null, [port])
})

const shell: Shell = Object.freeze({ kind: 'electron', platform: process.platform })
contextBridge.exposeInMainWorld('shell', shell)
