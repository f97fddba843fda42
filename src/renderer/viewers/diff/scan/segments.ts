// Cuts a stream of bytes into segments of whole lines and scans them; the first one is small, so that it can be painted at once.
import { concatBytes } from '../../../../shared/patch/patch-lines.ts'
import { PatchText, type PatchTreatment } from '../../../../shared/patch/patch-text.ts'
import { type Segment } from '../model/rows.ts'
import { DiffScanner, type Scanned } from './diff-scanner.ts'

/** Enough for a first screen, and little enough to be scanned at once. */
export const firstBytes = 8 * 1024
const laterBytes = 1024 * 1024
const newline = 10

/** A segment of rows, with the files and hunks found in it. */
export interface ScannedSegment extends Omit<Scanned, 'rows'> {
  segment: Segment
  /** What was done to its bytes. */
  treatment: PatchTreatment
  /** Bytes of the stream read so far. */
  readBytes: number
}

class Cutter {
  readonly #scanner = new DiffScanner()
  /** Whole lines that the scanner could not decide about yet. */
  #carry = new Uint8Array(0)
  /** What came after them; its last line may be incomplete. */
  #chunks: Uint8Array[] = []
  #chunkBytes = 0
  #targetBytes = firstBytes
  readonly #text = new PatchText()
  #readBytes = 0

  /** Takes a chunk; the answer is a segment when enough has come. */
  add(chunk: Uint8Array, isLast = false): ScannedSegment | undefined {
    this.#chunks.push(chunk)
    this.#chunkBytes += chunk.length
    this.#readBytes += chunk.length
    return isLast || this.#chunkBytes >= this.#targetBytes ? this.cut(isLast) : undefined
  }

  cut(isLast: boolean): ScannedSegment | undefined {
    const bytes = this.#wholeLines(isLast)
    const taken = this.#scanner.scan(bytes, isLast)
    this.#carry = bytes.slice(taken)
    // A line longer than the target would be copied again and again if the target did not grow with it.
    this.#targetBytes = Math.max(laterBytes, 2 * this.#chunkBytes)
    if (taken === 0 && !isLast) return undefined
    const { rows, shifts, files, hunks } = this.#scanner.take()
    return {
      segment: { bytes: bytes.subarray(0, taken), ...rows },
      shifts,
      files,
      hunks,
      treatment: this.#text.treatment,
      readBytes: this.#readBytes,
    }
  }

  #wholeLines(isLast: boolean): Uint8Array<ArrayBuffer> {
    const bytes = concatBytes(this.#chunks)
    const end = isLast ? bytes.length : bytes.lastIndexOf(newline) + 1
    const tail = bytes.slice(end)
    this.#chunks = tail.length === 0 ? [] : [tail]
    this.#chunkBytes = tail.length
    const lines = this.#text.read(bytes.subarray(0, end), isLast)
    return this.#carry.length === 0 ? lines : concatBytes([this.#carry, lines])
  }
}

/** The first segment of plain bytes: what `scanSegments` finds in a stream whose first chunk they are. Undefined without a whole line. */
export const scanFirst = (head: Uint8Array, isWhole: boolean): ScannedSegment | undefined => new Cutter().add(head, isWhole)

/** The segments of a stream, as they can be read. There is always at least one. */
export async function* scanSegments(stream: ReadableStream<Uint8Array>): AsyncGenerator<ScannedSegment> {
  const cutter = new Cutter()
  const reader = stream.getReader()
  for (;;) {
    const { value, done } = await reader.read()
    const scanned = done ? cutter.cut(true) : cutter.add(value)
    if (scanned !== undefined) yield scanned
    if (done) return
  }
}
