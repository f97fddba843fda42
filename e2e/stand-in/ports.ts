// MessagePortMain as Electron has it: silent until started, and able to transfer ports alone.
import { EventEmitter } from 'node:events'
import { demand } from './strict.ts'

/** The far end of a port, wherever it is. */
export interface Wire {
  send(data: unknown): void
  close(): void
}

export class MessagePortMain extends EventEmitter {
  #wire: Wire
  #state: 'waiting' | 'started' | 'closed' | 'transferred' = 'waiting'
  #held: unknown[] = []
  constructor(wire: Wire) {
    super()
    this.#wire = wire
  }
  /** What came from the far end. */
  receive(data: unknown): void {
    if (this.#state === 'started') this.emit('message', { data, ports: [] })
    else if (this.#state === 'waiting') this.#held.push(data)
  }
  receiveClose(): void {
    if (this.#state === 'started' || this.#state === 'waiting') this.emit('close')
    this.#state = 'closed'
  }
  start(): void {
    if (this.#state !== 'waiting') return
    this.#state = 'started'
    for (const data of this.#held.splice(0)) this.emit('message', { data, ports: [] })
  }
  postMessage(data: unknown, transfer: readonly unknown[] = []): void {
    demand(
      transfer.every((part) => part instanceof MessagePortMain),
      'a transfer of anything but ports',
    )
    if (this.#state !== 'closed' && this.#state !== 'transferred') this.#wire.send(structuredClone(data))
  }
  close(): void {
    if (this.#state === 'closed' || this.#state === 'transferred') return
    this.#state = 'closed'
    this.#wire.close()
    this.emit('close')
  }
  /** Gives the port's far end to another process; here nothing is left of it. */
  transfer(): { wire: Wire; held: unknown[] } {
    demand(this.#state === 'waiting', 'a transfer of a port that is in use')
    this.#state = 'transferred'
    return { wire: this.#wire, held: this.#held.splice(0) }
  }
}
