// Where a log names a test: the line that says most of it, with what stands around it.
import { withoutTerminalCodes } from '../../../shared/terminal-text.ts'
import { testPath } from '../../../shared/test-key.ts'
import { type TestCase } from '../../../shared/test-report.ts'
import { type LogMention } from '../../../shared/triage/triage.ts'
import { readLines } from '../text-lines.ts'

export type AskedTest = Pick<TestCase, 'suite' | 'name'>

const linesBefore = 2
const linesAfter = 24
const lineLimit = 2_000
/** Headings and result lines of the runners that say that a test failed. */
const failure = /\bFAIL(?:ED|URE)?\b|\bERROR\b|\bnot ok\b|[✕✗✖×●]|^_{3,} |^-{4} .* stdout|\[E\]|panicked at|^\s*\d+\) /
/** A line of the progress, or of the list at the end, says less than the place where it happened. */
const listing = /^(?:FAILED|ERROR) \S+::|^ {4}\S+$|(?: (?:FAILED|ERROR)(?: +\[ *\d+%\])?| \.\.\. (?:FAIL|FAILED|ERROR))$|^\[gw\d+\]/

/** Told line by line; keeps only the best place found. */
class Mentions {
  private readonly leaf: string
  private readonly plainLeaf: string
  private readonly owners: string[]
  private readonly before: string[] = []
  private best: { score: number; line: number; firstLine: number; excerpt: string[]; isFailure: boolean } | undefined
  private count = 0
  private number = 0

  constructor(test: AskedTest) {
    const path = testPath(test)
    this.leaf = path.at(-1) ?? test.name
    // Parameters and subtests may be written otherwise, or not at all.
    const bare = this.leaf.replace(/[[({].*$/s, '').trim()
    this.plainLeaf = bare.length >= 3 ? bare : this.leaf
    this.owners = path
      .slice(0, -1)
      .flatMap((part) => [part, part.split(/[./\\]/).at(-1) ?? part])
      .filter((part) => part.length > 2)
  }

  line(raw: string): void {
    this.number++
    const text = withoutTerminalCodes(raw.length > lineLimit ? raw.slice(0, lineLimit) : raw).trimEnd()
    const score = this.scoreOf(text)
    if (score > 0) this.count++
    if (score > (this.best?.score ?? 0)) {
      this.best = {
        score,
        line: this.number,
        firstLine: this.number - this.before.length,
        excerpt: [...this.before, text],
        isFailure: failure.test(text),
      }
    } else if (this.best !== undefined && this.number <= this.best.line + linesAfter) this.best.excerpt.push(text)
    this.before.push(text)
    if (this.before.length > linesBefore) this.before.shift()
  }

  found(): LogMention {
    const { line = null, firstLine = 1, excerpt = [], isFailure = false } = this.best ?? {}
    return { mentions: this.count, line, firstLine, excerpt, isFailure }
  }

  private scoreOf(text: string): number {
    if (!namesIt(text, this.plainLeaf)) return 0
    let score = 1
    if (text.includes(this.leaf)) score += 2
    if (this.owners.some((owner) => text.includes(owner))) score += 2
    if (failure.test(text)) score += listing.test(text) ? 3 : 6
    return score
  }
}

/** As a word of its own: `test_a` is not named by `test_ab`. */
function namesIt(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const isWord = !/\w/.test(text.charAt(at - 1)) || !/\w/.test(name.charAt(0))
    if (isWord && (!/\w/.test(text.charAt(at + name.length)) || !/\w/.test(name.at(-1) ?? ''))) return true
  }
  return false
}

/** Reads the whole log in flat memory. */
export async function findMentions(content: AsyncIterable<Uint8Array>, test: AskedTest): Promise<LogMention> {
  const mentions = new Mentions(test)
  await readLines(content, (line) => mentions.line(line))
  return mentions.found()
}
