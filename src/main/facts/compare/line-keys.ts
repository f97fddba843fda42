// Numbers that stand for what the lines of a log say; two lines with the same number say the same.
import { withoutTerminalCodes } from '../../../shared/terminal-text.ts'
import { maskLine } from './mask-line.ts'

/** What somebody saw on the line, without colours and trailing space; of a progress bar, its last state. */
export function shownText(line: string): string {
  const text = withoutTerminalCodes(line)
  if (!text.includes('\r')) return text.trimEnd()
  return (
    text
      .split('\r')
      .findLast((state) => state.trim() !== '')
      ?.trimEnd() ?? ''
  )
}

/** 0 for a line without text, else a number that is the same for lines that say the same once masked. */
export function lineKey(line: string): number {
  const text = maskLine(shownText(line)).trim()
  return text === '' ? 0 : hash53(text)
}

/** A hash of 53 bits, which a number holds exactly: a million lines meet by accident once in ten thousand logs. */
function hash53(text: string): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 0x9e3779b1)
    low = Math.imul(low ^ code, 0x5f356495)
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35)
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35)
  // 0 is taken by lines without text.
  return 0x1_0000_0000 * (0x1f_ffff & low) + (high >>> 0) || 1
}

/** The keys of a log's lines in order, eight bytes each. */
export class LineKeys {
  size = 0
  private kept = new Float64Array(4096)

  add(key: number): void {
    if (this.size === this.kept.length) {
      const larger = new Float64Array(this.kept.length * 2)
      larger.set(this.kept)
      this.kept = larger
    }
    this.kept[this.size++] = key
  }

  at(index: number): number {
    return this.kept[index] ?? 0
  }

  distinct(): number {
    let before = Number.NaN
    let count = 0
    for (const key of this.sorted()) {
      if (key !== before) count++
      before = key
    }
    return count
  }

  /** Answers whether a key is among these, by a sorted copy. */
  membership(): (key: number) => boolean {
    const sorted = this.sorted()
    return (key) => {
      let from = 0
      let to = sorted.length
      while (from < to) {
        const middle = (from + to) >>> 1
        if ((sorted[middle] ?? 0) < key) from = middle + 1
        else to = middle
      }
      return sorted[from] === key
    }
  }

  private sorted(): Float64Array {
    return this.kept.subarray(0, this.size).toSorted()
  }
}
