// Streams an XML document to a listener. Nothing outside the document is ever read, and no declared entity is expanded.
import { TextDecoder } from 'node:util'
import { SaxesParser } from 'saxes'
import { peek } from '../content-head.ts'
import { LongData } from './long-data.ts'
import { type ReportCollector } from './report-collector.ts'
import { type XmlListener } from './report-format.ts'

const depthLimit = 1_000
const declarationBytes = 400
const declaration = /^(\uFEFF?\s*<\?xml[^>]*?\sencoding\s*=\s*["']\s*)([^"']*)/

/** How saxes says that an element was closed by another's tag. */
const wrongClose = 'unexpected close tag.'

/** Thrown out of the parser, so that it stops at the first fault. */
class MalformedXml extends Error {}

/** False when the document is malformed; the collector then has a note with the place. */
export async function readXml(
  content: AsyncIterable<Uint8Array>,
  listener: XmlListener,
  report: ReportCollector,
  skippedCharacters = 0,
): Promise<boolean> {
  const parser = new SaxesParser({ xmlns: false, position: true })
  const longData = new LongData()
  let depth = 0
  parser.on('error', (error) => {
    throw new MalformedXml(error.message)
  })
  parser.on('doctype', (doctype) => {
    // References to declared entities stay as they stand in the text.
    for (const name of noteEntities(doctype, report)) parser.ENTITIES[name] = `&${name};`
  })
  // A wrong closing tag is complained of only after the elements that it cuts off were closed, so each close waits for what follows.
  // Whatever else is wrong comes behind an element that did end.
  let closing: string | undefined
  const settle = () => {
    if (closing !== undefined) listener.close(closing)
    closing = undefined
  }
  const takeText = (text: string) => {
    settle()
    listener.text(text)
  }
  parser.on('opentag', ({ name, attributes }) => {
    settle()
    if (++depth > depthLimit) throw new MalformedXml(`${parser.line}:${parser.column}: elements nest deeper than ${depthLimit}`)
    listener.open({ name: localName(name), attributes: new Map(Object.entries(attributes)) })
  })
  parser.on('text', takeText)
  parser.on('cdata', takeText)
  parser.on('closetag', ({ name }) => {
    depth--
    settle()
    closing = localName(name)
  })
  try {
    let skip = skippedCharacters
    for await (const text of decodeXml(content, report)) {
      parser.write(longData.push(skip === 0 ? text : text.slice(skip)))
      skip = Math.max(0, skip - text.length)
    }
    parser.write(longData.end())
    parser.close()
    settle()
    return true
  } catch (error) {
    if (!(error instanceof MalformedXml)) throw error
    if (!error.message.endsWith(wrongClose)) settle()
    report.note('report.malformed', error.message.replace(/^(\d+):(\d+): /, 'line $1, column $2: '))
    return false
  }
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/** Notes what a DTD declares; gives the names of its general entities. */
export function noteEntities(doctype: string, report: ReportCollector): string[] {
  const names: string[] = []
  for (const [, parameter, name, external] of doctype.matchAll(/<!ENTITY\s+(%\s+)?(\S+)\s+(SYSTEM\b|PUBLIC\b)?/g)) {
    if (external !== undefined) report.note('report.external-entity', `${name} is declared ${external} and was not fetched`)
    else report.note('report.lenient', 'entities declared in the file are left as they stand')
    if (parameter === undefined && name !== undefined) names.push(name)
  }
  return names
}

/** The document's text, by its byte order mark, else its declaration, else as UTF-8. */
async function* decodeXml(content: AsyncIterable<Uint8Array>, report: ReportCollector): AsyncGenerator<string> {
  const { head, all } = await peek(content, declarationBytes)
  const { decoder, isOdd } = decoderFor(head, report)
  let isFirst = true
  for await (const chunk of all) {
    const text = noticing(decoder.decode(chunk, { stream: true }), decoder, report)
    // A name that is none would make the declaration itself malformed.
    yield isFirst && isOdd ? text.replace(declaration, '$1UTF-8') : text
    isFirst = false
  }
  yield decoder.decode()
}

function noticing(text: string, decoder: TextDecoder, report: ReportCollector): string {
  if (decoder.encoding === 'utf-8' && text.includes('\uFFFD')) report.note('text.invalid-utf8')
  return text
}

/** The encoding that the bytes themselves show: a mark, or every second byte zero. */
function shownEncoding(head: Uint8Array): string | undefined {
  const [first, second, third, fourth] = head
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if ((first === 0xff && second === 0xfe) || (second === 0 && fourth === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && third === 0)) return 'utf-16be'
  return undefined
}

function decoderFor(head: Uint8Array, report: ReportCollector): { decoder: TextDecoder; isOdd: boolean } {
  const shown = shownEncoding(head)
  const start = new TextDecoder(shown ?? 'latin1').decode(head)
  const declared = declaration.exec(start)?.[2]?.trim()
  const wanted = declared === undefined ? undefined : knownEncoding(declared)
  const isWide = wanted?.startsWith('utf-16') === true
  const showsWide = shown?.startsWith('utf-16') === true
  const isOdd = declared !== undefined && (wanted === undefined || isWide !== showsWide)
  if (isOdd) report.note('report.lenient', `encoding "${declared}" read as ${shown ?? 'utf-8'}`)
  return { decoder: new TextDecoder(shown ?? (isOdd ? 'utf-8' : (wanted ?? 'utf-8'))), isOdd }
}

/** The encoding of that name, or undefined where there is none. */
function knownEncoding(name: string): string | undefined {
  try {
    return new TextDecoder(name).encoding
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
