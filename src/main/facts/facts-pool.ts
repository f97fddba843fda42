// Facts and reports, read in a few worker threads so that nobody waits for parsing.
import { availableParallelism } from 'node:os'
import { VitrineError } from '../../shared/errors.ts'
import { type Facts } from '../../shared/facts.ts'
import { type ContentSecrets } from '../../shared/export-scan.ts'
import { type LogExcerpt } from '../../shared/review-page/log-excerpt.ts'
import { type Interdiff } from '../../shared/comparison/interdiff.ts'
import { type LogDelta } from '../../shared/comparison/log-delta.ts'
import { type TestComparison } from '../../shared/comparison/test-flips.ts'
import { type TestReport } from '../../shared/test-report.ts'
import { workerUrl } from '../worker-url.ts'
import { type Answers, type Open, type Part, type Subject } from './facts-messages.ts'
import { type NoteAnswer, type NoteJob } from './notes/note-job.ts'
import { FactsThread, ThreadFailure } from './facts-thread.ts'
import { failedFacts, failedReport } from './failed-answer.ts'
import { type Secret } from './secrets/find-secrets.ts'

export interface FactsPool {
  /** Rejects only with what the content throws; content that kills its thread gives facts with the note `facts.failed`. */
  readFacts(artifact: Subject, content: Open): Promise<Facts>
  /** The same of several in one job, in their order: what one by one would cost more in messages than in reading. */
  readAllFacts(parts: readonly Part[]): Promise<Facts[]>
  /** As `readFacts`, for the whole report. */
  readReport(artifact: Subject, content: Open): Promise<TestReport>
  /** See log-excerpt.ts. Rejects also when its thread dies: nobody must take a part for the whole. */
  excerptLog(log: Subject, content: Open): Promise<LogExcerpt>
  /** What looks like a secret in UTF-8 text; as `excerptLog`, never an empty answer for want of a better one. */
  findSecrets(text: string): Promise<Secret[]>
  /** The same of a whole content, whatever its size. */
  scanContent(artifact: Subject, content: Open): Promise<ContentSecrets>
  /** What notes are tied to, and where they stand. Undefined for content that kills its thread. */
  findNotes(artifact: Subject, job: NoteJob, content: Open): Promise<NoteAnswer | undefined>
  /** What a diff changes. This and the next three reject also when their thread dies. */
  readChanges(diff: Subject, content: Open): Promise<Answers['changes']>
  /** What failed in a report, with what it leads to in the subject's diffs. */
  linkTests(artifact: Subject, content: Open): Promise<Answers['links']>
  /** Where a log names the subject's test. */
  findMentions(log: Subject, content: Open): Promise<Answers['mention']>
  readOutcomes(artifact: Subject, content: Open): Promise<Answers['outcomes']>
  /** What became of the first report's tests in the second. Rejects also when its thread dies. */
  compareTests(first: Part, second: Part): Promise<TestComparison>
  /** How two diffs of the same version differ. Both are held in memory. Rejects also when its thread dies, as it does with `signal`. */
  compareDiffs(first: Part, second: Part, signal?: AbortSignal): Promise<Interdiff>
  /** The lines that only one of two logs has. Rejects also when its thread dies. */
  compareLogs(first: Part, second: Part): Promise<LogDelta>
  close(): Promise<void>
}

export interface FactsPoolOptions {
  threads?: number
  /** The worker's entry, for tests. */
  worker?: URL
}

function refuse(reason: string): never {
  throw new VitrineError('internal', { reason })
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

/** Threads start when they are first needed, and do not keep the process alive when idle. */
export function openFactsPool(options: FactsPoolOptions = {}): FactsPool {
  const { threads: limit = Math.max(1, Math.min(4, availableParallelism() - 1)), worker = workerUrl('./facts-worker', import.meta.url) } =
    options
  const threads = new Set<FactsThread>()
  const idle: FactsThread[] = []
  const waiting: (() => void)[] = []
  let free = limit
  let closed = false

  /** Resolves when one of the `limit` places is free, and takes it. */
  async function takePlace(): Promise<void> {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
  }

  function leavePlace(): void {
    const next = waiting.shift()
    if (next === undefined) free++
    else next()
  }

  async function withThread<Answer>(work: (thread: FactsThread) => Promise<Answer>): Promise<Answer> {
    await takePlace()
    try {
      if (closed) throw new ThreadFailure('the pool is closed')
      let thread = idle.pop()
      while (thread?.isDead === true) thread = idle.pop()
      thread ??= new FactsThread(worker)
      threads.add(thread)
      try {
        return await work(thread)
      } finally {
        if (thread.isDead) threads.delete(thread)
        else idle.push(thread)
      }
    } finally {
      leavePlace()
    }
  }

  async function ask<Ask extends keyof Answers, Failed>(
    what: Ask,
    parts: readonly Part[],
    failed: (reason: string) => Failed,
    signal?: AbortSignal,
  ): Promise<Answers[Ask] | Failed> {
    try {
      return await withThread((thread) => thread.run(what, parts, signal))
    } catch (error) {
      if (error instanceof ThreadFailure) return failed(error.message)
      throw error
    }
  }

  async function readFacts(subject: Subject, open: Open): Promise<Facts> {
    const failed = (reason: string) => failedFacts(subject.type, reason)
    const answer = await ask('facts', [{ subject, open }], (reason) => [failed(reason)])
    return answer[0] ?? failed('the thread did not answer')
  }

  return {
    readFacts,
    readAllFacts: async (parts) => {
      const together = await ask('facts', parts, () => undefined)
      // The content that ended the thread must not cost the others their facts.
      return together ?? Promise.all(parts.map(({ subject, open }) => readFacts(subject, open)))
    },
    readReport: (subject, open) => ask('report', [{ subject, open }], failedReport),
    excerptLog: (subject, open) => ask('excerpt', [{ subject, open }], refuse),
    findSecrets: (text) => ask('secrets', [{ subject: { name: '', type: 'file' }, open: () => Promise.resolve(bytesOf(text)) }], refuse),
    scanContent: (subject, open) => ask('content-secrets', [{ subject, open }], refuse),
    findNotes: (artifact, notes, open) => ask('notes', [{ subject: { ...artifact, notes }, open }], () => undefined),
    readChanges: (subject, open) => ask('changes', [{ subject, open }], refuse),
    linkTests: (subject, open) => ask('links', [{ subject, open }], refuse),
    findMentions: (subject, open) => ask('mention', [{ subject, open }], refuse),
    readOutcomes: (subject, open) => ask('outcomes', [{ subject, open }], refuse),
    compareTests: (first, second) => ask('flips', [first, second], refuse),
    compareDiffs: (first, second, signal) => ask('interdiff', [first, second], refuse, signal),
    compareLogs: (first, second) => ask('log-delta', [first, second, first], refuse),
    close: async () => {
      closed = true
      await Promise.all([...threads].map((thread) => thread.close()))
    },
  }
}
