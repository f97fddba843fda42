// Diffs whose lines all stand behind something: the lines of `git log --graph`, `git diff --line-prefix`, a quotation, an indentation.
import { type Bytes, concatBytes, lineHead, lineSpans } from './patch-lines.ts'

/** The head of a commit in a graph: everything of it stands as far right as its first word. */
const graphCommit = /^([|\\/_ ]*\*[-.|\\/_ ]* (?=commit [0-9a-f]{7,64}|[0-9a-f]{7,64} )|[|\\/_:~ ]*[@ox_%*+][-.|\\/_:~ ]* (?=changeset: ))/
const graphOnly = /^[|\\/_*:~ ]*$/
const gitStart = /^([\t -~]{1,80}?)(?=diff --(?:git|cc|combined) )/
/** Where no `diff` line is, less may stand before a file's names: more might be text. */
const namesStart = /^([>|#: \t]{1,80})(?=--- \S)/
const plainStart = /^(?:diff --(?:git|cc|combined) |diff -|Index: |=== \w+ file '|@@ -\d)/
const headerLine = /^(?:index |--- |old mode |new mode |new file mode |deleted file mode |(?:dis)?similarity index |mode )/
const newName = /^\+\+\+ \S/
const hunkStart = /^@@ -\d/

/** Below it the message of a commit is indented, and the diff it tells of is not. */
const logCommit = /^(?:commit [0-9a-f]{7,64}(?: |$)|From [0-9a-f]{7,64} )/
/** These may begin a row of a diff too. */
const signLike = /^[-+ \\]/
const mostWaiting = 2

/** Says of each line how much of it stands before the diff's own. */
class DiffPrefix {
  readonly #prefix: string
  readonly #isGraph: boolean
  #width: number
  #isOver = false

  constructor(prefix: string, isGraph: boolean) {
    this.#prefix = prefix
    this.#isGraph = isGraph
    this.#width = prefix.length
  }

  /** Characters to cut from a line, of which its head is enough. */
  cut(line: string): number {
    if (!this.#isGraph) {
      if (this.#isOver) return 0
      if (line.startsWith(this.#prefix)) return this.#prefix.length
      // A diff without it shows that what came before was a quotation.
      this.#isOver = signLike.test(this.#prefix) && plainStart.test(line)
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

/** What stands before what may be the start of a file, and the lines that must stand below to prove it. */
interface Candidate {
  prefix: string
  below: readonly RegExp[]
  /** Lines of it so far. */
  lines: number
}

/** Looks for the first file of a diff, line by line, and tells whether something stands before it. */
class PrefixFinder {
  #isGraph = false
  /** How far right the message of the last commit stands. */
  #messageAt = Infinity
  #candidate: Candidate | undefined

  /** How many of the last lines those below decide about. */
  get waitingLines(): number {
    return this.#candidate?.lines ?? 0
  }

  look(line: string): DiffPrefix | 'none' | undefined {
    if (plainStart.test(line)) return 'none'
    const commit = graphCommit.exec(line)?.[1]
    this.#isGraph ||= commit !== undefined
    if (commit !== undefined) this.#messageAt = commit.length
    else if (logCommit.test(line)) this.#messageAt = 0
    const candidate = this.#candidate
    const isBelow = candidate !== undefined && line.startsWith(candidate.prefix) && isNext(candidate, line)
    if (!isBelow) this.#candidate = this.#candidateOf(line)
    else if (candidate.lines++ === candidate.below.length) return this.#prefixOf(candidate)
    return undefined
  }

  /** What is indented below a commit is its message, whatever it quotes. */
  #candidateOf(line: string): Candidate | undefined {
    const candidate = candidateOf(line)
    if (candidate === undefined || candidate.prefix.length <= this.#messageAt) return candidate
    return graphOnly.test(candidate.prefix) ? undefined : candidate
  }

  #prefixOf({ prefix }: Candidate): DiffPrefix {
    return new DiffPrefix(prefix, this.#isGraph && graphOnly.test(prefix))
  }
}

const isNext = ({ prefix, below, lines }: Candidate, line: string) => below[lines - 1]?.test(line.slice(prefix.length)) === true

function candidateOf(line: string): Candidate | undefined {
  const git = gitStart.exec(line)?.[1]
  if (git !== undefined) return { prefix: git, below: [headerLine], lines: 1 }
  const names = namesStart.exec(line)?.[1]
  return names === undefined ? undefined : { prefix: names, below: [newName, hunkStart], lines: 1 }
}

export class LinePrefix {
  readonly #finder = new PrefixFinder()
  #known: DiffPrefix | 'none' | undefined
  /** Lines that may be the first of a file, until those below come. */
  #held: Bytes = new Uint8Array(0)

  get isThere(): boolean {
    return this.#known instanceof DiffPrefix
  }

  /** Whole lines without their prefix: the same bytes where there is none. Lines that cannot be decided about come with the next. */
  remove(bytes: Bytes, isLast: boolean): Bytes {
    if (this.#known === 'none' && this.#held.length === 0) return bytes
    const lines = this.#held.length === 0 ? bytes : concatBytes([this.#held, bytes])
    const decidedBytes = this.#known === undefined ? this.#find(lines) : lines.length
    this.#held = lines.slice(isLast ? lines.length : decidedBytes)
    const decided = lines.subarray(0, lines.length - this.#held.length)
    return this.#known instanceof DiffPrefix ? cutLines(decided, this.#known) : decided
  }

  /** Looks at the lines that are new; the answer is how many bytes no line below decides about. */
  #find(lines: Bytes): number {
    const starts = this.#held.length === 0 ? [] : Array.from(lineSpans(this.#held), ({ start }) => start)
    for (const span of lineSpans(lines, this.#held.length)) {
      this.#known = this.#finder.look(lineHead(lines, span))
      if (this.#known !== undefined) return lines.length
      starts.push(span.start)
      if (starts.length > mostWaiting) starts.shift()
    }
    return starts.at(-this.#finder.waitingLines || starts.length) ?? lines.length
  }
}

function cutLines(lines: Bytes, prefix: DiffPrefix): Bytes {
  const bare = new Uint8Array(lines.length)
  let length = 0
  for (const span of lineSpans(lines)) {
    const own = lines.subarray(span.start + prefix.cut(lineHead(lines, span)), span.next)
    bare.set(own, length)
    length += own.length
  }
  return bare.subarray(0, length)
}
