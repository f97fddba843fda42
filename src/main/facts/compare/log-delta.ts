// What only one of two logs says, in memory that grows by eight bytes a line.
import { type DeltaLine, type DeltaSide, type LogDelta } from '../../../shared/comparison/log-delta.ts'
import { markLine } from '../../../shared/log-marks.ts'
import { readLines } from '../text-lines.ts'
import { lineKey, LineKeys, shownText } from './line-keys.ts'

/** Lines listed of each side that report errors or warnings, and as many others. */
const listLimit = 2_000
const textLimit = 500

/** Reads the first log, the second, and the first again, which is then known to be compared with. */
export async function scanLogDelta(contents: () => AsyncIterable<Uint8Array>): Promise<LogDelta> {
  const firstKeys = new LineKeys()
  await readLines(contents(), (line) => firstKeys.add(lineKey(line)))
  const isInFirst = firstKeys.membership()
  const secondKeys = new LineKeys()
  const second = new OnlyHere()
  let common = 0
  await readLines(contents(), (line) => {
    const key = lineKey(line)
    secondKeys.add(key)
    const isCommon = key !== 0 && isInFirst(key)
    if (isCommon) common++
    second.line(line, isCommon ? 0 : key)
  })
  const isInSecond = secondKeys.membership()
  const first = new OnlyHere()
  let at = 0
  await readLines(contents(), (line) => {
    const key = firstKeys.at(at++)
    first.line(line, key !== 0 && isInSecond(key) ? 0 : key)
  })
  return { first: first.side(firstKeys.size), second: second.side(secondKeys.size), common }
}

/** Collects the lines that the other log does not have. */
class OnlyHere {
  private number = 0
  private readonly keys = new LineKeys()
  private readonly marked = { error: new LineKeys(), warning: new LineKeys() }
  private readonly plain = new Map<number, DeltaLine>()
  private readonly alarming = new Map<number, DeltaLine>()

  /** Every line of the log in order; those that the other has, or that say nothing, with the key 0. */
  line(line: string, key: number): void {
    this.number++
    if (key === 0) return
    this.keys.add(key)
    const known = this.plain.get(key) ?? this.alarming.get(key)
    if (known !== undefined) {
      known.times++
      return
    }
    const mark = markLine(line)
    if (mark !== null) this.marked[mark].add(key)
    const list = mark === null ? this.plain : this.alarming
    if (list.size < listLimit) list.set(key, { line: this.number, text: shownText(line).slice(0, textLimit), times: 1, mark })
  }

  side(lines: number): DeltaSide {
    const listed = [...this.plain.values(), ...this.alarming.values()].toSorted((a, b) => a.line - b.line)
    const { error, warning } = this.marked
    return {
      lines,
      onlyHere: this.keys.size,
      distinct: this.keys.distinct(),
      errors: error.distinct(),
      warnings: warning.distinct(),
      listed,
    }
  }
}
