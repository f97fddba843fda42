// A comparison under way, whoever waits for it: how far it has read, and its end when nobody waits any more.
import { type Progress } from '../../shared/progress.ts'
import { type Part } from '../facts/facts-messages.ts'

/** `signal` tells that nobody waits for it any more. */
export type MakeComparison<Answer> = (first: Part, second: Part, signal: AbortSignal) => Promise<Answer>

export class RunningComparison<Answer> {
  readonly answer: Promise<Answer>
  private readonly abandoned = new AbortController()
  private waiting = 0
  private isSettled = false
  private readBytes = 0
  private readonly totalBytes: number

  constructor(parts: { first: Part; second: Part }, totalBytes: number, make: MakeComparison<Answer>) {
    this.totalBytes = totalBytes
    const settle = () => {
      this.isSettled = true
    }
    this.answer = make(this.watched(parts.first), this.watched(parts.second), this.abandoned.signal)
    this.answer.then(settle, settle)
  }

  get progress(): Progress {
    return { done: Math.min(this.readBytes, this.totalBytes), total: this.totalBytes }
  }

  /** Nobody waits for it any more, so it will have no answer: whoever asks anew begins another. */
  get isAbandoned(): boolean {
    return this.abandoned.signal.aborted
  }

  /** Waits with others; the function that is returned tells that one waits no more. */
  join(): () => void {
    this.waiting++
    return () => {
      this.waiting--
      if (this.waiting === 0 && !this.isSettled) this.abandoned.abort()
    }
  }

  private watched({ subject, open }: Part): Part {
    const read = this.counted.bind(this)
    return { subject, open: async () => read(await open()) }
  }

  private async *counted(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      this.abandoned.signal.throwIfAborted()
      this.readBytes += chunk.length
      yield chunk
    }
    this.abandoned.signal.throwIfAborted()
  }
}
