// `utilityProcess.fork`: a process of plain Node instead of Electron's, with the same words and ports.
import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { isAbsolute } from 'node:path'
import { type UtilityMessage } from './parent-port.ts'
import { MessagePortMain, type Wire } from './ports.ts'
import { demand, strict } from './strict.ts'

let lastPort = 0
/** Whose far ends are elsewhere; told by the page that has them. */
export interface RoutedWire extends Wire {
  /** Where messages of the far end go from now on. */
  route(to: { receive(data: unknown): void; receiveClose(): void }): void
}
const isRouted = (wire: Wire): wire is RoutedWire => 'route' in wire

export class UtilityProcess extends EventEmitter {
  #child: ChildProcess
  #wires = new Map<number, Wire>()
  constructor(modulePath: string, words: readonly string[]) {
    super()
    const parentPort = new URL('parent-port.ts', import.meta.url).href
    this.#child = fork(modulePath, words, { execArgv: ['--import', parentPort], serialization: 'advanced', stdio: 'inherit' })
    this.#child.on('message', (message: UtilityMessage) => this.#receive(message))
    this.#child.on('exit', (code) => {
      for (const wire of this.#wires.values()) wire.close()
      this.emit('exit', code ?? 1)
    })
  }
  get pid(): number | undefined {
    return this.#child.pid
  }
  postMessage(data: unknown, transfer: readonly unknown[] = []): void {
    const ports = transfer.map((port) => {
      demand(port instanceof MessagePortMain, 'a transfer of anything but ports')
      return this.#adopt(port)
    })
    this.#send({ is: 'message', data, ports: ports.map(({ id }) => id) })
    for (const { id, held } of ports) for (const data of held) this.#send({ is: 'port', port: id, data })
  }
  kill(): boolean {
    return this.#child.kill()
  }
  #adopt(port: MessagePortMain): { id: number; held: unknown[] } {
    const { wire, held } = port.transfer()
    demand(isRouted(wire), 'a transfer of a port that leads nowhere')
    const id = ++lastPort
    this.#wires.set(id, wire)
    wire.route({
      receive: (data) => this.#send({ is: 'port', port: id, data }),
      receiveClose: () => this.#send({ is: 'port-closed', port: id }),
    })
    return { id, held }
  }
  #send(message: UtilityMessage): void {
    // What is on its way when the process ends is lost, as it is in Electron.
    if (this.#child.connected) this.#child.send(message, () => undefined)
  }
  #receive(message: UtilityMessage): void {
    if (message.is === 'message') this.emit('message', message.data)
    else if (message.is === 'port') this.#wires.get(message.port)?.send(message.data)
    else this.#wires.get(message.port)?.close()
  }
}

/** All that run, so that the end of the app is the end of them. */
const running = new Set<UtilityProcess>()

export function forkUtility(isReady: boolean, modulePath: string, words: readonly string[]): UtilityProcess {
  demand(isReady, 'utilityProcess.fork before the app is ready')
  demand(isAbsolute(modulePath), 'utilityProcess.fork of a path that is not absolute')
  const child = strict('UtilityProcess', new UtilityProcess(modulePath, words))
  running.add(child)
  child.on('exit', () => running.delete(child))
  return child
}

export function listUtilities(): UtilityProcess[] {
  return [...running]
}
