// Undoes what mailers do to a patch: encodings of its text and of words in its head, and parts of which one is the patch.
import { mailLines, type MailLines } from './mail-lines.ts'
import { readMailHead } from './mail-head.ts'
import { type Bytes, concatBytes, lineHead, type LineSpan, lineSpans } from './patch-lines.ts'

/** The first line of a mail: a mailbox's own, or one of its head. */
const mailStart =
  /^(?:From \S+ .*\d{4}$|(?:From|To|Cc|Subject|Date|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Sender|Reply-To|In-Reply-To|References|User-Agent|Authentication-Results|DKIM-Signature|(?:Content|X|List|ARC|Thread)-[\w-]+): ?)/i
/** The first line of the next one in a mailbox. */
const nextMail = /^From (?:[0-9a-f]{40,64}|\S+@\S+|-) .*\d{4}$/
const headLine = /^(?:[!-9;-~]+:|[ \t]|From )/
const mostHeadBytes = 256 * 1024
const blankLine: Bytes = Uint8Array.of(10)

type Place =
  /** Above all text. */
  | 'start'
  | 'head'
  | 'body'
  /** It is no mail. */
  | 'outside'

export class PatchMail {
  #place: Place = 'start'
  #isDecoded = false
  #head: Bytes[] = []
  #headBytes = 0
  #boundaries: string[] = []
  #body: MailLines | undefined
  #bytes: Bytes = new Uint8Array(0)
  /** Up to here the bytes stand in `out`, as they are or decoded. */
  #outUntil = 0
  #out: Bytes[] = []

  /** The text of a mail was decoded; words of its head alone need no mention. */
  get isDecoded(): boolean {
    return this.#isDecoded || this.#body?.isDecoding === true
  }

  /** Whole lines as they were before they were sent: the same bytes where they are no mail, or a plain one. */
  decode(bytes: Bytes, isLast: boolean): Bytes {
    if (this.#place === 'outside') return bytes
    this.#bytes = bytes
    this.#outUntil = 0
    this.#out = []
    for (const span of lineSpans(bytes)) {
      this.#line(span)
      if (this.#isOutside()) break
    }
    if (isLast) {
      this.#endHead(bytes.length)
      this.#endBody(bytes.length)
    }
    return this.#out.length === 0 ? bytes.subarray(this.#outUntil) : concatBytes([...this.#out, bytes.subarray(this.#outUntil)])
  }

  #isOutside(): boolean {
    return this.#place === 'outside'
  }

  #line(span: LineSpan): void {
    switch (this.#place) {
      case 'start':
        return this.#startLine(span)
      case 'head':
        return this.#headLine(span)
      case 'body':
        return this.#bodyLine(span)
      case 'outside':
    }
  }

  #startLine(span: LineSpan): void {
    const text = lineHead(this.#bytes, span)
    if (text.trim() === '') return
    if (mailStart.test(text)) this.#openHead(span)
    else this.#place = 'outside'
  }

  #openHead(span: LineSpan): void {
    this.#place = 'head'
    this.#head = []
    this.#headBytes = 0
    this.#keepHead(span)
  }

  #keepHead(span: LineSpan): void {
    this.#put(span.start, span.next)
    this.#head.push(this.#bytes.slice(span.start, span.next))
    this.#headBytes += span.next - span.start
  }

  #headLine(span: LineSpan): void {
    const text = lineHead(this.#bytes, span, 80)
    if (text.trim() === '' && this.#headBytes > 0) {
      this.#keepHead(span)
      this.#endHead(span.next)
    } else if (headLine.test(text) && this.#headBytes < mostHeadBytes) this.#keepHead(span)
    else {
      this.#endHead(span.start)
      this.#bodyLine(span)
    }
  }

  #endHead(at: number): void {
    if (this.#place !== 'head') return
    this.#place = 'body'
    const written = concatBytes(this.#head)
    const head = readMailHead(written)
    if (head.boundary !== undefined) this.#boundaries.push(head.boundary)
    this.#body = head.boundary === undefined ? mailLines(head) : undefined
    this.#isDecoded ||= head.boundary !== undefined || this.#body?.isDecoding === true
    this.#put(at, at, head.readable ?? written)
  }

  #bodyLine(span: LineSpan): void {
    const text = lineHead(this.#bytes, span)
    if (text.startsWith('From ') && nextMail.test(text)) {
      this.#endBody(span.start)
      this.#boundaries = []
      this.#openHead(span)
      return
    }
    const depth = text.startsWith('--') ? this.#boundaries.findLastIndex((each) => text.slice(2).trimEnd().replace(/--$/, '') === each) : -1
    if (depth >= 0)
      this.#nextPart(span, depth, text.trimEnd().endsWith('--') && text.trimEnd().length > (this.#boundaries[depth] ?? '').length + 2)
    else if (this.#body !== undefined) this.#put(span.start, span.next, this.#body.take(this.#bytes.slice(span.start, span.next)))
  }

  /** What stands between two parts is no line of either. */
  #nextPart(span: LineSpan, depth: number, isLast: boolean): void {
    this.#endBody(span.start)
    this.#put(span.start, span.next, blankLine)
    this.#boundaries = this.#boundaries.slice(0, isLast ? depth : depth + 1)
    if (isLast) return
    this.#place = 'head'
    this.#head = []
    this.#headBytes = 0
  }

  #endBody(at: number): void {
    const rest = this.#body?.end()
    this.#isDecoded ||= this.#body?.isDecoding === true
    this.#body = undefined
    if (rest !== undefined && rest.length > 0) this.#put(at, at, rest)
  }

  /** Puts this in the place of the bytes from `start` to `end`, behind those before them. */
  #put(start: number, end: number, bytes?: Bytes): void {
    if (start > this.#outUntil) this.#out.push(this.#bytes.subarray(this.#outUntil, start))
    if (bytes !== undefined && bytes.length > 0) this.#out.push(bytes)
    this.#outUntil = end
  }
}
