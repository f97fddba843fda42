// The page's end of a stream of lines: how far it has come, and questions to the worker that keeps it.
import { VitrineError } from '../../../../shared/errors.ts'
import { parseFetchFailure } from '../../fetch-error.ts'
import { fetchHead, type LineHead } from './line-head.ts'
import { type FromLines, type LineAnswers, type LineLayout, type LineProgress, type LineQuestion, type ToLines } from './line-messages.ts'
import { type RowView } from '../shown-row.ts'

/** What came before a failure stays readable. */
export type LineState =
  | { state: 'loading' | 'ready' | 'cancelled'; progress: LineProgress }
  | { state: 'failed'; progress: LineProgress; error: VitrineError }

interface Asked {
  question: LineQuestion
  /** The worker has it. */
  isSent: boolean
  resolve: (answer: LineAnswers[keyof LineAnswers]) => void
}

const nothingYet: LineState = {
  state: 'loading',
  progress: {
    receivedBytes: 0,
    lineCount: 0,
    rowCount: { raw: 0, resolved: 0 },
    firmRows: { raw: 0, resolved: 0 },
    hasEscapes: false,
    ended: false,
    elapsedMs: 0,
    layoutProblem: undefined,
  },
}

/** Fetches the first lines at once, and all of them while somebody is subscribed; what is asked before that waits. */
export class LineSource {
  #address: string
  readonly #layout: LineLayout
  readonly #listeners = new Set<() => void>()
  readonly #asked = new Map<number, Asked>()
  #worker: Worker | undefined
  /** Ends the fetch of the first lines. */
  #headFetch: AbortController | undefined
  /** Answers until the worker has come as far; what it cannot answer waits until then. */
  #head: LineHead | undefined
  #questions = 0
  #state: LineState = nothingYet

  constructor(address: string, layout: LineLayout) {
    this.#layout = layout
    this.#address = new URL(address, location.href).href
    this.#openHead()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    this.#open()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#close()
    }
  }

  /** The same object until something changed. */
  readonly getState = (): LineState => this.#state

  ask<Q extends LineQuestion>(question: Q): Promise<LineAnswers[Q['ask']]> {
    const id = ++this.#questions
    const known = this.#head === undefined ? undefined : answerFrom(this.#head, question)
    // It answers with rows, as the question asks.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    if (known !== undefined) return Promise.resolve(known as LineAnswers[Q['ask']])
    return new Promise((resolve) => {
      // The worker answers every question with its own kind of answer.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      this.#asked.set(id, { question, isSent: false, resolve: (answer) => resolve(answer as LineAnswers[Q['ask']]) })
      this.#sendAsked()
    })
  }

  /** Reads on at another address, whose content has grown; false when it does not begin with what has come. */
  async extend(address: string): Promise<boolean> {
    const next = new URL(address, location.href).href
    if (this.#layout !== 'as-is' || this.#state.state !== 'ready') return false
    const isLonger = await this.ask({ ask: 'extend', address: next })
    if (isLonger) this.#address = next
    return isLonger
  }

  /** Hands all rows through the port, from the first on. */
  feed(view: RowView, port: MessagePort): void {
    this.#send({ kind: 'feed', port, view }, [port])
  }

  /** Ends the fetch; the lines that have come stay. */
  cancel(): void {
    this.#send({ kind: 'cancel' })
  }

  #openHead(): void {
    if (this.#layout !== 'as-is') return
    const fetching = new AbortController()
    this.#headFetch = fetching
    const read = async () => {
      const head = await fetchHead(this.#address, fetching.signal)
      if (head !== undefined && !fetching.signal.aborted) await this.#showHead(head)
    }
    void read()
  }

  /** What was asked before anything had come is answered with what is there, as the worker does. */
  async #showHead(head: LineHead): Promise<void> {
    this.#head = head
    for (const [id, { question, resolve }] of this.#asked) {
      if (question.ask !== 'rows') continue
      this.#asked.delete(id)
      resolve(head.readRows(question))
    }
    // Whoever asked has the rows by the next turn: then the lines are drawn once, and not without their text before.
    await Promise.resolve()
    if (this.#head === head) this.#tell({ state: 'loading', progress: head.progress })
  }

  #closeHead(): void {
    this.#headFetch?.abort()
    this.#headFetch = undefined
    this.#head = undefined
  }

  #open(): void {
    if (this.#worker !== undefined) return
    if (this.#headFetch === undefined) this.#openHead()
    this.#worker = new Worker(new URL('./line-worker.ts', import.meta.url), { type: 'module' })
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromLines>) => this.#hear(data))
    this.#worker.addEventListener('error', ({ message }) => this.#fail(message))
    this.#send({ kind: 'open', address: this.#address, layout: this.#layout })
    this.#sendAsked()
  }

  #close(): void {
    this.#closeHead()
    this.#worker?.terminate()
    this.#worker = undefined
    for (const asked of this.#asked.values()) asked.isSent = false
    this.#state = nothingYet
  }

  /** While the head shows more than the worker has, the worker could not answer for it. */
  #sendAsked(): void {
    if (this.#worker === undefined || this.#head !== undefined) return
    for (const [id, asked] of this.#asked) {
      if (asked.isSent) continue
      asked.isSent = true
      this.#send({ kind: 'question', id, question: asked.question })
    }
  }

  #send(message: ToLines, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(message, transfer)
  }

  #hear(message: FromLines): void {
    switch (message.kind) {
      case 'progress': {
        const { progress } = message
        if (!progress.ended && progress.lineCount < (this.#head?.progress.lineCount ?? 0)) break
        this.#closeHead()
        this.#sendAsked()
        this.#tell(
          this.#state.state === 'failed' ? { ...this.#state, progress } : { state: progress.ended ? 'ready' : 'loading', progress },
        )
        break
      }
      case 'failed':
        this.#tell({ state: 'failed', progress: this.#state.progress, error: parseFetchFailure(message.failure) })
        break
      case 'cancelled':
        this.#tell({ state: 'cancelled', progress: this.#state.progress })
        break
      case 'answer':
        this.#asked.get(message.id)?.resolve(message.answer)
        this.#asked.delete(message.id)
        break
    }
  }

  /** The worker itself broke, which only a defect does. */
  #fail(message: string): void {
    const error = new VitrineError('internal', { reason: message === '' ? 'a worker could not start' : message })
    this.#tell({ state: 'failed', progress: this.#state.progress, error })
  }

  #tell(state: LineState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

/** Rows that are all there; the worker answers anything else. */
function answerFrom(head: LineHead, question: LineQuestion): LineAnswers['rows'] | undefined {
  return question.ask === 'rows' && question.end <= head.progress.rowCount[question.view] ? head.readRows(question) : undefined
}
