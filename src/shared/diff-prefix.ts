// Diffs whose lines all stand behind something: the lines of `git log --graph`, `git diff --line-prefix`, a quotation, an indentation.

/** The head of a commit in a graph: everything of it stands as far right as its first word. */
const graphCommit = /^([|\\/_ ]*\*[-.|\\/_ ]* )(?=commit [0-9a-f]{7,64}|[0-9a-f]{7,64} )/
const graphOnly = /^[|\\/_* ]*$/
const prefixedStart = /^([ -~]{1,80}?)(?=diff --(?:git|cc|combined) )/
const plainStart = /^(?:diff --(?:git|cc|combined) |diff -|Index: |=== \w+ file ')/
const headerLine = /^(?:index |--- |old mode |new file mode |deleted file mode |(?:dis)?similarity index |mode )/

/** As much of a line as tells how far its prefix goes. */
export const prefixHead = 240

/** Says of each line how much of it stands before the diff's own. */
export class DiffPrefix {
  readonly #prefix: string
  readonly #isGraph: boolean
  #width: number

  constructor(prefix: string, isGraph: boolean) {
    this.#prefix = prefix
    this.#isGraph = isGraph
    this.#width = prefix.length
  }

  /** Characters to cut from a line, whose first `prefixHead` characters are enough. */
  cut(line: string): number {
    if (!this.#isGraph) {
      if (line.startsWith(this.#prefix)) return this.#prefix.length
      // Blanks at the end of a line are lost first.
      return line !== '' && line === this.#prefix.trimEnd() ? line.length : 0
    }
    const commit = graphCommit.exec(line)?.[1]
    if (commit !== undefined) {
      this.#width = commit.length
      return commit.length
    }
    return graphOnly.test(line.slice(0, this.#width)) ? Math.min(this.#width, line.length) : 0
  }
}

/** Looks for the first file of a diff, line by line, and tells whether something stands before it. */
export class DiffPrefixFinder {
  #isGraph = false
  #candidate: string | undefined

  /** Undefined until it is known, which it is with the line after the first of a file. */
  look(line: string): DiffPrefix | 'none' | undefined {
    if (plainStart.test(line)) return 'none'
    const candidate = this.#candidate
    this.#candidate = prefixedStart.exec(line)?.[1]
    this.#isGraph ||= graphCommit.test(line)
    const isBelow = candidate !== undefined && line.startsWith(candidate) && headerLine.test(line.slice(candidate.length))
    return isBelow ? new DiffPrefix(candidate, this.#isGraph && graphOnly.test(candidate)) : undefined
  }
}
