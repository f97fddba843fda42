// Where the rows of a diff come from: its first screen is scanned on the page, before a worker could have started; a worker reads the rest.
import { t } from '../../../shared/language/translate.ts'
import { messageOf } from '../../../shared/message-of.ts'
import { nextPaint } from '../../ui/next-paint.ts'
import { type FetchFailure, readAnswerFailure } from '../fetch-failure.ts'
import { isPlain } from './scan/plain-bytes.ts'
import { firstBytes, scanFirst } from './scan/segments.ts'
import { type FromScanWorker, type ToScanWorker } from './worker-messages.ts'

type Chunk = Uint8Array<ArrayBuffer>

/** Same-origin address of a diff, or the diff itself. */
export type DiffSource = string | Chunk

/** Bytes that the page has already go to the worker in pieces of this size: copying them all at once would be felt. */
const pieceBytes = 4 * 1024 * 1024

const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve))

function joined(chunks: readonly Chunk[], length: number): Chunk {
  const bytes = new Uint8Array(length)
  let end = 0
  for (const chunk of chunks) {
    bytes.set(chunk, end)
    end += chunk.length
  }
  return bytes
}

export class DiffFeed {
  readonly #tell: (message: FromScanWorker) => void
  readonly #abort = new AbortController()
  #scanner: Worker | undefined
  /** The page has scanned the first segment itself; the worker's is the same. */
  #hasFirst = false
  #isFirstHeard = false
  #receivedBytes = 0

  constructor(source: DiffSource, cache: RequestCache, tell: (message: FromScanWorker) => void) {
    this.#tell = tell
    const work = typeof source === 'string' ? this.#fetch(source, cache) : this.#take(source)
    work.catch((problem: unknown) => this.#fail({ kind: 'broken', reason: messageOf(problem), receivedBytes: this.#receivedBytes }))
  }

  close(): void {
    this.#abort.abort()
    this.#scanner?.terminate()
  }

  async #fetch(address: string, cache: RequestCache): Promise<void> {
    const response = await fetch(address, { cache, signal: this.#abort.signal })
    if (!response.ok || response.body === null) {
      this.#fail(await readAnswerFailure(response))
      return
    }
    const length = Number(response.headers.get('content-length'))
    const totalBytes = length > 0 ? length : undefined
    // It starts while the first bytes come.
    if (totalBytes === undefined || totalBytes > firstBytes) this.#scanner = this.#start(totalBytes)
    const reader = response.body.getReader()
    const chunks: Chunk[] = []
    let isWhole = false
    while (this.#receivedBytes < firstBytes && !isWhole) {
      const { value, done } = await reader.read()
      if (done) isWhole = true
      else {
        chunks.push(value)
        this.#receivedBytes += value.length
      }
    }
    const head = joined(chunks, this.#receivedBytes)
    if (this.#scanFirst(head, isWhole, totalBytes)) return
    this.#scanner ??= this.#start(totalBytes)
    this.#post(head)
    for (;;) {
      const { value, done } = await reader.read()
      if (done) break
      this.#receivedBytes += value.length
      this.#post(value)
    }
    this.#scanner.postMessage({ say: 'whole' } satisfies ToScanWorker, [])
  }

  async #take(bytes: Chunk): Promise<void> {
    const head = bytes.subarray(0, firstBytes)
    if (this.#scanFirst(head, head.length === bytes.length, bytes.length)) return
    if (this.#hasFirst) await nextPaint()
    if (this.#abort.signal.aborted) return
    const scanner = (this.#scanner = this.#start(bytes.length))
    this.#post(head.slice())
    for (let from = head.length; from < bytes.length; from += pieceBytes) {
      this.#post(bytes.slice(from, from + pieceBytes))
      await nextTask()
    }
    scanner.postMessage({ say: 'whole' } satisfies ToScanWorker, [])
  }

  /** Shows what can be seen in the first bytes; the answer is whether that is all of the diff. */
  #scanFirst(head: Chunk, isWhole: boolean, totalBytes: number | undefined): boolean {
    if (!isPlain(head)) return false
    const scanned = scanFirst(head, isWhole)
    if (scanned === undefined) return false
    this.#hasFirst = true
    this.#tell({ say: 'opened', totalBytes, wasGzip: false, encoding: 'utf-8' })
    this.#tell({ say: 'segment', scanned })
    if (isWhole) {
      this.#scanner?.terminate()
      this.#tell({ say: 'end' })
    }
    return isWhole
  }

  #start(totalBytes: number | undefined): Worker {
    const scanner = new Worker(new URL('./scan-worker.ts', import.meta.url), { type: 'module' })
    scanner.addEventListener('message', ({ data }: MessageEvent<FromScanWorker>) => this.#hear(data))
    scanner.addEventListener('error', ({ message }) =>
      this.#fail({ kind: 'broken', reason: message || t('the worker could not be started'), receivedBytes: this.#receivedBytes }),
    )
    scanner.postMessage({ say: 'start', totalBytes } satisfies ToScanWorker, [])
    return scanner
  }

  #post(bytes: Chunk): void {
    this.#scanner?.postMessage({ say: 'bytes', bytes } satisfies ToScanWorker, [bytes.buffer])
  }

  #hear(message: FromScanWorker): void {
    if (this.#hasFirst && message.say === 'opened') return
    if (this.#hasFirst && message.say === 'segment' && !this.#isFirstHeard) {
      this.#isFirstHeard = true
      return
    }
    // What scanning took of memory is given back with the worker.
    if (message.say === 'end' || message.say === 'failed') this.close()
    this.#tell(message)
  }

  #fail(failure: FetchFailure): void {
    if (this.#abort.signal.aborted) return
    this.close()
    this.#tell({ say: 'failed', failure })
  }
}
