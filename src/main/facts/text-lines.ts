// Splits bytes into lines of text in flat memory, whatever the size, the chunks or the length of a line.
import { TextDecoder } from 'node:util'
import { withoutLastCharacter } from './content-head.ts'

/** Longer lines are handed on cut to about this many bytes, unless the caller says otherwise. */
const usualLimit = 256 * 1024
/** Larger chunks are decoded in pieces. */
const blockSize = 1024 * 1024
const newline = 10
const replacement = '\uFFFD'
const replacementBytes = Buffer.from(replacement)

/** Push chunks, then `end`: `onLine` gets each line without its newline (a carriage return stays). */
export class TextLines {
  /** Newlines, plus one for a last line without. */
  lines = 0
  /** Some bytes are no UTF-8 and came out as U+FFFD. */
  invalidUtf8 = false
  /** Lines that were handed on cut. */
  cutLines = 0
  private readonly onLine: (line: string) => void
  private readonly lineLimit: number
  private utf16: TextDecoder | undefined
  private started = false
  /** Bytes of a line whose end has not come yet; at most `lineLimit` and a block. `restSize` counts also those that are not kept. */
  private rest: Uint8Array[] = []
  private restSize = 0
  private utf16Rest = ''

  constructor(onLine: (line: string) => void, lineLimit = usualLimit) {
    this.onLine = onLine
    this.lineLimit = lineLimit
  }

  push(chunk: Uint8Array): void {
    if (!this.started) {
      const head = this.restSize === 0 ? chunk : Buffer.concat([...this.rest, chunk])
      if (head.length < 3) {
        this.rest = [Uint8Array.from(head)]
        this.restSize = head.length
        return
      }
      this.start(head)
      return
    }
    if (this.utf16 !== undefined) this.pushUtf16(this.utf16.decode(chunk, { stream: true }))
    else for (let from = 0; from < chunk.length; from += blockSize) this.pushBlock(chunk.subarray(from, from + blockSize))
  }

  end(): void {
    if (!this.started) this.start(Buffer.concat(this.rest))
    if (this.utf16 !== undefined) {
      this.pushUtf16(this.utf16.decode())
      if (this.utf16Rest !== '') this.line(this.utf16Rest)
      this.utf16Rest = ''
    } else if (this.restSize > 0) this.lineOfRest()
  }

  private start(head: Uint8Array): void {
    this.started = true
    this.rest = []
    this.restSize = 0
    const [first, second, third] = head
    const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
    if (isUtf16) this.utf16 = new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be')
    const hasMark = first === 0xef && second === 0xbb && third === 0xbf
    this.push(hasMark ? head.subarray(3) : head)
  }

  private pushBlock(block: Uint8Array): void {
    const last = block.lastIndexOf(newline)
    if (last >= 0) {
      const from = this.restSize > 0 ? block.indexOf(newline) : -1
      if (from >= 0) {
        this.keep(block.subarray(0, from))
        this.lineOfRest()
      }
      this.split(this.decode(block.subarray(from + 1, last + 1)))
    }
    this.keep(block.subarray(last + 1))
  }

  private keep(bytes: Uint8Array): void {
    this.restSize += bytes.length
    // A copy: the caller may use the chunk's memory again.
    if (bytes.length > 0 && this.restSize - bytes.length < this.lineLimit) this.rest.push(Uint8Array.from(bytes))
  }

  private lineOfRest(): void {
    const bytes = Buffer.concat(this.rest)
    const isCut = this.restSize > bytes.length
    this.rest = []
    this.restSize = 0
    this.line(this.decode(isCut ? withoutLastCharacter(bytes) : bytes), isCut)
  }

  private decode(bytes: Uint8Array): string {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const text = buffer.toString('utf8')
    if (!this.invalidUtf8 && text.includes(replacement)) this.invalidUtf8 = !buffer.includes(replacementBytes)
    return text
  }

  private pushUtf16(text: string): void {
    const last = text.lastIndexOf('\n')
    if (last < 0) {
      if (this.utf16Rest.length < this.lineLimit) this.utf16Rest += text
      return
    }
    this.split(this.utf16Rest + text.slice(0, last + 1))
    this.utf16Rest = text.slice(last + 1)
  }

  private split(text: string): void {
    let from = 0
    for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
      this.line(text.slice(from, to))
      from = to + 1
    }
  }

  private line(text: string, isCut = text.length > this.lineLimit): void {
    this.lines++
    if (isCut) this.cutLines++
    this.onLine(text.length > this.lineLimit ? text.slice(0, this.lineLimit) : text)
  }
}

/** Reads the whole stream; resolves to the splitter for what it counted. */
export async function readLines(
  content: AsyncIterable<Uint8Array>,
  onLine: (line: string) => void,
  lineLimit?: number,
): Promise<TextLines> {
  const lines = new TextLines(onLine, lineLimit)
  for await (const chunk of content) lines.push(chunk)
  lines.end()
  return lines
}
