// Lines of a mail in the charset that its head declares, as UTF-8.
import { type MailLines } from './mail-lines.ts'
import { type Bytes, lineSpans, concatBytes, newline } from './patch-lines.ts'

/** Node knows the class as a value alone. */
type Decoder = InstanceType<typeof TextDecoder>

const none: Bytes = new Uint8Array(0)
/** In these even ASCII text is not, or only by what stands above it. */
const isWholeText = (encoding: string) => /^(?:utf-16|iso-2022)/.test(encoding)

/** Undefined for UTF-8, for what nobody knows, and where none is declared. */
function decoderOf(charset: string | undefined): Decoder | undefined {
  if (charset === undefined) return undefined
  try {
    const decoder = new TextDecoder(charset)
    return decoder.encoding === 'utf-8' ? undefined : decoder
  } catch {
    // No such charset.
    return undefined
  }
}

/** The lines that `decoded` gives (or those of the mail), in UTF-8. */
export function inCharset(decoded: MailLines | undefined, charset: string | undefined): MailLines | undefined {
  const decoder = decoderOf(charset)
  return decoder === undefined ? decoded : new CharsetLines(decoded, decoder)
}

class CharsetLines implements MailLines {
  readonly #decoded: MailLines | undefined
  readonly #decoder: Decoder
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true })
  readonly #encoder = new TextEncoder()
  #hasOther = false
  #rest: Bytes = none

  constructor(decoded: MailLines | undefined, decoder: Decoder) {
    this.#decoded = decoded
    this.#decoder = decoder
  }

  get isDecoding(): boolean {
    return this.#hasOther || this.#decoded?.isDecoding === true
  }

  take(line: Bytes): Bytes {
    return this.#inUtf8(this.#decoded === undefined ? line : this.#decoded.take(line))
  }

  end(): Bytes {
    const coded = this.#decoded?.end() ?? none
    // The line end that stands there is a byte, and none of these texts has one of a single byte.
    const last = this.#inUtf8(this.#decoder.encoding.startsWith('utf-16') ? coded.subarray(0, -1) : coded)
    const rest = concatBytes([last, this.#rest, this.#encoder.encode(this.#decoder.decode())])
    this.#rest = none
    return rest.length === 0 || rest.at(-1) === newline ? rest : concatBytes([rest, Uint8Array.of(newline)])
  }

  #inUtf8(lines: Bytes): Bytes {
    return isWholeText(this.#decoder.encoding) ? this.#wholeLines(lines) : concatBytes(Array.from(this.#eachLine(lines)))
  }

  #wholeLines(bytes: Bytes): Bytes {
    this.#hasOther ||= bytes.length > 0
    const text = concatBytes([this.#rest, this.#encoder.encode(this.#decoder.decode(bytes, { stream: true }))])
    const end = text.lastIndexOf(newline) + 1
    this.#rest = text.slice(end)
    return text.subarray(0, end)
  }

  /** The head speaks of what the sender wrote; lines of the patch may be in the charset of their file, which is UTF-8 more often. */
  *#eachLine(lines: Bytes): Generator<Bytes> {
    for (const { start, next } of lineSpans(lines)) {
      const line = lines.subarray(start, next)
      if (isAscii(line) || this.#isUtf8(line)) yield line
      else {
        this.#hasOther = true
        yield this.#encoder.encode(this.#decoder.decode(line))
      }
    }
  }

  #isUtf8(line: Bytes): boolean {
    try {
      this.#utf8.decode(line)
      return true
    } catch {
      // Of another charset.
      return false
    }
  }
}

const isAscii = (line: Bytes) => line.every((byte) => byte < 0x80)
