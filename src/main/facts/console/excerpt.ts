const headLines = 200
const tailLines = 200

/** The beginning and the end of a text of any length, line by line. */
export class Excerpt {
  private readonly head: string[] = []
  private tail: string[] = []
  private left = 0

  push(line: string): void {
    if (this.head.length < headLines) {
      this.head.push(line)
      return
    }
    this.tail.push(line)
    if (this.tail.length < tailLines * 2) return
    this.left += this.tail.length - tailLines
    this.tail = this.tail.slice(-tailLines)
  }

  /** The lines kept, with a line that says how many were left out between them. */
  lines(): string[] {
    const extra = Math.max(0, this.tail.length - tailLines)
    const left = this.left + extra
    return left === 0 ? [...this.head, ...this.tail] : [...this.head, `… ${left} lines …`, ...this.tail.slice(extra)]
  }
}
