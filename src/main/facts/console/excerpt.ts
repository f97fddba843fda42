import { ownText } from '../own-text.ts'

const partLength = 16_000

/** The beginning and the end of a text of any length, line by line. */
export class Excerpt {
  private readonly head: string[] = []
  private tail: string[] = []
  private headLength = 0
  private tailLength = 0
  private left = 0

  push(line: string): void {
    const kept = ownText(line)
    if (this.tail.length === 0 && this.headLength + kept.length <= partLength) {
      this.head.push(kept)
      this.headLength += kept.length + 1
      return
    }
    this.tail.push(kept)
    this.tailLength += kept.length + 1
    if (this.tailLength > partLength * 2) this.shorten()
  }

  /** The lines kept, with one between them that says how many were left out. */
  lines(): string[] {
    if (this.tailLength > partLength) this.shorten()
    return this.left === 0 ? [...this.head, ...this.tail] : [...this.head, `… ${this.left} lines …`, ...this.tail]
  }

  private shorten(): void {
    let drop = 0
    while (drop < this.tail.length - 1 && this.tailLength > partLength) this.tailLength -= (this.tail[drop++]?.length ?? 0) + 1
    this.tail = this.tail.slice(drop)
    this.left += drop
  }
}
