// `process.parentPort`, in the process that the stand-in forks for `utilityProcess.fork`.
import { EventEmitter } from 'node:events'
import { MessagePortMain } from './ports.ts'

/** Between the two processes: words, and what goes over the ports that came with them. */
export type UtilityMessage =
  | { is: 'message'; data: unknown; ports: number[] }
  | { is: 'port'; port: number; data: unknown }
  | { is: 'port-closed'; port: number }

const send = (message: UtilityMessage) => void process.send?.(message)
const ports = new Map<number, MessagePortMain>()

class ParentPort extends EventEmitter {
  readonly waiting: unknown[] = []
  postMessage(data: unknown): void {
    send({ is: 'message', data, ports: [] })
  }
}
const parentPort = new ParentPort()
// Kept until somebody listens, as Electron does.
parentPort.on('newListener', (name) => {
  if (name === 'message') setImmediate(() => parentPort.waiting.splice(0).forEach((event) => parentPort.emit('message', event)))
})
Object.assign(process, { parentPort })

process.on('message', (message: UtilityMessage) => {
  switch (message.is) {
    case 'message': {
      const opened = message.ports.map((port) => {
        const opened = new MessagePortMain({
          send: (data) => send({ is: 'port', port, data }),
          close: () => send({ is: 'port-closed', port }),
        })
        ports.set(port, opened)
        return opened
      })
      const event = { data: message.data, ports: opened }
      if (parentPort.listenerCount('message') === 0) parentPort.waiting.push(event)
      else parentPort.emit('message', event)
      break
    }
    case 'port':
      ports.get(message.port)?.receive(message.data)
      break
    case 'port-closed':
      ports.get(message.port)?.receiveClose()
      ports.delete(message.port)
      break
  }
})
// Whoever forked this is gone, and so is what it was for.
process.once('disconnect', () => process.exit(1))
