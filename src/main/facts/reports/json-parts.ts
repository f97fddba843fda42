// Splits JSON of any size while it streams: the elements of some lists one by one, and at last the rest, with those lists empty.

export interface JsonParts {
  /** Lists to split, by the keys that lead to them with dots between; empty for a list that is the whole. */
  lists: readonly string[]
  /** The text of an element. */
  onElement: (list: string, text: string) => void
}

interface Frame {
  isList: boolean
  path: string
  /** Of the object's member that is being read. */
  key: string
}

/** The rest is kept up to here: what makes it longer is e.g. the coverage that Jest adds behind everything else. */
const restLimit = 4 * 1024 * 1024

export class JsonSplitter {
  private readonly parts: JsonParts
  private readonly frames: Frame[] = []
  /** Text that is not handed on yet, because its element or member goes on. */
  private held = ''
  private rest = ''
  private inString = false
  private isEscaped = false
  /** Begin of the string that is read, in `held`. */
  private stringFrom = -1
  private isKeyNext = false
  private hasEnded = false
  private isRestCut = false
  /** Behind the end stood something else. */
  hasMore = false

  constructor(parts: JsonParts) {
    this.parts = parts
  }

  push(chunk: string): void {
    let at = this.held.length
    this.held += chunk
    while (at < this.held.length) at = this.inString ? this.string(at) : this.sign(at)
    if (!this.isInElement() && (!this.inString || this.isRestCut)) {
      this.flush(this.held.length)
      this.stringFrom = 0
    }
  }

  /** The text of the rest, and of an element that was begun; neither is whole unless the JSON ended. */
  end(): { rest: string; begun: string; list: string; isWhole: boolean; isRestCut: boolean } {
    const frame = this.frames.find(({ isList, path }) => isList && this.parts.lists.includes(path))
    const begun = frame === undefined ? '' : this.held
    return {
      rest: frame === undefined && !this.hasEnded ? this.rest + this.held : this.rest,
      begun,
      list: frame?.path ?? '',
      isWhole: this.hasEnded,
      isRestCut: this.isRestCut,
    }
  }

  private string(from: number): number {
    for (let at = from; at < this.held.length; at++) {
      const code = this.held.charCodeAt(at)
      if (this.isEscaped) this.isEscaped = false
      else if (code === 0x5c) this.isEscaped = true
      else if (code === 0x22) {
        this.inString = false
        const frame = this.frames.at(-1)
        if (this.isKeyNext && frame !== undefined) frame.key = this.held.slice(this.stringFrom + 1, at)
        this.isKeyNext = false
        return at + 1
      }
    }
    return this.held.length
  }

  private sign(from: number): number {
    let at = from
    for (; at < this.held.length; at++) {
      const code = this.held.charCodeAt(at)
      if (code === 0x22) {
        this.inString = true
        this.stringFrom = at
        return at + 1
      }
      if (code === 0x7b || code === 0x5b) return this.open(at, code === 0x5b)
      if (code === 0x7d || code === 0x5d) return this.close(at)
      if (code === 0x2c) return this.comma(at)
      if (this.hasEnded && code > 0x20) this.hasMore = true
    }
    return at
  }

  private open(at: number, isList: boolean): number {
    const around = this.frames.at(-1)
    const path =
      around === undefined ? '' : around.isList ? `${around.path}[]` : around.path === '' ? around.key : `${around.path}.${around.key}`
    this.frames.push({ isList, path, key: '' })
    this.isKeyNext = !isList
    return isList && this.isSplit() ? this.flush(at + 1) : at + 1
  }

  private close(at: number): number {
    const next = this.isSplit() ? this.element(at) + 1 : at + 1
    this.frames.pop()
    this.isKeyNext = false
    if (this.frames.length > 0) return next
    this.flush(next)
    this.hasEnded = true
    return 0
  }

  private comma(at: number): number {
    if (this.isSplit()) return this.skip(this.element(at) + 1)
    this.isKeyNext = this.frames.at(-1)?.isList === false
    return at + 1
  }

  /** The innermost frame is a list whose elements are handed on. */
  private isSplit(): boolean {
    const frame = this.frames.at(-1)
    return frame?.isList === true && this.parts.lists.includes(frame.path)
  }

  private isInElement(): boolean {
    return this.frames.some(({ isList, path }) => isList && this.parts.lists.includes(path))
  }

  private element(to: number): number {
    const text = this.held.slice(0, to)
    if (text.trim() !== '') this.parts.onElement(this.frames.at(-1)?.path ?? '', text)
    return this.skip(to)
  }

  /** Lets go of what was handed on; gives where to go on. */
  private skip(to: number): number {
    this.held = this.held.slice(to)
    return 0
  }

  private flush(to: number): number {
    if (this.hasEnded) return this.skip(to)
    if (this.rest.length + to <= restLimit) this.rest += this.held.slice(0, to)
    else this.isRestCut = true
    return this.skip(to)
  }
}
