// A thread that reads facts and reports from chunks that it is sent.
import { text } from 'node:stream/consumers'
import { parentPort } from 'node:worker_threads'
import { type Answers, type FromWorker, type Subject, type ToWorker } from './facts-messages.ts'
import { excerptLog } from './log-excerpt.ts'
import { runNoteJob } from './notes/note-job.ts'
import { readFacts } from './read-facts.ts'
import { readReport } from './read-report.ts'
import { findSecrets } from './secrets/find-secrets.ts'
import { readOutcomes } from './test-outcomes.ts'
import { readChanges } from './triage/diff-changes.ts'
import { linkTests } from './triage/link-tests.ts'
import { findMentions } from './triage/log-mentions.ts'

class Abandoned extends Error {}

/** The content of a job while it arrives. */
class Inbox {
  private readonly chunks: (Uint8Array | 'end' | 'abandon')[] = []
  private wake: () => void = () => undefined

  put(chunk: Uint8Array | 'end' | 'abandon'): void {
    this.chunks.push(chunk)
    this.wake()
  }

  async *content(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = this.chunks.shift()
      if (next === undefined) await new Promise<void>((resolve) => (this.wake = resolve))
      else if (next === 'end') return
      else if (next === 'abandon') throw new Abandoned()
      else {
        yield next
        send({ kind: 'taken' })
      }
    }
  }
}

function send(message: FromWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
  parentPort?.postMessage(message)
}

async function answerTo(ask: keyof Answers, subject: Subject, content: AsyncIterable<Uint8Array>): Promise<Partial<Answers>> {
  switch (ask) {
    case 'facts':
      return { facts: await readFacts(subject, content) }
    case 'report':
      return { report: await readReport(subject, content) }
    case 'excerpt':
      return { excerpt: await excerptLog(content, subject.ranges) }
    case 'secrets':
      return { secrets: findSecrets(await text(content)) }
    case 'notes':
      return { notes: await runNoteJob(subject.notes ?? { is: 'place', wanted: [] }, subject.type, content) }
    case 'changes':
      return { changes: await readChanges(content) }
    case 'links':
      return { links: await linkTests(subject, content, subject.diffs ?? []) }
    case 'mention':
      return { mention: await findMentions(content, subject.test ?? { suite: [], name: subject.name }) }
    case 'outcomes':
      return { outcomes: await readOutcomes(subject, content) }
  }
}

async function work({ ask, subject }: Extract<ToWorker, { kind: 'start' }>, inbox: Inbox): Promise<void> {
  try {
    send({ kind: 'done', answer: await answerTo(ask, subject, inbox.content()) })
  } catch (error) {
    if (error instanceof Abandoned) send({ kind: 'abandoned' })
    else send({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
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
