// What the head of a mail (or of a part of one) says about the text below it.
import { decodeWords } from './encoded-words.ts'
import { type Bytes } from './patch-lines.ts'

export type TransferEncoding = 'plain' | 'quoted-printable' | 'base64'

export interface MailHead {
  /** The head's lines as they read, with their line ends; undefined when they read as they are written. */
  readable: Bytes | undefined
  encoding: TransferEncoding
  /** What its text is written in, as the head declares it. */
  charset: string | undefined
  /** What stands between the parts, of a mail that has several. */
  boundary: string | undefined
  /** Long lines were broken behind a blank, and blanks at the start of lines doubled (RFC 3676). */
  flowed: 'no' | 'flowed' | 'flowed-and-blank'
  /** All lines were given carriage returns on the way. */
  hasReturns: boolean
}

const fold = /\r?\n[ \t]+/g
const patchName = /\b(?:file)?name\*?=\S*\.(?:patch|diff|mbox|txt)\b/i

function field(head: string, name: string): string | undefined {
  return new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(head)?.[1]?.replaceAll(fold, ' ').trim()
}

/** Only text is decoded: pictures and archives stay as they were written. */
function isText(type: string, head: string): boolean {
  return type === '' || /^(?:text\/|message\/|application\/(?:x-)?(?:patch|diff|mbox))/i.test(type) || patchName.test(head)
}

/** `bytes`: the lines of the head, with the blank one that ends it. */
export function readMailHead(bytes: Uint8Array): MailHead {
  const head = new TextDecoder().decode(bytes)
  const type = field(head, 'content-type') ?? ''
  const transfer = field(head, 'content-transfer-encoding')?.toLowerCase()
  const isEncoded = transfer === 'quoted-printable' || transfer === 'base64'
  const [, quoted, bare] = /\bboundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(type) ?? []
  const isMultipart = /^multipart\//i.test(type)
  const readable = head
    .replaceAll('\r\n', '\n')
    .replaceAll(/^[!-9;-~]+:.*(?:\n[ \t].*)*/gm, (text) => (/=\?.*\?=/s.test(text) ? decodedField(text) : text))
  return {
    readable: readable === head ? undefined : new TextEncoder().encode(readable),
    encoding: isEncoded && isText(type, head) ? transfer : 'plain',
    charset: isText(type, head) ? /\bcharset="?([^\s";]+)/i.exec(type)?.[1] : undefined,
    boundary: isMultipart ? (quoted ?? bare) : undefined,
    hasReturns: head.includes('\r\n') && !/[^\r]\n/.test(head),
    flowed: /\bformat="?flowed\b/i.test(type) ? (/\bdelsp="?yes\b/i.test(type) ? 'flowed-and-blank' : 'flowed') : 'no',
  }
}

function decodedField(text: string): string {
  const decoded = decodeWords(text)
  return decoded === text ? text : decoded.replaceAll(fold, ' ')
}
