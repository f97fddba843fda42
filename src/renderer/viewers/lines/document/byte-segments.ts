// The bytes of a stream, kept once, in segments, so that growing never copies what is there.

/** A multiple of four, so that a segment can be scanned by words. */
const segmentBytes = 1 << 22

export class ByteSegments {
  readonly #segments: Uint8Array[] = []
  #byteLength = 0

  get byteLength(): number {
    return this.#byteLength
  }

  append(bytes: Uint8Array): void {
    let at = 0
    while (at < bytes.length) {
      const used = this.#byteLength % segmentBytes
      if (used === 0) this.#segments.push(new Uint8Array(segmentBytes))
      const segment = this.#segments.at(-1)
      if (segment === undefined) return
      const part = bytes.subarray(at, at + segmentBytes - used)
      segment.set(part, used)
      at += part.length
      this.#byteLength += part.length
    }
  }

  byteAt(offset: number): number | undefined {
    if (offset >= this.#byteLength) return undefined
    return this.#segments[Math.floor(offset / segmentBytes)]?.[offset % segmentBytes]
  }

  /** A view where the range lies in one segment, else a copy; do not write to it. */
  slice(start: number, end: number): Uint8Array {
    const stop = Math.min(end, this.#byteLength)
    if (stop <= start) return new Uint8Array(0)
    const first = Math.floor(start / segmentBytes)
    const last = Math.floor((stop - 1) / segmentBytes)
    if (first === last) {
      const base = first * segmentBytes
      return this.#segments[first]?.subarray(start - base, stop - base) ?? new Uint8Array(0)
    }
    const copy = new Uint8Array(stop - start)
    for (let index = first; index <= last; index++) {
      const base = index * segmentBytes
      const part = this.#segments[index]?.subarray(Math.max(start - base, 0), Math.min(stop - base, segmentBytes))
      if (part !== undefined) copy.set(part, Math.max(base - start, 0))
    }
    return copy
  }

  /** Offset of the last such byte before `before` and not before `from`, or -1. */
  lastIndexOf(byte: number, before: number, from: number): number {
    let end = Math.min(before, this.#byteLength)
    while (end > from) {
      const index = Math.floor((end - 1) / segmentBytes)
      const base = index * segmentBytes
      const start = Math.max(from - base, 0)
      const found = this.#segments[index]?.subarray(start, end - base).lastIndexOf(byte) ?? -1
      if (found !== -1) return base + start + found
      end = base
    }
    return -1
  }

  /** The segment that holds a byte: where it begins, and its bytes as far as they are written. */
  segmentAt(offset: number): { base: number; bytes: Uint8Array } | undefined {
    const index = Math.floor(offset / segmentBytes)
    const base = index * segmentBytes
    if (offset >= this.#byteLength) return undefined
    const segment = this.#segments[index]
    return segment === undefined ? undefined : { base, bytes: segment.subarray(0, Math.min(segmentBytes, this.#byteLength - base)) }
  }
}
