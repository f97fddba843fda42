// Whether a line still belongs to the hunk above it, told by the line and those that follow, since headers may lie.
import { isHunkEnd, isLogRule } from '../../../../shared/patch/hunk-end.ts'
import { type ByteLines } from './byte-lines.ts'

const plus = 43
const minus = 45
const blank = 32

/** `wait` when lines must be looked at that have not come yet. */
export type LineRole = 'row' | 'end' | 'wait'

/** `--- a/x`, `+++ b/x`, `@@`: inside a hunk every line has a sign, so the third line proves the first two to be a header. */
function startsFile(lines: ByteLines, position: number): LineRole {
  if (!lines.startsWith(position, '--- ')) return 'row'
  if (!lines.has(position, 3)) return 'wait'
  const second = lines.next(position)
  return lines.startsWith(second, '+++ ') && lines.startsWith(lines.next(second), '@@') ? 'end' : 'row'
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57
}

/**
 * `-- ` and a version, the end of a mailed patch, which has the sign of a removed line. In a hunk that still lacks lines it is
 * one only when the line below cannot be a row.
 */
export function isSignature(lines: ByteLines, position: number, isDone: boolean): LineRole {
  if (!lines.startsWith(position, '--')) return 'row'
  if (!lines.has(position, 2)) return 'wait'
  const text = lines.text(position, 8)
  if (text === '-- ' && isDone) return 'end'
  if (text !== '-- ' && text !== '--') return 'row'
  const next = lines.next(position)
  return next >= lines.bytes.length || isDigit(lines.bytes[next]) || (isDone && lines.isBlank(next)) ? 'end' : 'row'
}

/**
 * `isDone`: the hunk has all lines that its header promised, or its header promised none. `isCombined`: rows have several signs, and
 * every one of them must be there.
 */
export function lineRole(lines: ByteLines, position: number, isDone: boolean, isCombined: boolean): LineRole {
  const first = lines.bytes[position]
  if (first === plus || first === blank) return 'row'
  if (first === minus) {
    if (isDone && isLogRule(lines.text(position, 100))) return 'end'
    const file = startsFile(lines, position)
    return file === 'row' ? isSignature(lines, position, isDone) : file
  }
  if (!lines.isBlank(position)) return isDone || isCombined || isHunkEnd(lines.text(position, 100)) ? 'end' : 'row'
  if (!isDone) return 'row'
  // Blank lines after a whole hunk are part of it only when more of its rows follow them.
  let next = position
  while (next < lines.bytes.length && lines.isBlank(next)) {
    if (!lines.has(next, 2)) return 'wait'
    next = lines.next(next)
  }
  return next >= lines.bytes.length ? 'end' : lineRole(lines, next, true, isCombined)
}
