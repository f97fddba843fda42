// The colour a line starts with, when an earlier line left one switched on.
import { applySgr, defaultStyle, type TextStyle } from '../../terminal/text-style.ts'
import { type ByteSegments } from './byte-segments.ts'
import { type LineIndex } from './line-index.ts'

/** Looking back ends here; a log that goes on longer without one reset is not the work of a terminal program. */
const mostCodes = 4096
const longestCode = 64
const sgr = /^\x1b\[([0-9:;]*)m/ // oxlint-disable-line no-control-regex -- SGR
const reset = /^0*(;|$)/
const decoder = new TextDecoder('latin1')

/** Goes back from code to code until one resets everything, and plays forward from there. */
export function styleBefore(line: number, index: LineIndex, bytes: ByteSegments): TextStyle {
  if (!index.hasEscapes) return defaultStyle
  const codes: string[] = []
  let before = index.start(line)
  for (let seen = 0; seen < mostCodes; seen++) {
    const offset = index.escapeBefore(before)
    if (offset === -1) break
    before = offset
    const code = sgr.exec(decoder.decode(bytes.slice(offset, offset + longestCode)))
    if (code === null) continue
    codes.push(code[1] ?? '')
    if (reset.test(code[1] ?? '')) break
  }
  return codes.reduceRight(applySgr, defaultStyle)
}
