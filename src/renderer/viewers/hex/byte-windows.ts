// The bytes around what is looked at, fetched in windows by HTTP ranges; never the whole artifact.
import { t } from '../../../shared/language/translate.ts'
import { VitrineError } from '../../../shared/errors.ts'
import { messageOf } from '../../../shared/message-of.ts'
import { parseFetchFailure } from '../fetch-error.ts'
import { readAnswerFailure } from '../fetch-failure.ts'

/** Asks for a part of the content, in the words of the `Range` header. */
export type FetchRange = (range: string, signal: AbortSignal) => Promise<Response>

const windowBytes = 64 * 1024
const mostWindows = 32
/** Fetched ahead on either side. */
const marginBytes = 8 * 1024

/** What is at hand now; another object whenever that changed. */
export interface BytesView {
  /** Set when the last bytes asked for could not be fetched. */
  error: VitrineError | undefined
  /** The bytes from `start` to before `end` as far as they are at hand, up to the end of a window. */
  read: (start: number, end: number) => Uint8Array | undefined
}

export class ByteWindows {
  readonly #fetchRange: FetchRange
  readonly #sizeBytes: number
  readonly #windows = new Map<number, Uint8Array>()
  readonly #asked = new Map<number, AbortController>()
  readonly #listeners = new Set<() => void>()
  #wanted = { start: 0, end: 0 }
  #view: BytesView = { error: undefined, read: (start, end) => this.#read(start, end) }

  constructor(fetchRange: FetchRange, sizeBytes: number) {
    this.#fetchRange = fetchRange
    this.#sizeBytes = sizeBytes
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      for (const asked of this.#asked.values()) asked.abort()
      this.#asked.clear()
    }
  }

  readonly getView = (): BytesView => this.#view

  /** Sees to it that these bytes arrive, and then those beside them; stops fetching what is no longer near. */
  want(start: number, end: number): void {
    this.#wanted = { start, end }
    const near = windowsOf(start - marginBytes, end + marginBytes, this.#sizeBytes)
    for (const [index, asked] of this.#asked) {
      if (near.includes(index)) continue
      asked.abort()
      this.#asked.delete(index)
    }
    this.#fetchNext()
  }

  /** The bytes of any range, fetched if need be; for copying. */
  async fetch(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#request(start, end, new AbortController().signal)
  }

  retry(): void {
    this.#tell(undefined)
    this.want(this.#wanted.start, this.#wanted.end)
  }

  #read(start: number, end: number): Uint8Array | undefined {
    const window = this.#windows.get(Math.floor(start / windowBytes))
    const at = start % windowBytes
    return window?.subarray(at, at + end - start)
  }

  /** What is looked at comes first: a compressed content is read from its start for every part of it. */
  #fetchNext(): void {
    const { start, end } = this.#wanted
    const isMissing = (index: number) => !this.#windows.has(index)
    const inSight = windowsOf(start, end, this.#sizeBytes).filter(isMissing)
    const next = inSight.length > 0 ? inSight : windowsOf(start - marginBytes, end + marginBytes, this.#sizeBytes).filter(isMissing)
    for (const index of next) if (!this.#asked.has(index)) void this.#fetch(index)
  }

  async #fetch(index: number): Promise<void> {
    const asked = new AbortController()
    this.#asked.set(index, asked)
    const start = index * windowBytes
    try {
      const bytes = await this.#request(start, Math.min(start + windowBytes, this.#sizeBytes), asked.signal)
      this.#windows.set(index, bytes)
      for (const oldest of this.#windows.keys()) {
        if (this.#windows.size <= mostWindows) break
        this.#windows.delete(oldest)
      }
      this.#tell(undefined)
    } catch (error) {
      if (asked.signal.aborted) return
      this.#tell(error instanceof VitrineError ? error : brokenError(error))
    } finally {
      if (this.#asked.get(index) === asked) this.#asked.delete(index)
    }
    if (this.#view.error === undefined) this.#fetchNext()
  }

  async #request(start: number, end: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const response = await this.#fetchRange(`bytes=${start}-${end - 1}`, signal)
    if (!response.ok) throw parseFetchFailure(await readAnswerFailure(response))
    // A server that gives everything is taken at its word only when everything is what was asked for.
    if (response.status !== 206 && (start !== 0 || end !== this.#sizeBytes)) {
      await response.body?.cancel()
      throw new VitrineError('internal', { reason: t('the content was not given in parts') })
    }
    return new Uint8Array(await response.arrayBuffer())
  }

  #tell(error: VitrineError | undefined): void {
    this.#view = { error, read: (start, end) => this.#read(start, end) }
    for (const listener of this.#listeners) listener()
  }
}

function windowsOf(start: number, end: number, sizeBytes: number): number[] {
  const first = Math.floor(Math.max(0, start) / windowBytes)
  const last = Math.floor((Math.min(end, sizeBytes) - 1) / windowBytes)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
}

function brokenError(error: unknown): VitrineError {
  return parseFetchFailure({ kind: 'broken', reason: messageOf(error), receivedBytes: 0 })
}
