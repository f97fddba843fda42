// The one door to the text of a diff: what mailers, pagers, graphs and quotations put around it is taken away, so that all who read
// the diff (the window's viewer, facts, comparisons, notes) read the same lines.
import { type PatchForm, PatchForms } from './forms/form-lines.ts'
import { LinePrefix } from './line-prefix.ts'
import { PatchColours } from './patch-colours.ts'
import { type Bytes, concatBytes, newline } from './patch-lines.ts'
import { PatchMail } from './patch-mail.ts'
import { WordLines } from './word-lines.ts'
import { type OtherSigns, PatchSigns } from './patch-signs.ts'

/** What was done to the bytes of a diff. */
export interface PatchTreatment {
  /** What a mailer did to its text or to words of its head was undone. */
  wasMailed: boolean
  /** Its lines end in carriage returns alone. */
  hadReturnsOnly: boolean
  /** Colours of a terminal were removed. */
  wasColoured: boolean
  /** What stood before each line was removed. */
  wasPrefixed: boolean
  /** It was another form of diff than a unified one. */
  form: PatchForm | undefined
  /** Its changes stood within the lines, as words. */
  hadWords: boolean
  /** Rows had other signs than `+`, `-` and a blank. */
  otherSigns: OtherSigns
}

export const untreated: PatchTreatment = {
  wasMailed: false,
  hadReturnsOnly: false,
  wasColoured: false,
  wasPrefixed: false,
  form: undefined,
  hadWords: false,
  otherSigns: { is: 'none' },
}

const byteOrderMark = [0xef, 0xbb, 0xbf]
const hasByteOrderMark = (bytes: Uint8Array) => byteOrderMark.every((byte, index) => bytes[index] === byte)

export class PatchText {
  readonly #mail = new PatchMail()
  readonly #colours = new PatchColours()
  readonly #prefix = new LinePrefix()
  readonly #forms = new PatchForms()
  readonly #words = new WordLines()
  readonly #signs = new PatchSigns()
  #hadReturnsOnly = false
  #isStart = true

  get treatment(): PatchTreatment {
    return {
      wasMailed: this.#mail.isDecoded,
      hadReturnsOnly: this.#hadReturnsOnly,
      wasColoured: this.#colours.isThere,
      wasPrefixed: this.#prefix.isThere,
      form: this.#forms.form,
      hadWords: this.#words.isThere,
      otherSigns: this.#signs.otherSigns,
    }
  }

  /**
   * Takes whole lines (only the last call may end within one) and answers with whole lines of the diff itself, the same bytes where
   * nothing stands around them. Lines that cannot be decided about yet come with a later answer, all of them with the last.
   */
  read(bytes: Bytes, isLast: boolean): Bytes {
    const marked = this.#isStart && hasByteOrderMark(bytes) ? bytes.subarray(byteOrderMark.length) : bytes
    this.#hadReturnsOnly = this.#isStart && isLast && marked.includes(carriageReturn) && !marked.includes(newline)
    if (bytes.length > 0) this.#isStart = false
    const lines = this.#hadReturnsOnly ? marked.map((byte) => (byte === carriageReturn ? newline : byte)) : marked
    const bare = this.#prefix.remove(this.#colours.remove(this.#mail.decode(lines, isLast)), isLast)
    return this.#signs.replace(this.#words.replace(this.#forms.replace(bare, isLast), isLast), isLast)
  }
}

const carriageReturn = 13

/** How much is read at a time, at least. */
const pieceBytes = 64 * 1024
/** A line longer than this is handed on in pieces. */
const lineBytes = 4 * 1024 * 1024

/** The text of a diff that is there as a whole. */
export const patchText = (bytes: Uint8Array): Bytes => {
  const decoder = utf16Decoder(bytes)
  const plain = decoder === undefined ? Uint8Array.from(bytes) : new TextEncoder().encode(decoder.decode(bytes))
  return new PatchText().read(plain, true)
}

/** The text of a diff, in flat memory; `text` tells afterwards what was done to it. */
export async function* readPatchText(content: AsyncIterable<Uint8Array>, text: PatchText = new PatchText()): AsyncGenerator<Bytes> {
  let rest: Uint8Array[] = []
  let restBytes = 0
  for await (const chunk of utf8Bytes(content)) {
    // A copy: the caller may use the chunk's memory again.
    rest.push(Uint8Array.from(chunk))
    restBytes += chunk.length
    if (restBytes < pieceBytes || (restBytes < lineBytes && !chunk.includes(newline))) continue
    const bytes = concatBytes(rest)
    const end = bytes.lastIndexOf(newline) + 1 || bytes.length
    rest = [bytes.slice(end)]
    restBytes = bytes.length - end
    yield text.read(bytes.subarray(0, end), false)
  }
  yield text.read(concatBytes(rest), true)
}

/** Node knows the class as a value alone. */
type Decoder = InstanceType<typeof TextDecoder>

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be'

const isAscii = (byte: number | undefined) => byte !== undefined && byte >= 9 && byte < 127

/** What a text is written in, by its first two bytes: some shells write UTF-16, with a mark or without. */
export function textEncoding([first, second]: Uint8Array): TextEncoding {
  if ((first === 0xff && second === 0xfe) || (second === 0 && isAscii(first))) return 'utf-16le'
  return (first === 0xfe && second === 0xff) || (first === 0 && isAscii(second)) ? 'utf-16be' : 'utf-8'
}

function utf16Decoder(head: Uint8Array): Decoder | undefined {
  const encoding = textEncoding(head)
  return encoding === 'utf-8' ? undefined : new TextDecoder(encoding)
}

/** What a shell wrote as UTF-16 is decoded; the first chunk has two bytes at least. */
async function* utf8Bytes(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined
  let decoder: Decoder | undefined
  const encoder = new TextEncoder()
  for await (const chunk of content) {
    if (decoder !== undefined) yield encoder.encode(decoder.decode(chunk, { stream: true }))
    else if (head !== undefined && head.length >= 2) yield chunk
    else {
      head = head === undefined ? Uint8Array.from(chunk) : concatBytes([head, chunk])
      if (head.length < 2) continue
      decoder = utf16Decoder(head)
      yield decoder === undefined ? head : encoder.encode(decoder.decode(head, { stream: true }))
    }
  }
  if (decoder !== undefined) yield encoder.encode(decoder.decode())
  else if (head !== undefined && head.length < 2) yield head
}
