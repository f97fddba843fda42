import { type FactsNote } from '../../../shared/facts.ts'
import { withoutTerminalCodes } from '../../../shared/terminal-text.ts'
import { type TestAttachment, type TestCase, type TestReport, type TestStatus, type TestTotals } from '../../../shared/test-report.ts'

/** A test case as a reader finds it: what the source does not say is undefined or out of range. */
export interface FoundCase {
  name: string
  status: TestStatus
  suite?: readonly string[] | undefined
  durationMs?: number | undefined
  message?: string | undefined
  trace?: string | undefined
  output?: string | undefined
  file?: string | undefined
  line?: number | undefined
  retries?: number | undefined
  attachments?: readonly FoundAttachment[] | undefined
}

export interface FoundAttachment {
  name?: string | undefined
  mimeType?: string | undefined
  path?: string | undefined
}

const messageLimit = 4_000
/** Longer names and paths are cut: generated ones hold whole data sets. */
const nameLimit = 2_000
const textLimit = 64_000
/** Traces and outputs of one report together; later ones are dropped. */
const textBudget = 32 * 1024 * 1024
const failuresKept = 100
const attachmentsKept = 50

export const unknownTotals: TestTotals = { total: null, passed: null, failed: null, skipped: null, errored: null }

/** Where a reader puts what it finds. `failing` keeps only what facts need, so that a report of any size fits. */
export class ReportCollector {
  completeness: TestReport['completeness'] = 'full'
  durationMs: number | null = null
  private readonly keep: 'all' | 'failing'
  private readonly cases: TestCase[] = []
  private readonly counts = { total: 0, passed: 0, failed: 0, skipped: 0, errored: 0 }
  private readonly notes = new Map<string, FactsNote>()
  private declared: TestTotals | undefined
  private textLeft = textBudget
  private began: number | undefined
  private ended: number | undefined

  constructor(keep: 'all' | 'failing') {
    this.keep = keep
  }

  add(found: FoundCase): void {
    this.counts.total++
    if (found.status === 'passed') this.counts.passed++
    else if (found.status === 'skipped') this.counts.skipped++
    else this.counts.failed++
    if (found.status === 'errored') this.counts.errored++
    const isFailing = found.status === 'failed' || found.status === 'errored'
    if (this.keep === 'all' || (isFailing && this.cases.length < failuresKept)) this.cases.push(this.trim(found))
  }

  /** Moments of the run, in milliseconds; the earliest and the latest give its duration where nothing else does. */
  beganAt(moment: number | undefined): void {
    if (moment !== undefined) this.began = Math.min(this.began ?? moment, moment)
  }

  endedAt(moment: number | undefined): void {
    if (moment !== undefined) this.ended = Math.max(this.ended ?? moment, moment)
  }

  /** A code is noted once, with its first detail. */
  note(code: FactsNote['code'], detail?: string): void {
    if (!this.notes.has(code)) this.notes.set(code, detail === undefined ? { code } : { code, detail: detail.slice(0, 500) })
  }

  /** Totals that the source says itself, where it does not list every case. */
  setTotals(totals: TestTotals): void {
    const sound = (count: number | null) => (count !== null && Number.isSafeInteger(count) && count >= 0 ? count : null)
    const { total, passed, failed, skipped, errored } = totals
    this.declared = { total: sound(total), passed: sound(passed), failed: sound(failed), skipped: sound(skipped), errored: sound(errored) }
  }

  /** The content breaks off or is broken: its totals are unknown; the cases found before stay. */
  breakOff(): void {
    this.declared = unknownTotals
    this.durationMs = null
    this.ended = undefined
    this.completeness = 'totals-only'
    this.notes.delete('report.totals-disagree')
  }

  /** Notes when the file's own total is another than that of its cases. */
  checkTotal(total: number | undefined): void {
    if (total !== undefined && total !== this.counts.total)
      this.note('report.totals-disagree', `the file says ${total} tests and lists ${this.counts.total}`)
  }

  report(format: string): TestReport {
    const { completeness, cases } = this
    const between = this.began !== undefined && this.ended !== undefined && this.ended > this.began ? this.ended - this.began : null
    const told = this.durationMs ?? between
    const durationMs = told !== null && told >= 0 && Number.isFinite(told) ? told : null
    return { format, completeness, totals: this.declared ?? { ...this.counts }, durationMs, cases, notes: [...this.notes.values()] }
  }

  private trim(found: FoundCase): TestCase {
    const test: TestCase = {
      name: cutName(found.name),
      suite: (found.suite ?? []).filter((suite) => suite !== '').map(cutName),
      status: found.status,
    }
    if (found.durationMs !== undefined && found.durationMs >= 0 && Number.isFinite(found.durationMs)) test.durationMs = found.durationMs
    const message = withoutTerminalCodes(found.message ?? '').trim()
    if (message !== '') test.message = message.slice(0, messageLimit)
    if (found.file) test.file = cutName(found.file)
    if (found.line !== undefined && Number.isSafeInteger(found.line) && found.line > 0) test.line = found.line
    if (found.retries !== undefined && Number.isSafeInteger(found.retries) && found.retries > 0) test.retries = found.retries
    if (this.keep === 'failing') return test
    const attachments = (found.attachments ?? []).slice(0, attachmentsKept).map(attachmentOf)
    if (attachments.length > 0) test.attachments = attachments
    const trace = this.afford(found.trace?.trim(), (text) => withoutTerminalCodes(text.slice(0, textLimit)))
    // The end of an output tells most: it holds the summary and the last words.
    const output = this.afford(found.output?.trim(), (text) => text.slice(-textLimit))
    return { ...test, ...(trace ? { trace } : {}), ...(output ? { output } : {}) }
  }

  private afford(text: string | undefined, cut: (text: string) => string): string | undefined {
    if (!text) return undefined
    const kept = cut(text)
    this.textLeft -= kept.length
    return this.textLeft >= 0 ? kept : undefined
  }
}

function attachmentOf({ name, mimeType, path }: FoundAttachment): TestAttachment {
  const last = path?.split(/[\\/]/).at(-1)
  return {
    name: cutName(name || last || 'attachment'),
    ...(mimeType ? { mimeType: cutName(mimeType) } : {}),
    ...(path ? { path: cutName(path) } : {}),
  }
}

function cutName(name: string): string {
  return name.length > nameLimit ? `${name.slice(0, nameLimit)}…` : name
}
