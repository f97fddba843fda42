// One search through the whole diff, chunk by chunk in a worker, whatever is on screen.
import { t } from '../../../../shared/language/translate.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { type FindChunk, type FoundInChunk } from './find-messages.ts'
import { HitList } from './hit-list.ts'

export type FindProgress = { state: 'running' } | { state: 'done' } | { state: 'stopped'; reason: string }

/** A segment that takes longer than this has a pattern that may never end. */
const mostMs = 4_000

export interface Found {
  /** Grows while the search runs. */
  hits: HitList
  progress: FindProgress
}

export class FindRun {
  readonly pattern: RegExp
  /** Where the reader was when the search began; the first hit from here on is shown. */
  readonly fromRow: number
  #found: Found = { hits: new HitList(), progress: { state: 'running' } }
  readonly #isPlain: boolean
  #model: DiffModel
  readonly #listeners = new Set<() => void>()
  readonly #worker = new Worker(new URL('./find-worker.ts', import.meta.url), { type: 'module' })
  #nextSegment = 0
  #id = 0
  #watch: ReturnType<typeof setTimeout> | undefined

  constructor(model: DiffModel, pattern: RegExp, isPlain: boolean, fromRow: number) {
    this.#model = model
    this.pattern = pattern
    this.#isPlain = isPlain
    this.fromRow = fromRow
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FoundInChunk>) => this.#take(data))
    this.#worker.addEventListener('error', (event) => this.#stop(event.message))
    this.#sendNext()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  getFound = (): Found => this.#found

  /** More rows may have come. */
  goOn(model: DiffModel): void {
    this.#model = model
    if (this.#found.progress.state === 'done' && this.#nextSegment < model.segmentCount) this.#sendNext()
  }

  close(): void {
    clearTimeout(this.#watch)
    this.#worker.terminate()
  }

  #sendNext(): void {
    const segment = this.#model.copySegment(this.#nextSegment)
    if (segment === undefined) {
      this.#tell({ state: 'done' })
      return
    }
    this.#nextSegment++
    const { source, flags } = this.pattern
    const chunk: FindChunk = { ...segment, id: ++this.#id, source, flags, isPlain: this.#isPlain }
    this.#watch = setTimeout(() => this.#stop(t('the pattern takes too long; make it simpler')), mostMs)
    this.#worker.postMessage(chunk, [chunk.bytes.buffer, chunk.offsets.buffer, chunk.signCounts.buffer])
  }

  #take({ id, rows, counts }: FoundInChunk): void {
    if (id !== this.#id) return
    clearTimeout(this.#watch)
    this.#found.hits.add(rows, counts)
    this.#tell({ state: 'running' })
    this.#sendNext()
  }

  #stop(reason: string): void {
    this.close()
    this.#tell({ state: 'stopped', reason })
  }

  #tell(progress: FindProgress): void {
    this.#found = { hits: this.#found.hits, progress }
    for (const listener of this.#listeners) listener()
  }
}
