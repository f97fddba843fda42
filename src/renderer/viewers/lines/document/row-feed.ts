// Hands the rows of a document block by block to a scan in another worker, as fast as it takes them.
import { type LineDocument } from './line-document.ts'
import { type FromFeed, type ToFeed } from './line-messages.ts'
import { type RowView } from '../shown-row.ts'

export class RowFeed {
  readonly #document: LineDocument
  readonly #view: RowView
  readonly #port: MessagePort
  #next = 0
  #wanted = 0
  /** Memory that came back. */
  readonly #used: ArrayBuffer[] = []
  #isEndTold = false
  #isDone = false

  constructor(document: LineDocument, view: RowView, port: MessagePort) {
    this.#document = document
    this.#view = view
    this.#port = port
    port.addEventListener('message', ({ data: { used } }: MessageEvent<ToFeed>) => {
      this.#wanted++
      if (used !== undefined) this.#used.push(used)
      this.serve()
    })
    // Its scan was ended.
    port.addEventListener('close', () => {
      this.#isDone = true
    })
    port.start()
  }

  get isDone(): boolean {
    return this.#isDone
  }

  /** Call it before a document grows beyond its end: rows that may change are handed out again. */
  rewind(): void {
    this.#next = Math.min(this.#next, this.#document.firmRows(this.#view))
    this.#isEndTold = false
  }

  /** Gives what is asked for and there; call it again when the document has grown. */
  serve(): void {
    while (this.#wanted > 0 && !this.#isDone) {
      const block = this.#document.readBlock(this.#view, this.#next, this.#used.pop())
      if (block === undefined) {
        if (this.#document.ended && !this.#isEndTold) this.#post(null)
        this.#isEndTold ||= this.#document.ended
        return
      }
      this.#wanted--
      this.#next += block.rowCount
      this.#post(block)
    }
  }
  #post(message: FromFeed): void {
    this.#port.postMessage(message, message === null || typeof message.content === 'string' ? [] : [message.content.buffer])
  }
}
