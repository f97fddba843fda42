// The lines of a mail's body as they were before it was sent.
import { inCharset } from './charset-lines.ts'
import { type MailHead } from './mail-head.ts'
import { type Bytes, concatBytes, newline } from './patch-lines.ts'

const carriageReturn = 13
const blank = 32
const tab = 9
const equals = 61
const dash = 45
const none: Bytes = new Uint8Array(0)

export interface MailLines {
  /** Whether lines were other than they read. */
  readonly isDecoding: boolean
  /** Takes a line with its line end; the answer is the whole lines that are known by it. */
  take(line: Bytes): Bytes
  /** The rest, with a line end. */
  end(): Bytes
}

/** Undefined where lines stand as they were. */
export function mailLines({ encoding, flowed, hasReturns, charset }: MailHead): MailLines | undefined {
  const lines =
    encoding === 'base64'
      ? new Base64Lines()
      : encoding === 'quoted-printable'
        ? new QuotedLines(hasReturns)
        : hasReturns
          ? new ReturnedLines()
          : undefined
  const decoded = inCharset(lines, charset)
  return flowed === 'no' ? decoded : new FlowedLines(decoded, flowed === 'flowed-and-blank')
}

/** Bytes until the end of their line comes. */
class WholeLines {
  #rest: Bytes[] = []

  take(bytes: Bytes): Bytes {
    const end = bytes.lastIndexOf(newline) + 1
    if (end === 0) {
      this.#rest.push(bytes)
      return none
    }
    const lines = concatBytes([...this.#rest, bytes.subarray(0, end)])
    this.#rest = end === bytes.length ? [] : [bytes.slice(end)]
    return lines
  }

  end(): Bytes {
    const rest = concatBytes(this.#rest)
    this.#rest = []
    return rest.length === 0 ? none : concatBytes([rest, Uint8Array.of(newline)])
  }
}

function textEnd(line: Uint8Array): number {
  let end = line.length
  if (line[end - 1] === newline) end--
  if (line[end - 1] === carriageReturn) end--
  return end
}

function lineEnd(line: Uint8Array, hasReturn: boolean): Uint8Array {
  return hasReturn ? line.subarray(line.length - (line.at(-1) === newline ? 1 : 0)) : line.subarray(textEnd(line))
}

class ReturnedLines implements MailLines {
  readonly isDecoding = true

  take(line: Bytes): Bytes {
    return concatBytes([line.subarray(0, textEnd(line)), lineEnd(line, true)])
  }

  end(): Bytes {
    return none
  }
}

class QuotedLines implements MailLines {
  readonly isDecoding = true
  readonly #lines = new WholeLines()
  readonly #hasReturns: boolean

  constructor(hasReturns: boolean) {
    this.#hasReturns = hasReturns
  }

  take(line: Bytes): Bytes {
    let end = textEnd(line)
    // Blanks at the end were added on the way.
    while (end > 0 && (line[end - 1] === blank || line[end - 1] === tab)) end--
    const isSoft = line[end - 1] === equals
    if (isSoft) end--
    const bytes = new Uint8Array(line.length)
    let length = 0
    for (let at = 0; at < end; at++) {
      const hex = line[at] === equals ? /^[\da-f]{2}$/i.exec(String.fromCharCode(line[at + 1] ?? 0, line[at + 2] ?? 0)) : null
      bytes[length++] = hex === null ? (line[at] ?? 0) : Number.parseInt(hex[0], 16)
      if (hex !== null) at += 2
    }
    if (!isSoft) for (const byte of lineEnd(line, this.#hasReturns)) bytes[length++] = byte
    return this.#lines.take(bytes.slice(0, length))
  }

  end(): Bytes {
    return this.#lines.end()
  }
}

class Base64Lines implements MailLines {
  readonly isDecoding = true
  readonly #lines = new WholeLines()
  #rest = ''
  #isBroken = false

  take(line: Bytes): Bytes {
    if (this.#isBroken) return this.#lines.take(line)
    const letters = this.#rest + String.fromCharCode(...line.subarray(0, Math.min(textEnd(line), 65_536))).trim()
    const whole = letters.length - (letters.length % 4)
    const bytes = fromBase64(letters.slice(0, whole))
    if (bytes === undefined) {
      // It is not what it says; from here on it stays as it is.
      this.#isBroken = true
      return this.#lines.take(concatBytes([this.#lines.end(), line]))
    }
    this.#rest = letters.slice(whole)
    return this.#lines.take(bytes)
  }

  end(): Bytes {
    const last = fromBase64(this.#rest) ?? none
    return concatBytes([this.#lines.take(last), this.#lines.end()])
  }
}

function fromBase64(letters: string): Bytes | undefined {
  try {
    return Uint8Array.from(atob(letters), (character) => character.charCodeAt(0))
  } catch {
    // Not base64.
    return undefined
  }
}

class FlowedLines implements MailLines {
  readonly isDecoding = true
  readonly #decoded: MailLines | undefined
  readonly #isBlankAdded: boolean
  #previous: Bytes = none

  constructor(decoded: MailLines | undefined, isBlankAdded: boolean) {
    this.#decoded = decoded
    this.#isBlankAdded = isBlankAdded
  }

  take(line: Bytes): Bytes {
    return this.#takeAll(this.#decoded === undefined ? line : this.#decoded.take(line))
  }

  end(): Bytes {
    const lines = this.#decoded === undefined ? none : this.#takeAll(this.#decoded.end())
    const previous = this.#previous
    this.#previous = none
    return previous.length === 0 ? lines : concatBytes([lines, previous, Uint8Array.of(newline)])
  }

  #takeAll(lines: Bytes): Bytes {
    const taken: Bytes[] = []
    for (let start = 0; start < lines.length;) {
      const next = lines.indexOf(newline, start) + 1 || lines.length
      taken.push(this.#takeOne(lines.subarray(start, next)))
      start = next
    }
    return concatBytes(taken)
  }

  #takeOne(line: Bytes): Bytes {
    const end = textEnd(line)
    const isSignature = end === 3 && line[0] === dash && line[1] === dash && line[2] === blank
    const text = !isSignature && end > 0 && line[0] === blank ? line.subarray(1) : line
    const length = textEnd(text)
    if (!isSignature && length > 0 && text[length - 1] === blank) {
      this.#previous = concatBytes([this.#previous, text.subarray(0, this.#isBlankAdded ? length - 1 : length)])
      return none
    }
    const joined = concatBytes([this.#previous, text])
    this.#previous = none
    return joined
  }
}
