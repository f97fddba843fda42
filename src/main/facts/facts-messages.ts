// What the pool and its worker threads say to each other. A thread works on one job at a time; a job reads contents one after another.
import { type ArtifactType } from '../../shared/artifact.ts'
import { type Facts } from '../../shared/facts.ts'
import { type ContentSecrets } from '../../shared/export-scan.ts'
import { type LineRange, type LogExcerpt } from '../../shared/review-page/log-excerpt.ts'
import { type Interdiff } from '../../shared/comparison/interdiff.ts'
import { type LogDelta } from '../../shared/comparison/log-delta.ts'
import { type TestComparison } from '../../shared/comparison/test-flips.ts'
import { type TestReport } from '../../shared/test-report.ts'
import { type LogMention } from '../../shared/triage/triage.ts'
import { type Secret } from './secrets/find-secrets.ts'
import { type NoteAnswer, type NoteJob } from './notes/note-job.ts'
import { type TestOutcomes } from './test-outcomes.ts'
import { type ChangedFile } from './triage/diff-changes.ts'
import { type DiffChanges } from './triage/link-frames.ts'
import { type FailingTests } from './triage/link-tests.ts'
import { type AskedTest } from './triage/log-mentions.ts'

export interface Subject {
  name: string
  type: ArtifactType
  /** For an excerpt: the lines that a person chose. */
  ranges?: readonly LineRange[] | undefined
  /** What the ask `notes` is about. */
  notes?: NoteJob | undefined
  /** For links: what the attempt changed. */
  diffs?: readonly DiffChanges[] | undefined
  /** For a mention: the test that is looked for. */
  test?: AskedTest | undefined
}

export type Open = () => Promise<AsyncIterable<Uint8Array>>

/** A content that a job reads, opened when its turn comes. */
export interface Part {
  subject: Subject
  open: Open
}

/** What a job asks for, with what comes back. */
export interface Answers {
  /** Of each content. */
  facts: Facts[]
  report: TestReport
  excerpt: LogExcerpt
  secrets: Secret[]
  /** Of one whole content, masked. */
  'content-secrets': ContentSecrets
  notes: NoteAnswer
  /** What a diff changes. */
  changes: ChangedFile[]
  /** What failed in a report, with what it leads to in the diffs. */
  links: FailingTests
  /** Where a log names a test. */
  mention: LogMention
  outcomes: TestOutcomes
  /** Of two test reports. */
  flips: TestComparison
  /** Of two diffs. */
  interdiff: Interdiff
  /** Of two logs; the first one is read again behind the second. */
  'log-delta': LogDelta
}

export type ToWorker =
  | { kind: 'start'; ask: keyof Answers; subjects: readonly Subject[] }
  | { kind: 'chunk'; bytes: Uint8Array }
  /** One content is whole; the next one's chunks follow. */
  | { kind: 'end' }
  /** The content broke off; nobody waits for the answer. */
  | { kind: 'abandon' }

export type FromWorker =
  /** A chunk was taken: there is room for another. */
  { kind: 'taken' } | { kind: 'done'; answer: Partial<Answers> } | { kind: 'failed'; reason: string } | { kind: 'abandoned' }

/** Chunks on their way to a worker at once. */
export const chunksInFlight = 4
