// Collects a stream of JSON and gives it laid out at its end; what cannot be laid out is given as it came.
import { layOutJson } from './json-layout.ts'
import { Utf8Intake } from './utf8-intake.ts'

/** A layout takes several times the memory of its text. */
const mostBytes = 64_000_000

export class JsonIntake {
  #problem: string | undefined
  #length = 0
  #parts: Uint8Array[] = []
  readonly #utf8 = new Utf8Intake()

  /** Why the text is not laid out, once that is known. */
  get problem(): string | undefined {
    return this.#problem
  }

  push(chunk: Uint8Array): Uint8Array {
    const bytes = this.#utf8.push(chunk)
    if (this.#problem !== undefined) return bytes
    // The stream may use the chunk's memory again.
    this.#parts.push(bytes.slice())
    this.#length += bytes.length
    if (this.#length <= mostBytes) return new Uint8Array(0)
    this.#problem = 'it is too large to be laid out'
    return this.#collected()
  }

  end(): Uint8Array {
    const rest = this.#utf8.end()
    if (this.#problem !== undefined) return rest
    this.#parts.push(rest)
    this.#length += rest.length
    const whole = this.#collected()
    const layout = layOutJson(new TextDecoder().decode(whole))
    if (layout.state === 'laid-out') return new TextEncoder().encode(layout.text)
    this.#problem = layout.reason
    return whole
  }

  #collected(): Uint8Array {
    const whole = new Uint8Array(this.#length)
    let at = 0
    for (const part of this.#parts) {
      whole.set(part, at)
      at += part.length
    }
    this.#parts = []
    return whole
  }
}
