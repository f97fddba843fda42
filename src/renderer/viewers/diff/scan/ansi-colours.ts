// Removes the colours that `git diff --color` (or a pager) wrote, but not those that are the text of a changed line.

const escape = 27
const newline = 10
const bracket = 91

export type Colouring = 'unknown' | 'coloured' | 'plain'

/** Where an escape sequence that starts here ends. */
function afterSequence(bytes: Uint8Array, start: number): number {
  if (bytes[start + 1] !== bracket) return start + 1
  let end = start + 2
  // Parameters and intermediates, then one final byte.
  while (end < bytes.length && (bytes[end] ?? 0) < 0x40) {
    if (bytes[end] === newline) return end
    end++
  }
  return Math.min(end + 1, bytes.length)
}

const signs = ['diff --', 'diff -', '--- ', '+++ ', '@@ ', '@@@', 'commit ', 'index ']
/** What `git log --graph` draws before these. */
const graphSigns = /^[|\\/_* ]+(?:diff --|commit )/
const mostRead = 80

/** Whether a line that starts at `start`, escapes left out, is one that only a diff has, and has colours there. */
function colouringOf(bytes: Uint8Array, start: number): Colouring {
  let text = ''
  let isColoured = false
  for (let index = start; index < bytes.length && text.length < mostRead && bytes[index] !== newline;) {
    if (bytes[index] === escape) {
      isColoured ||= text.length === 0 || /^[|\\/_* ]*$/.test(text)
      index = afterSequence(bytes, index)
    } else text += String.fromCharCode(bytes[index++] ?? 0)
  }
  if (!signs.some((sign) => text.startsWith(sign)) && !graphSigns.test(text)) return 'unknown'
  return isColoured ? 'coloured' : 'plain'
}

/** Colours at the start of a diff's own lines make it coloured; such a line without any makes it plain. */
export function findColouring(bytes: Uint8Array): Colouring {
  for (let start = 0; start < bytes.length;) {
    const colouring = colouringOf(bytes, start)
    if (colouring !== 'unknown') return colouring
    const end = bytes.indexOf(newline, start)
    if (end === -1) break
    start = end + 1
  }
  return 'unknown'
}

/** The bytes without escape sequences, in a buffer of their own. */
export function stripColours(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const stripped = new Uint8Array(bytes.length)
  let length = 0
  let position = 0
  while (position < bytes.length) {
    let next = bytes.indexOf(escape, position)
    if (next === -1) next = bytes.length
    stripped.set(bytes.subarray(position, next), length)
    length += next - position
    position = next < bytes.length ? afterSequence(bytes, next) : next
  }
  return stripped.subarray(0, length)
}
