// Cuts what stands in a long CDATA section out of XML while it streams: the parser would hold all of it until the section ends.

/** Kept of a section; more than any reader keeps of one text. */
const sectionLimit = 512 * 1024
const opening = '<![CDATA['
const closing = ']]>'

export class LongData {
  private inSection = false
  private length = 0
  /** The end of what came before, in case a mark begins there. */
  private held = ''

  push(text: string): string {
    let rest = this.held + text
    this.held = ''
    let kept = ''
    for (;;) {
      const mark = this.inSection ? closing : opening
      const at = rest.indexOf(mark)
      if (at < 0) {
        const from = rest.length - begunAt(rest, mark)
        this.held = rest.slice(from)
        return kept + this.take(rest.slice(0, from))
      }
      kept += this.take(rest.slice(0, at)) + mark
      this.inSection = !this.inSection
      this.length = 0
      rest = rest.slice(at + mark.length)
    }
  }

  end(): string {
    const held = this.held
    this.held = ''
    return held
  }

  private take(text: string): string {
    if (!this.inSection) return text
    const kept = text.slice(0, Math.max(0, sectionLimit - this.length))
    this.length += kept.length
    return kept
  }
}

/** How many characters at the end may be the beginning of a mark. */
function begunAt(text: string, mark: string): number {
  for (let length = Math.min(mark.length - 1, text.length); length > 0; length--) if (text.endsWith(mark.slice(0, length))) return length
  return 0
}
