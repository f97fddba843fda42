// Tells binary formats by their first bytes, and text from what is none.
import { isUtf8 } from 'node:buffer'
import { withoutLastCharacter } from './content-head.ts'

const signatures: readonly (readonly [bytes: string, mimeType: string, at?: number])[] = [
  ['89504e470d0a1a0a', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['474946383761', 'image/gif'],
  ['474946383961', 'image/gif'],
  ['57454250', 'image/webp', 8],
  ['66747970617669', 'image/avif', 4],
  ['49492a00', 'image/tiff'],
  ['4d4d002a', 'image/tiff'],
  ['00000100', 'image/x-icon'],
  ['25504446', 'application/pdf'],
  ['504b0304', 'application/zip'],
  ['504b0506', 'application/zip'],
  ['1f8b08', 'application/gzip'],
  ['28b52ffd', 'application/zstd'],
  ['425a68', 'application/x-bzip2'],
  ['fd377a585a00', 'application/x-xz'],
  ['377abcaf271c', 'application/x-7z-compressed'],
  ['7573746172', 'application/x-tar', 257],
  ['7f454c46', 'application/x-elf'],
  ['0061736d', 'application/wasm'],
  ['53514c69746520666f726d6174203300', 'application/vnd.sqlite3'],
  ['4f676753', 'audio/ogg'],
  ['494433', 'audio/mpeg'],
  ['1a45dfa3', 'video/webm'],
  ['66747970', 'video/mp4', 4],
]

/** The binary format that the first bytes name; text that happens to begin like one is text. */
export function sniffMimeType(head: Uint8Array): string | undefined {
  const hex = Buffer.from(head.subarray(0, 264)).toString('hex')
  const found = signatures.find(([bytes, mimeType, at = 0]) => {
    const isRiff = hex.startsWith('52494646')
    return hex.startsWith(bytes, at * 2) && (mimeType !== 'image/webp' || isRiff)
  })?.[1]
  const isBitmap = hex.startsWith('424d') && hex.startsWith('00000000', 12)
  if (found === undefined && !isBitmap) return undefined
  return found !== 'application/pdf' && looksLikeText(head) ? undefined : (found ?? 'image/bmp')
}

// Bell, backspace, tab, newlines, form feed and escape occur in terminal text.
// oxlint-disable-next-line no-control-regex -- what is looked for
const controlCharacters = /[\x01-\x06\x0e-\x1a\x1c-\x1f]/g

/**
 * The bytes can be shown as text: UTF-8, UTF-16 with a mark, or another character set, but without control characters that
 * no text has. `head` may end inside a character.
 */
export function looksLikeText(head: Uint8Array): boolean {
  const [first, second] = head
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1')
  if (bytes.includes('\0')) return false
  const controls = bytes.match(controlCharacters)?.length ?? 0
  if (controls > head.length / 100) return false
  if (isUtf8(withoutLastCharacter(head))) return true
  // Some wrong bytes are a text in another character set; many are none.
  return head.filter((byte) => byte > 127).length < head.length * 0.3
}
