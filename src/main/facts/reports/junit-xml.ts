// JUnit XML in all its dialects: surefire, pytest, jest-junit, gotestsum, PHPUnit, gtest, nextest …
import { type TestStatus } from '../../../shared/test-report.ts'
import { messageFrom } from './failure-text.ts'
import { type FoundCase, type ReportCollector } from './report-collector.ts'
import { type ReportFormat, type XmlElement, type XmlListener } from './report-format.ts'

interface Suite {
  name: string | undefined
  file: string | undefined
}

interface Result {
  status: TestStatus
  message: string | undefined
  type: string | undefined
  text: string
}

const skippedWords = /^(?:skipped|disabled|ignored|notrun|not[ _]run|pending|suppressed|inconclusive|todo|aborted)$/i
/** Runs before the one that counts. */
const earlierRuns = new Set(['flakyFailure', 'flakyError', 'rerunFailure', 'rerunError'])
/** How attachments are written into the output, by a custom of Jenkins that Playwright and others follow. */
const attachmentMark = /\[\[ATTACHMENT\|([^\]\n]+)\]\]/g
/** A failure beats a skip, and an error is told from a failure only when there is no failure. */
const weight: Record<TestStatus, number> = { passed: 0, skipped: 1, errored: 2, failed: 3 }

class JunitListener implements XmlListener {
  private readonly report: ReportCollector
  private readonly suites: Suite[] = []
  private test: { element: XmlElement; results: Result[]; output: string; retries: number } | undefined
  /** Where text goes until its element closes. */
  private sink: { element: string; take: (text: string) => void } | undefined
  private hasRoot = false
  /** `suites` is not a number once one of them does not say. */
  private readonly declared = { root: undefined as number | undefined, suites: 0, any: false }
  private readonly durations = { root: undefined as number | undefined, suites: 0, any: false }

  constructor(report: ReportCollector) {
    this.report = report
  }

  open(element: XmlElement): void {
    const { name, attributes } = element
    if (name === 'testsuites' || name === 'testsuite') this.openSuite(element)
    else if (name === 'testcase') this.test = { element, results: [], output: '', retries: 0 }
    else if (this.test !== undefined) this.openResult(this.test, name, attributes)
    else if (name === 'error' || name === 'failure') this.noteOutside(attributes)
  }

  /** A result that belongs to no test: what failed was the suite itself. */
  private noteOutside(attributes: ReadonlyMap<string, string>): void {
    const said = attributes.get('message') || attributes.get('type') || 'failed'
    this.report.note('report.run-failed', [this.suites.at(-1)?.name, said].filter(Boolean).join(': '))
  }

  text(text: string): void {
    this.sink?.take(text)
  }

  close(name: string): void {
    if (name === this.sink?.element) this.sink = undefined
    if (name === 'testcase') this.closeTest()
    else if (name === 'testsuite') this.suites.pop()
    if (name === 'testsuites' || (name === 'testsuite' && !this.hasRoot && this.suites.length === 0)) this.finish()
  }

  private openSuite({ name, attributes }: XmlElement): void {
    const tests = count(attributes.get('tests'))
    const duration = parseSeconds(attributes.get('time'))
    if (name === 'testsuites') {
      this.hasRoot = true
      this.declared.root = tests
      this.durations.root = duration
      return
    }
    if (this.suites.length === 0) {
      this.declared.suites += tests ?? Number.NaN
      this.declared.any = true
      this.durations.suites += duration ?? 0
      this.durations.any ||= duration !== undefined
    }
    this.suites.push({ name: attributes.get('name'), file: attributes.get('file') ?? attributes.get('filepath') })
  }

  private openResult(test: NonNullable<typeof this.test>, name: string, attributes: ReadonlyMap<string, string>): void {
    const status = ({ failure: 'failed', error: 'errored', skipped: 'skipped', disabled: 'skipped', ignored: 'skipped' } as const)[name]
    if (status !== undefined) {
      const said = attributes.get('message')
      const result: Result = { status, message: said === '' ? undefined : said, type: attributes.get('type'), text: '' }
      test.results.push(result)
      this.sink = { element: name, take: (text) => void (result.text += text) }
    } else if (name === 'system-out' || name === 'system-err') this.sink = { element: name, take: (text) => void (test.output += text) }
    else if (earlierRuns.has(name)) test.retries++
  }

  private closeTest(): void {
    if (this.test === undefined) return
    const { element, results, output, retries } = this.test
    const { attributes } = element
    this.test = undefined
    // The suites count their own: Node's runner writes the others beside them.
    if (this.suites.length === 0) this.declared.suites++
    const result = results.toSorted((one, other) => weight[other.status] - weight[one.status])[0]
    const suite = this.suites.flatMap(({ name }) => (name ? [name] : []))
    // PHPUnit writes both, the first with dots in place of its backslashes.
    const owner = attributes.get('class') ?? attributes.get('classname')
    const name = attributes.get('name') ?? ''
    this.report.add({
      name,
      suite: owner && owner !== name && !isOf(suite.at(-1), owner) ? [...suite, owner] : suite,
      status: result?.status ?? statusOf(attributes),
      durationMs: parseSeconds(attributes.get('time') ?? attributes.get('duration')),
      ...describe(result, results, `${owner}::${name}`),
      output,
      file:
        attributes.get('file') ?? this.suites.findLast(({ file }) => file !== undefined)?.file ?? sourceOf(owner, this.suites.at(-1)?.name),
      line: count(attributes.get('line')),
      retries,
      attachments: Array.from(output.matchAll(attachmentMark), ([, path]) => ({ path })),
    })
  }

  private finish(): void {
    const { root, suites, any } = this.declared
    this.report.checkTotal(root ?? (any && !Number.isNaN(suites) ? suites : undefined))
    this.report.durationMs = this.durations.root ?? (this.durations.any ? this.durations.suites : null)
  }
}

/** JavaScript runners name the file where others name the class. */
function sourceOf(...names: (string | undefined)[]): string | undefined {
  return names.find((name) => name !== undefined && /^\S+\.[cm]?[jt]sx?$/.test(name))
}

/** The suite is the class itself, or one data set's of its methods. */
function isOf(suite: string | undefined, owner: string): boolean {
  return suite === owner || suite?.startsWith(`${owner}::`) === true
}

function describe(result: Result | undefined, results: readonly Result[], whole: string): Pick<FoundCase, 'message' | 'trace'> {
  if (result === undefined) return {}
  const texts = results.map(({ text }) => text.trim()).filter((text) => text !== '')
  // PHPUnit begins the text with the name of the test.
  const text = result.text.trimStart()
  const own = text.startsWith(whole) ? text.slice(Math.max(0, text.indexOf('\n') + 1)) : text
  const told = messageFrom(own)
  const said = result.message ?? (told === undefined || told === '' ? result.type : told)
  return { message: said, trace: result.status === 'skipped' ? undefined : texts.join('\n\n') }
}

/** Without a result element: what the attributes say of it. */
function statusOf(attributes: ReadonlyMap<string, string>): TestStatus {
  const words = [attributes.get('status'), attributes.get('result')].filter((word) => word !== undefined)
  if (words.some((word) => skippedWords.test(word))) return 'skipped'
  if (words.some((word) => /^(?:failed|failure|fail)$/i.test(word))) return 'failed'
  return words.some((word) => /^(?:error|errored)$/i.test(word)) ? 'errored' : 'passed'
}

function count(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d+\s*$/.test(text) ? Number(text) : undefined
}

/** `1,234.5` and `0,5` occur besides `0.5`. */
function parseSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const plain = text.includes('.') ? text.replaceAll(',', '') : text.replace(',', '.')
  const seconds = plain.trim() === '' ? Number.NaN : Number(plain)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.round(seconds * 1e6) / 1e3 : undefined
}

export const junitXml: ReportFormat = {
  name: 'junit-xml',
  family: 'xml',
  roots: ['testsuites', 'testsuite'],
  open: (report) => new JunitListener(report),
}
