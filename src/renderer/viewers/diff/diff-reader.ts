// The diff as it comes, and work on its lines, which a worker does.
import { t } from '../../../shared/language/translate.ts'
import { type PatchTreatment, type TextEncoding, untreated } from '../../../shared/patch/patch-text.ts'
import { nextPaint } from '../../ui/next-paint.ts'
import { type FetchFailure } from '../fetch-failure.ts'
import { DiffFeed, type DiffSource } from './diff-feed.ts'
import { type WhitespaceRequest } from './marks/find-whitespace.ts'
import { type PaintRequest, type RowPaint } from './marks/row-paint.ts'
import { DiffModel } from './model/diff-model.ts'
import { type HunkWhitespace } from './model/whitespace-pairs.ts'
import { type MarkRequest } from './viewed/mark-hunks.ts'
import { type DiffJob, type DiffJobResult, type FromRowWorker, type FromScanWorker, type ToRowWorker } from './worker-messages.ts'

export type ReadingState =
  | { state: 'reading'; readBytes: number; totalBytes: number | undefined }
  | { state: 'read' }
  | { state: 'failed'; failure: FetchFailure }

/** What was done to the bytes before they were read. */
export interface Treatment extends PatchTreatment {
  wasGzip: boolean
  encoding: TextEncoding
}

interface Waiting {
  resolve: (result: DiffJobResult) => void
  reject: (problem: Error) => void
}

function mixedUp(): never {
  throw new Error('the worker answered another question')
}

/** How often a growing diff is shown anew. */
const growthMs = 120

/** What has come of a diff. */
export interface DiffState {
  model: DiffModel
  reading: ReadingState
  treatment: Treatment
}

export const emptyDiff: DiffState = {
  model: new DiffModel(),
  reading: { state: 'reading', readBytes: 0, totalBytes: undefined },
  treatment: { wasGzip: false, encoding: 'utf-8', ...untreated },
}

export class DiffReader {
  #state: DiffState = { ...emptyDiff, model: new DiffModel() }
  /** The state that listeners were last told of. */
  #told: DiffState = this.#state
  readonly #feed: DiffFeed
  #painter: Worker | undefined
  readonly #waiting = new Map<number, Waiting>()
  readonly #listeners = new Set<() => void>()
  #nextId = 1
  #isClosed = false
  #growth: ReturnType<typeof setTimeout> | undefined
  #toldAt = 0

  constructor(source: DiffSource, cache: RequestCache) {
    this.#feed = new DiffFeed(source, cache, (message) => this.#hear(message))
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  getState = (): DiffState => this.#told

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#growth)
    this.#feed.close()
    this.#painter?.terminate()
    this.#listeners.clear()
    this.#waiting.clear()
  }

  async paint(request: PaintRequest): Promise<RowPaint> {
    const result = await this.#do({ job: 'paint', request })
    return result.job === 'paint' ? result.paint : mixedUp()
  }

  async findWhitespace(request: WhitespaceRequest): Promise<HunkWhitespace[]> {
    const result = await this.#do({ job: 'whitespace', request })
    return result.job === 'whitespace' ? result.hunks : mixedUp()
  }

  async markHunks(request: MarkRequest): Promise<string[]> {
    const result = await this.#do({ job: 'marks', request })
    return result.job === 'marks' ? result.marks : mixedUp()
  }

  async #do(job: DiffJob): Promise<DiffJobResult> {
    // What can be seen without the worker comes first.
    if (this.#painter === undefined) await nextPaint()
    if (this.#isClosed) throw new Error('the diff is closed')
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      const message: ToRowWorker = { id, ...job }
      this.#rowWorker().postMessage(message, [])
    })
  }

  /** Started with the first job: rows are on screen before their colours are. */
  #rowWorker(): Worker {
    if (this.#painter !== undefined) return this.#painter
    const painter = new Worker(new URL('./row-worker.ts', import.meta.url), { type: 'module' })
    painter.addEventListener('message', ({ data }: MessageEvent<FromRowWorker>) => this.#hearDone(data))
    painter.addEventListener('error', ({ message }) => {
      for (const id of this.#waiting.keys()) this.#hearDone({ say: 'undone', id, reason: message || t('the worker could not be started') })
    })
    this.#painter = painter
    return painter
  }

  #hearDone(message: FromRowWorker): void {
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.say === 'done') waiting?.resolve(message.result)
    else waiting?.reject(new Error(message.reason))
  }

  #hear(message: FromScanWorker): void {
    switch (message.say) {
      case 'opened':
        this.#state = {
          ...this.#state,
          treatment: { wasGzip: message.wasGzip, encoding: message.encoding, ...untreated },
          reading: { state: 'reading', readBytes: 0, totalBytes: message.totalBytes },
        }
        break
      case 'segment':
        this.#state = {
          model: this.#state.model.with(message.scanned),
          treatment: { ...this.#state.treatment, ...message.scanned.treatment },
          reading:
            this.#state.reading.state === 'reading'
              ? { ...this.#state.reading, readBytes: message.scanned.readBytes }
              : this.#state.reading,
        }
        this.#grow()
        break
      case 'end':
        this.#state = { ...this.#state, reading: { state: 'read' } }
        this.#tell()
        break
      case 'failed':
        this.#state = { ...this.#state, reading: { state: 'failed', failure: message.failure } }
        this.#tell()
        break
    }
  }

  /** The first rows are shown at once, later ones a few times a second. */
  #grow(): void {
    if (this.#growth !== undefined) return
    const wait = this.#toldAt + growthMs - performance.now()
    if (this.#toldAt === 0 || wait <= 0) this.#tell()
    else {
      this.#growth = setTimeout(() => this.#tell(), wait)
    }
  }

  #tell(): void {
    clearTimeout(this.#growth)
    this.#growth = undefined
    this.#toldAt = performance.now()
    this.#told = this.#state
    for (const listener of this.#listeners) listener()
  }
}
