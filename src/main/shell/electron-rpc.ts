import { ipcMain, type MessagePortMain } from 'electron'
import { connectMessage } from '../../shared/shell.ts'
import { takePort } from './port-hand-off.ts'

export function connectWindows(connect: (port: MessagePortMain) => void): void {
  ipcMain.on(connectMessage, (event) =>
    takePort(event, (port) => {
      connect(port)
      // Electron holds a port's messages back until then.
      port.start()
    }),
  )
}
