// What to paint on rows: stretches of text with a syntax class and, where words differ, a mark. Made in the worker for the rows
// on screen, so both sides of a hunk are read as the texts they were.
import { cutCells } from '../model/block-plan.ts'
import { rowKinds } from '../model/rows.ts'
import { type Language, languageOf } from '../../syntax/languages.ts'
import { prepareLanguage, tokenise, type Tokens } from '../../syntax/syntax.ts'
import { markedBit } from '../../syntax/token-classes.ts'
import { openStart } from './open-start.ts'
import { markWords, type Ranges } from './word-marks.ts'

/** Lines of some rows of one hunk. `partners[i]` is the index of the row that stands beside row `i`, or -1. */
export interface PaintRequest {
  path: string
  bytes: Uint8Array<ArrayBuffer>
  offsets: Uint32Array<ArrayBuffer>
  kinds: Uint8Array<ArrayBuffer>
  signCounts: Uint8Array<ArrayBuffer>
  partners: Int32Array<ArrayBuffer>
}

/** Stretches of row `i` lie from `firsts[i]` to `firsts[i + 1]`: where each ends, its class, and `markedBit` if it is marked. */
export interface RowPaint {
  firsts: Uint32Array<ArrayBuffer>
  ends: Uint16Array<ArrayBuffer>
  classes: Uint8Array<ArrayBuffer>
}

// A byte order mark at the start of a line is part of it.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const noTokens: Tokens = { ends: [], classes: [] }

function textOf(request: PaintRequest, row: number): string {
  const start = (request.offsets[row] ?? 0) + (request.signCounts[row] ?? 0)
  let end = (request.offsets[row + 1] ?? 0) - 1
  if (end > start && request.bytes[end - 1] === 13) end--
  // A character is at most four bytes, so this many bytes hold all that is shown of a cut row.
  return decoder.decode(request.bytes.subarray(start, Math.min(end, start + cutCells * 4))).slice(0, cutCells)
}

/** Tokens of each row, read within the text of its side. */
function tokensOfSide(texts: readonly string[], rows: readonly number[], language: Language, into: Tokens[]): void {
  const lines = rows.map((row) => texts[row] ?? '')
  const start = openStart(lines, language)
  const { ends, classes } = tokenise(start + lines.join('\n'), language)
  let token = 0
  let position = start.length
  while ((ends[token] ?? position + 1) <= position) token++
  for (const row of rows) {
    const end = position + (texts[row]?.length ?? 0)
    const own: Tokens = { ends: [], classes: [] }
    while (token < ends.length && position < end) {
      const stop = Math.min(ends[token] ?? end, end)
      if (stop > position) {
        own.ends.push(stop - (end - (texts[row]?.length ?? 0)))
        own.classes.push(classes[token] ?? 0)
      }
      position = stop
      if ((ends[token] ?? end) <= end) token++
    }
    into[row] = own
    position = end + 1
  }
}

/** Cuts tokens at the borders of marked ranges. */
function mergeMarks(length: number, tokens: Tokens, marks: Ranges): Tokens {
  if (marks.length === 0) return tokens
  const merged: Tokens = { ends: [], classes: [] }
  let token = 0
  for (let position = 0, border = 0; position < length;) {
    while (border < marks.length && (marks[border] ?? 0) <= position) border++
    while (token < tokens.ends.length && (tokens.ends[token] ?? 0) <= position) token++
    const end = Math.min(tokens.ends[token] ?? length, marks[border] ?? length)
    merged.ends.push(end)
    merged.classes.push((tokens.classes[token] ?? 0) | (border % 2 === 1 ? markedBit : 0))
    position = end
  }
  return merged
}

export async function paintRows(request: PaintRequest): Promise<RowPaint> {
  const count = request.kinds.length
  const texts = Array.from({ length: count }, (_, row) => textOf(request, row))
  const tokens: Tokens[] = texts.map(() => noTokens)
  const language = languageOf(request.path)
  if (language !== undefined) {
    await prepareLanguage(language)
    const rowsOf = (changed: number) =>
      [...texts.keys()].filter((row) => request.kinds[row] === changed || request.kinds[row] === rowKinds.context)
    tokensOfSide(texts, rowsOf(rowKinds.removed), language, tokens)
    tokensOfSide(texts, rowsOf(rowKinds.added), language, tokens)
  }
  const marks: Ranges[] = texts.map(() => [])
  for (const [row, kind] of request.kinds.entries()) {
    const partner = request.partners[row] ?? -1
    if (kind !== rowKinds.removed || partner < 0) continue
    const words = markWords(texts[row] ?? '', texts[partner] ?? '')
    if (words === undefined) continue
    marks[row] = words.removed
    marks[partner] = words.added
  }
  return flatten(texts, tokens, marks)
}

function flatten(texts: readonly string[], tokens: readonly Tokens[], marks: readonly Ranges[]): RowPaint {
  const merged = texts.map((text, row) => mergeMarks(text.length, tokens[row] ?? noTokens, marks[row] ?? []))
  const firsts = new Uint32Array(texts.length + 1)
  merged.forEach((own, row) => {
    firsts[row + 1] = (firsts[row] ?? 0) + own.ends.length
  })
  return {
    firsts,
    ends: Uint16Array.from(merged.flatMap((own) => own.ends)),
    classes: Uint8Array.from(merged.flatMap((own) => own.classes)),
  }
}
