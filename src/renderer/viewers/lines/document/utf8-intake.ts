// Turns a stream that announces UTF-16 by its byte order mark into UTF-8; everything else passes as it is.

export class Utf8Intake {
  #first: Uint8Array | undefined = new Uint8Array(0)
  #decoder: TextDecoder | undefined
  readonly #encoder = new TextEncoder()

  /** The bytes are not given as they came. */
  get isChanging(): boolean {
    return this.#decoder !== undefined
  }

  push(chunk: Uint8Array): Uint8Array {
    const bytes = this.#first === undefined ? chunk : this.#choose(this.#first, chunk)
    return this.#decoder === undefined ? bytes : this.#encoder.encode(this.#decoder.decode(bytes, { stream: true }))
  }

  end(): Uint8Array {
    const rest = this.#first ?? new Uint8Array(0)
    return this.#decoder === undefined ? rest : this.#encoder.encode(this.#decoder.decode())
  }

  /** Two bytes decide, and they may come apart. */
  #choose(first: Uint8Array, chunk: Uint8Array): Uint8Array {
    const bytes = first.length === 0 ? chunk : new Uint8Array([...first, ...chunk])
    if (bytes.length < 2) {
      this.#first = bytes.slice()
      return new Uint8Array(0)
    }
    this.#first = undefined
    if (bytes[0] === 0xff && bytes[1] === 0xfe) this.#decoder = new TextDecoder('utf-16le')
    if (bytes[0] === 0xfe && bytes[1] === 0xff) this.#decoder = new TextDecoder('utf-16be')
    return bytes
  }
}
