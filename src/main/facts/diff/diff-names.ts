// Which file a diff's header names.
import { gitNames, hasPrefixes, noFile, sideName, unquoteName, withoutPrefix } from '../../../shared/patch/file-names.ts'

/** No path is longer; hostile ones would take too long to read. */
const nameLimit = 8_192

/** Gathers the header lines that name a file. */
export class DiffNames {
  private git: string | undefined
  private before: string | undefined
  private after: string | undefined
  private source: string | undefined
  private target: string | undefined

  /** What follows `diff --git `. */
  gitLine(text: string): void {
    this.git = text.slice(0, nameLimit)
  }

  /** What follows `diff --cc ` or `diff --combined `: one name, without a prefix. */
  combinedLine(text: string): void {
    this.target = text.slice(0, nameLimit).trimEnd()
  }

  /** A `==== //depot/path#3 (text) ====` line of Perforce; the second of two names is the new one. */
  perforceLine(text: string): void {
    this.target = /^==== (?:.* - )?(\/\/[^#]+)#\d+/.exec(text.slice(0, nameLimit))?.[1] ?? this.target
  }

  /** A `---`, `+++`, `rename from`, `rename to`, `copy from` or `copy to` line. */
  headerLine(header: string): void {
    const line = header.slice(0, nameLimit)
    if (line.startsWith('--- ')) this.before = line.slice(4)
    else if (line.startsWith('+++ ')) this.after = line.slice(4)
    else if (/^(?:rename|copy) (?:to|new) /.test(line)) this.target = line.replace(/^\w+ \w+ /, '').trimEnd()
    else if (/^(?:rename|copy) (?:from|old) /.test(line)) this.source = line.replace(/^\w+ \w+ /, '').trimEnd()
  }

  /** Both paths, undefined where the header names `/dev/null` or nothing. */
  paths(): { old: string | undefined; new: string | undefined } {
    const pair = this.git === undefined ? undefined : gitNames(this.git)
    const before = this.before === undefined ? pair?.old : sideName(this.before)
    const after = this.after === undefined ? pair?.new : sideName(this.after)
    const isPrefixed = hasPrefixes(pair?.old ?? before, pair?.new ?? after)
    const path = (moved: string | undefined, name: string | undefined) => {
      if (moved !== undefined) return unquoteName(moved)?.name ?? moved
      if (name === undefined || name === noFile) return undefined
      return isPrefixed ? withoutPrefix(name) : name
    }
    return { old: path(this.source, before), new: path(this.target, after) }
  }

  /** The new path, or the old one of a deleted file; undefined where no line tells. */
  path(): string | undefined {
    const paths = this.paths()
    return paths.new ?? paths.old
  }
}
