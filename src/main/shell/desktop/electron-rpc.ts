import { ipcMain, type MessagePortMain } from 'electron'
import { connectMessage } from '../../../shared/shell.ts'
import { takePort } from './port-hand-off.ts'

/** `onConnected` is told of each window whose page listens from now on. */
export function connectWindows(connect: (port: MessagePortMain) => void, onConnected: (contentsId: number) => void): void {
  ipcMain.on(connectMessage, (event) =>
    takePort(event, (port) => {
      connect(port)
      onConnected(event.sender.id)
    }),
  )
}
