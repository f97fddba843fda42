// What the pool and its worker threads say to each other. A thread works on one job at a time.
import { type ArtifactType } from '../../shared/artifact.ts'
import { type Facts } from '../../shared/facts.ts'
import { type LineRange, type LogExcerpt } from '../../shared/log-excerpt.ts'
import { type TestReport } from '../../shared/test-report.ts'
import { type Secret } from './secrets/find-secrets.ts'
import { type NoteAnswer, type NoteJob } from './notes/note-job.ts'

export interface Subject {
  name: string
  type: ArtifactType
  /** For an excerpt: the lines that a person chose. */
  ranges?: readonly LineRange[] | undefined
  /** What the ask `notes` is about. */
  notes?: NoteJob | undefined
}

/** What a job asks for, with what comes back. */
export interface Answers {
  facts: Facts
  report: TestReport
  excerpt: LogExcerpt
  secrets: Secret[]
  notes: NoteAnswer
}

export type ToWorker =
  | { kind: 'start'; ask: keyof Answers; subject: Subject }
  | { kind: 'chunk'; bytes: Uint8Array }
  | { kind: 'end' }
  /** The content broke off; nobody waits for the answer. */
  | { kind: 'abandon' }

export type FromWorker =
  /** A chunk was taken: there is room for another. */
  { kind: 'taken' } | { kind: 'done'; answer: Partial<Answers> } | { kind: 'failed'; reason: string } | { kind: 'abandoned' }

/** Chunks on their way to a worker at once. */
export const chunksInFlight = 4
