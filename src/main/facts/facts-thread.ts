// One worker thread and the job it works on.
import { Worker } from 'node:worker_threads'
import { letGo } from '../let-go.ts'
import { type Answers, chunksInFlight, type FromWorker, type Part, type ToWorker } from './facts-messages.ts'
import { messageOf } from '../../shared/message-of.ts'

const pieceBytes = 1024 * 1024
const heapLimitMb = 1024

/** The thread could not answer: its code failed, or it died. */
export class ThreadFailure extends Error {}

interface Job {
  /** Chunks that may still be sent. */
  room: number
  /** The worker needs no more content. */
  settled: boolean
  /** Wakes the sender when there is room, or none is needed. */
  wake: () => void
  settle: (outcome: Exclude<FromWorker, { kind: 'taken' }> | { kind: 'died'; reason: string }) => void
}

export class FactsThread {
  /** A dead thread takes no further job. */
  isDead = false
  private readonly worker: Worker
  private job: Job | undefined

  constructor(url: URL) {
    this.worker = new Worker(url, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: heapLimitMb } })
    this.worker.on('message', (message: FromWorker) => this.receive(message))
    this.worker.on('error', (error) => this.die(messageOf(error)))
    this.worker.on('exit', () => this.die('the thread ended'))
    this.worker.unref()
  }

  /**
   * Sends the contents, one after another, while the worker reads them. One call at a time. `signal` ends the thread in the middle of
   * its work, whatever it does.
   * @throws ThreadFailure, and whatever a content throws
   */
  async run<Ask extends keyof Answers>(ask: Ask, parts: readonly Part[], signal?: AbortSignal): Promise<Answers[Ask]> {
    const { promise, resolve } = Promise.withResolvers<Parameters<Job['settle']>[0]>()
    const job: Job = { room: chunksInFlight, settled: false, wake: () => undefined, settle: resolve }
    this.job = job
    const end = () => {
      this.isDead = true
      void this.close()
    }
    signal?.addEventListener('abort', end, { once: true })
    // A thread at work keeps the process alive; an idle one does not.
    this.worker.ref()
    try {
      const subjects = parts.map(({ subject: { name, type, ranges, notes, diffs, test } }) => ({ name, type, ranges, notes, diffs, test }))
      this.post({ kind: 'start', ask, subjects })
      await this.sendParts(job, parts).catch(async (error: unknown) => {
        this.post({ kind: 'abandon' })
        await promise
        throw error
      })
      const outcome = await promise
      const answer = outcome.kind === 'done' ? outcome.answer[ask] : undefined
      if (answer !== undefined) return answer
      throw new ThreadFailure('reason' in outcome ? outcome.reason : 'the thread did not answer')
    } finally {
      signal?.removeEventListener('abort', end)
      this.job = undefined
      this.worker.unref()
    }
  }

  async close(): Promise<void> {
    await this.worker.terminate()
  }

  private async sendParts(job: Job, parts: readonly Part[]): Promise<void> {
    for (const { open } of parts) {
      if (job.settled) return
      await this.sendContent(job, await open())
    }
  }

  private async sendContent(job: Job, content: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const chunk of content) {
      for (let from = 0; from < chunk.length; from += pieceBytes) {
        while (job.room === 0 && !job.settled) await new Promise<void>((resolve) => (job.wake = resolve))
        if (job.settled) return
        job.room--
        // A copy of its own can be handed over; the chunk may be part of a larger buffer.
        const bytes = Uint8Array.from(chunk.subarray(from, from + pieceBytes))
        this.post({ kind: 'chunk', bytes }, [bytes.buffer])
      }
      letGo(chunk)
      if (job.settled) return
    }
    this.post({ kind: 'end' })
  }

  private post(message: ToWorker, transfer: ArrayBuffer[] = []): void {
    this.worker.postMessage(message, transfer)
  }

  private receive(message: FromWorker): void {
    if (this.job === undefined) return
    if (message.kind === 'taken') this.job.room++
    else this.settle(this.job, message)
    this.job.wake()
  }

  private die(reason: string): void {
    this.isDead = true
    if (this.job === undefined) return
    this.settle(this.job, { kind: 'died', reason })
    this.job.wake()
  }

  private settle(job: Job, outcome: Parameters<Job['settle']>[0]): void {
    job.settled = true
    job.settle(outcome)
  }
}
