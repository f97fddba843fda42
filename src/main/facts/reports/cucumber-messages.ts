// Cucumber's messages, one JSON value a line: what its newer reporters are made from. A scenario (pickle) is a test.
import { type TestStatus } from '../../../shared/test-report.ts'
import { messageFrom } from './failure-text.ts'
import { listOf, member, numberOf, textOf } from './json-values.ts'
import { type FoundAttachment, type ReportCollector } from './report-collector.ts'
import { type LineListener, type ReportFormat } from './report-format.ts'

interface Pickle {
  name: string
  file: string | undefined
  line: number | undefined
  runs: number
}

/** One try of a scenario. */
interface Try {
  pickle: Pickle
  status: string
  durationMs: number
  error: string | undefined
  attachments: FoundAttachment[]
}

/** From what is best to what is worst. */
const order = ['PASSED', 'SKIPPED', 'PENDING', 'UNDEFINED', 'AMBIGUOUS', 'FAILED']
const statuses = new Map<string, TestStatus>([
  ['PASSED', 'passed'],
  ['AMBIGUOUS', 'failed'],
  ['FAILED', 'failed'],
])

class Messages implements LineListener<unknown> {
  /** Names of features by their file. */
  private readonly features = new Map<string, string>()
  private readonly lines = new Map<unknown, number>()
  private readonly pickles = new Map<unknown, Pickle>()
  private readonly cases = new Map<unknown, unknown>()
  private readonly tries = new Map<unknown, Try>()
  private startedAt: number | undefined
  private hasFinished = false
  private readonly report: ReportCollector

  constructor(report: ReportCollector) {
    this.report = report
  }

  line(message: unknown): void {
    const [kind] = Object.keys(Object(message))
    const value = member(message, kind ?? '')
    if (kind === 'gherkinDocument') this.takeDocument(value)
    else if (kind === 'pickle') this.takePickle(value)
    else if (kind === 'testCase') this.cases.set(member(value, 'id'), member(value, 'pickleId'))
    else if (kind === 'testRunStarted') this.startedAt = milliseconds(member(value, 'timestamp'))
    else if (kind === 'testCaseStarted') this.start(value)
    else if (kind === 'testStepFinished') this.finishStep(value)
    else if (kind === 'attachment') this.attach(value)
    else if (kind === 'testCaseFinished') this.finish(member(value, 'testCaseStartedId'), member(value, 'willBeRetried') === true)
    else if (kind === 'testRunFinished') this.finishRun(value)
  }

  end(): void {
    if (!this.hasFinished) this.report.note('report.run-failed', 'the run did not end: tests may be missing')
    for (const { pickle, ...attempt } of this.tries.values()) this.add(pickle, { pickle, ...attempt, status: 'FAILED' })
  }

  private takeDocument(document: unknown): void {
    const feature = member(document, 'feature')
    this.features.set(textOf(member(document, 'uri')) ?? '', textOf(member(feature, 'name')) ?? '')
    const scenarios = listOf(member(feature, 'children')).flatMap((child) => [child, ...listOf(member(member(child, 'rule'), 'children'))])
    for (const scenario of scenarios.map((child) => member(child, 'scenario'))) {
      const rows = listOf(member(scenario, 'examples')).flatMap((example) => listOf(member(example, 'tableBody')))
      for (const place of [scenario, ...rows]) {
        const line = numberOf(member(member(place, 'location'), 'line'))
        if (line !== undefined) this.lines.set(member(place, 'id'), line)
      }
    }
  }

  private takePickle(pickle: unknown): void {
    const line = this.lines.get(listOf(member(pickle, 'astNodeIds')).at(-1))
    this.pickles.set(member(pickle, 'id'), {
      name: textOf(member(pickle, 'name')) ?? '',
      file: textOf(member(pickle, 'uri')),
      line,
      runs: 0,
    })
  }

  private start(started: unknown): void {
    const pickle = this.pickles.get(this.cases.get(member(started, 'testCaseId')))
    if (pickle === undefined) return
    pickle.runs++
    this.tries.set(member(started, 'id'), { pickle, status: 'PASSED', durationMs: 0, error: undefined, attachments: [] })
  }

  private finishStep(step: unknown): void {
    const attempt = this.tries.get(member(step, 'testCaseStartedId'))
    const result = member(step, 'testStepResult')
    const status = textOf(member(result, 'status')) ?? 'UNDEFINED'
    if (attempt === undefined) return
    attempt.durationMs += milliseconds(member(result, 'duration')) ?? 0
    if (order.indexOf(status) <= order.indexOf(attempt.status)) return
    attempt.status = status
    attempt.error = textOf(member(result, 'message'))
  }

  private attach(attachment: unknown): void {
    const name = textOf(member(attachment, 'fileName'))
    this.tries
      .get(member(attachment, 'testCaseStartedId'))
      ?.attachments.push({ name, mimeType: textOf(member(attachment, 'mediaType')), path: textOf(member(attachment, 'url')) })
  }

  private finish(id: unknown, isRetried: boolean): void {
    const attempt = this.tries.get(id)
    this.tries.delete(id)
    if (attempt !== undefined && !isRetried) this.add(attempt.pickle, attempt)
  }

  private add({ name, file, line, runs }: Pickle, { status, durationMs, error, attachments }: Try): void {
    this.report.add({
      name,
      suite: [this.features.get(file ?? '') || file || ''],
      status: statuses.get(status) ?? 'skipped',
      durationMs,
      message: messageFrom(error) ?? (status === 'PASSED' ? undefined : status.toLowerCase()),
      trace: error,
      file,
      line,
      retries: runs - 1,
      attachments,
    })
  }

  private finishRun(finished: unknown): void {
    this.hasFinished = true
    const end = milliseconds(member(finished, 'timestamp'))
    if (end !== undefined && this.startedAt !== undefined) this.report.durationMs = end - this.startedAt
    const said = textOf(member(finished, 'message')) ?? textOf(member(member(finished, 'exception'), 'message'))
    if (said !== undefined) this.report.note('report.run-failed', said)
  }
}

function milliseconds(value: unknown): number | undefined {
  const seconds = Number(member(value, 'seconds') ?? Number.NaN)
  return Number.isNaN(seconds) ? undefined : seconds * 1000 + (numberOf(member(value, 'nanos')) ?? 0) / 1e6
}

const openings = ['meta', 'source', 'gherkinDocument', 'pickle', 'testRunStarted'] as const

export const cucumberMessages: ReportFormat = {
  name: 'cucumber-messages',
  family: 'json-lines',
  matches: (value) => {
    const keys = Object.keys(Object(value))
    const found = keys.length === 1 ? openings.find((opening) => opening === keys[0]) : undefined
    const told = found === undefined ? undefined : member(value, found)
    return ['protocolVersion', 'uri', 'timestamp'].some((key) => member(told, key) !== undefined)
  },
  open: (report) => new Messages(report),
}
