// A growing list of ascending numbers: byte offsets, line or row numbers. Blocks, so that growing never copies.

const blockLength = 1 << 16

export class OffsetList {
  readonly #blocks: Float64Array[] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  push(value: number): void {
    const used = this.#length & (blockLength - 1)
    if (used === 0) this.#blocks.push(new Float64Array(blockLength))
    const block = this.#blocks[this.#length >>> 16]
    if (block !== undefined) block[used] = value
    this.#length++
  }

  pop(): void {
    if (this.#length === 0) return
    this.#length--
    if ((this.#length & (blockLength - 1)) === 0) this.#blocks.pop()
  }

  at(index: number): number | undefined {
    if (index < 0 || index >= this.#length) return undefined
    return this.#blocks[index >>> 16]?.[index & (blockLength - 1)]
  }

  /** Index of the first value that is not less than `value`; the length when all are less. */
  lowerBound(value: number): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.at(middle) ?? Infinity) < value) low = middle + 1
      else high = middle
    }
    return low
  }
}
