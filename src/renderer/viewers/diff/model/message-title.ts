// The subject of what stands between files: a mail's, a commit's, or its first line.
import { showUnseen } from './unseen-characters.ts'

const encodedWord = /=\?([\w-]+)\?([bq])\?([^?]*)\?=(?:\s+(?==\?))?/gi

/** Text of a mail header, whose words may be encoded (RFC 2047). */
function decodeWords(text: string): string {
  return text.replaceAll(encodedWord, (word, charset: string, encoding: string, coded: string) => {
    const binary =
      encoding.toLowerCase() === 'b'
        ? atobOr(coded)
        : coded.replaceAll('_', ' ').replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    try {
      return new TextDecoder(charset).decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)))
    } catch {
      // A charset that nobody knows stays as it was written.
      return word
    }
  })
}

function atobOr(coded: string): string {
  try {
    return atob(coded)
  } catch {
    // Not base64 after all.
    return coded
  }
}

/** How far down a subject is looked for. */
export const titleLines = 40

/** As it is shown: with a symbol for each unseen character. */
export function messageTitle(lines: readonly string[]): string {
  return showUnseen(subjectOf(lines))
}

function subjectOf(lines: readonly string[]): string {
  const subject = lines.findIndex((line) => line.startsWith('Subject: '))
  if (subject !== -1) {
    const folded = lines.slice(subject + 1).findIndex((line) => !/^[ \t]/.test(line))
    const end = folded === -1 ? lines.length : subject + 1 + folded
    return decodeWords(
      lines
        .slice(subject, end)
        .map((line, index) => (index === 0 ? line.slice(9) : ` ${line.trim()}`))
        .join(''),
    )
  }
  const isCommit = lines[0]?.startsWith('commit ') === true
  const said = isCommit ? lines.find((line) => /^ {4}\S/.test(line)) : undefined
  return (said ?? lines.find((line) => line.trim() !== '') ?? '').trim()
}
