// A thread that reads facts and reports from chunks that it is sent.
import { buffer, text } from 'node:stream/consumers'
import { parentPort } from 'node:worker_threads'
import { type Facts } from '../../shared/facts.ts'
import { type TestReport } from '../../shared/test-report.ts'
import { messageOf } from '../../shared/message-of.ts'
import { unpacked, unpackedSoFar } from '../unpacked.ts'
import { scanLogDelta } from './compare/log-delta.ts'
import { compareDiffs } from './compare/compare-diffs.ts'
import { compareReports } from './compare/test-flips.ts'
import { type Answers, type FromWorker, type Subject, type ToWorker } from './facts-messages.ts'
import { excerptLog } from './log-excerpt.ts'
import { runNoteJob } from './notes/note-job.ts'
import { readFacts } from './read-facts.ts'
import { readReport } from './read-report.ts'
import { findSecrets } from './secrets/find-secrets.ts'
import { scanContent } from './secrets/scan-content.ts'
import { readOutcomes } from './test-outcomes.ts'
import { readChanges } from './triage/diff-changes.ts'
import { linkTests } from './triage/link-tests.ts'
import { findMentions } from './triage/log-mentions.ts'

class Abandoned extends Error {}

/** The contents of a job while they arrive. */
class Inbox {
  private readonly chunks: (Uint8Array | 'end' | 'abandon')[] = []
  private wake: () => void = () => undefined
  /** A content was begun and its end has not come. */
  private isOpen = false

  put(chunk: Uint8Array | 'end' | 'abandon'): void {
    this.chunks.push(chunk)
    this.wake()
  }

  /** The next content; what nobody read of the one before is let go. */
  async *content(): AsyncGenerator<Uint8Array> {
    while (this.isOpen) if ((await this.take()) !== undefined) send({ kind: 'taken' })
    this.isOpen = true
    for (let chunk = await this.take(); chunk !== undefined; chunk = await this.take()) {
      try {
        yield chunk
      } finally {
        send({ kind: 'taken' })
      }
    }
  }

  /** The next content, or what it holds when it is compressed: all of it, or the job fails. */
  unpacked(): AsyncGenerator<Uint8Array> {
    return unpacked(this.content())
  }

  /** The same as far as it can be unpacked, for answers that are of use without the rest. */
  unpackedSoFar(): AsyncGenerator<Uint8Array> {
    return unpackedSoFar(this.content())
  }

  /** A chunk, or undefined at the content's end. */
  private async take(): Promise<Uint8Array | undefined> {
    for (let next = this.chunks.shift(); ; next = this.chunks.shift()) {
      if (next === undefined) await new Promise<void>((resolve) => (this.wake = resolve))
      else if (next === 'abandon') throw new Abandoned()
      else if (next !== 'end') return next
      else {
        this.isOpen = false
        return undefined
      }
    }
  }
}

function send(message: FromWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
  parentPort?.postMessage(message)
}

async function answerOf(ask: keyof Answers, subjects: readonly Subject[], inbox: Inbox): Promise<Partial<Answers>> {
  const [subject] = subjects
  if (subject === undefined) throw new TypeError(`nothing to read for ${ask}`)
  switch (ask) {
    case 'facts': {
      const facts: Facts[] = []
      for (const each of subjects) facts.push(await readFacts(each, inbox.content()))
      return { facts }
    }
    case 'report':
      return { report: await readReport(subject, inbox.unpacked()) }
    case 'excerpt':
      return { excerpt: await excerptLog(inbox.unpackedSoFar(), subject.ranges) }
    case 'secrets':
      return { secrets: findSecrets(await text(inbox.content())) }
    case 'content-secrets':
      return { 'content-secrets': await scanContent(subject.type, inbox.content()) }
    case 'notes':
      return { notes: await runNoteJob(subject.notes ?? { is: 'place', wanted: [] }, subject.type, inbox.unpackedSoFar()) }
    case 'changes':
      return { changes: await readChanges(inbox.unpackedSoFar()) }
    case 'links':
      return { links: await linkTests(subject, inbox.unpackedSoFar(), subject.diffs ?? []) }
    case 'mention':
      return { mention: await findMentions(inbox.unpackedSoFar(), subject.test ?? { suite: [], name: subject.name }) }
    case 'outcomes':
      return { outcomes: await readOutcomes(subject, inbox.unpackedSoFar()) }
    case 'flips': {
      const reports: TestReport[] = []
      for (const each of subjects) reports.push(await readReport(each, inbox.unpackedSoFar()))
      const [first, second] = reports
      if (first === undefined || second === undefined) throw new TypeError('there is one report to compare')
      return { flips: compareReports(first, second) }
    }
    case 'interdiff':
      return { interdiff: compareDiffs(await buffer(inbox.unpacked()), await buffer(inbox.unpacked())) }
    case 'log-delta':
      return { 'log-delta': await scanLogDelta(() => inbox.unpackedSoFar()) }
  }
}

async function work({ ask, subjects }: Extract<ToWorker, { kind: 'start' }>, inbox: Inbox): Promise<void> {
  try {
    send({ kind: 'done', answer: await answerOf(ask, subjects, inbox) })
  } catch (error) {
    if (error instanceof Abandoned) send({ kind: 'abandoned' })
    else send({ kind: 'failed', reason: messageOf(error) })
  }
}

let inbox = new Inbox()
parentPort?.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'start':
      inbox = new Inbox()
      void work(message, inbox)
      return
    case 'chunk':
      inbox.put(message.bytes)
      return
    case 'end':
    case 'abandon':
      inbox.put(message.kind)
  }
})
