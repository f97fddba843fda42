// Bytes and offsets as hexadecimal text, and back.

export const rowBytes = 16

/** Digits that every offset of this size has. */
export function offsetDigits(sizeBytes: number): number {
  const digits = Math.max(0, sizeBytes - 1).toString(16).length
  return Math.max(8, digits + (digits % 2))
}

export function formatOffset(offsetBytes: number, digits: number): string {
  return offsetBytes.toString(16).toUpperCase().padStart(digits, '0')
}

export function formatByte(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0')
}

/** The character of a byte in ASCII; a dot for those that print nothing. */
export function asciiOf(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'
}

export interface ByteRange {
  /** From 0; both ends belong to it. */
  first: number
  last: number
}

const place = /^0x([0-9A-F]{1,13})(?:-0x([0-9A-F]{1,13}))?$/i

/** Bytes as the route names them: `0x1F00`, `0x1F00-0x1F0F`. */
export function parseBytePlace(text: string | undefined): ByteRange | undefined {
  const match = place.exec(text ?? '')
  if (match === null) return undefined
  const first = Number.parseInt(match[1] ?? '', 16)
  const last = Number.parseInt(match[2] ?? match[1] ?? '', 16)
  return { first: Math.min(first, last), last: Math.max(first, last) }
}

export function formatBytePlace({ first, last }: ByteRange): string {
  const hex = (offset: number) => `0x${offset.toString(16).toUpperCase()}`
  return first === last ? hex(first) : `${hex(first)}-${hex(last)}`
}

/** What a person types to go somewhere: `0x1F00`, `1F00h`, `7936`, `50%`. */
export function readOffset(typed: string, sizeBytes: number): number | undefined {
  const text = typed.trim().replaceAll(/[\s_,]/g, '')
  const percent = /^(\d{1,3}(?:\.\d+)?)%$/.exec(text)
  if (percent !== null) return inside(Math.floor((Number(percent[1]) / 100) * (sizeBytes - 1)), sizeBytes)
  const hex = /^(?:0x([0-9a-f]+)|([0-9a-f]+)h)$/i.exec(text)
  if (hex !== null) return inside(Number.parseInt(hex[1] ?? hex[2] ?? '', 16), sizeBytes)
  return /^\d+$/.test(text) ? inside(Number(text), sizeBytes) : undefined
}

function inside(offset: number, sizeBytes: number): number | undefined {
  return offset >= 0 && offset < sizeBytes ? offset : undefined
}
