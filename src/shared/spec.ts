// Specs, their tasks and the tasks' attempts.
import { z } from 'zod'
import { type Artifact, artifactSchema } from './artifact-list.ts'
import { artifactTypes, type ArtifactType } from './artifact.ts'
import { type TestFacts } from './facts.ts'
import { type Review, reviewOf, verdictSchema } from './review/verdict.ts'

const count = z.number().int().nonnegative()

/** A task as the tree of specs shows it. */
export const taskSummarySchema = z.object({
  taskId: z.string(),
  artifacts: count,
  attempts: count,
  /** Stored bytes. */
  sizeBytes: count,
  latestAt: z.string(),
  /** Failed and total tests of the newest attempt that has test counts; null where unknown. */
  tests: z.object({ failed: count.nullable(), total: count.nullable() }).nullable(),
  /** The verdict that stands on its newest attempt that has one, and whether it waits for another look. */
  verdict: verdictSchema.nullable(),
  isWaiting: z.boolean(),
})
export type TaskSummary = z.infer<typeof taskSummarySchema>

/** A spec with all its tasks. `latestAt` is when its newest artifact was created, `sizeBytes` stored bytes. */
export const specSummarySchema = z.object({
  specName: z.string(),
  artifacts: count,
  sizeBytes: count,
  latestAt: z.string(),
  tasks: z.array(taskSummarySchema),
})
export type SpecSummary = z.infer<typeof specSummarySchema>

/** One task with all its artifacts, newest version first, then by type and name. */
export const taskSchema = z.object({
  specName: z.string(),
  taskId: z.string(),
  artifacts: z.array(artifactSchema),
  /** What could not be read of this task, in words for a log, e.g. a half-written record file. */
  problems: z.array(z.object({ key: z.string(), reason: z.string() })),
})
export type Task = z.infer<typeof taskSchema>

/** The artifacts of a task that share a version: one try of one agent. */
export interface Attempt {
  version: number
  artifacts: Artifact[]
  agent: string | null
  model: string | null
  createdAt: string
  /** Stored bytes. */
  sizeBytes: number
  /** Sums over the attempt's diffs; null when it has none. */
  diff: { files: number; insertions: number; deletions: number } | null
  /** The attempt's test counts, from its reports or else from its logs; null when it has none. */
  tests: TestFacts | null
  /** From the metadata key `duration_ms`, else the report's own; null when unknown. */
  durationMs: number | null
  /** What reviewers decided on it. */
  review: Review
}

function metadataText(artifacts: readonly Artifact[], key: string): string | null {
  for (const { record } of artifacts) {
    const value = record.metadata[key]
    if (typeof value === 'string' && value !== '') return value
  }
  return null
}

function attemptDiff(artifacts: readonly Artifact[]): Attempt['diff'] {
  let sum: Attempt['diff'] = null
  for (const { facts } of artifacts) {
    if (facts?.type !== 'diff') continue
    sum ??= { files: 0, insertions: 0, deletions: 0 }
    sum.files += facts.files
    sum.insertions += facts.insertions
    sum.deletions += facts.deletions
  }
  return sum
}

/** Known totals beat unknown ones, and a report beats counts read from a log. */
function attemptTests(artifacts: readonly Artifact[]): TestFacts | null {
  const reports = artifacts.flatMap(({ facts }) => (facts?.type === 'test' ? [facts] : []))
  const fromLogs = artifacts.flatMap(({ facts }) => (facts?.type === 'log' && facts.test !== null ? [facts.test] : []))
  const all = [...reports, ...fromLogs]
  return all.find(({ total }) => total !== null) ?? all[0] ?? null
}

/** Groups a task's artifacts into attempts, newest version first. */
export function groupAttempts(artifacts: readonly Artifact[]): Attempt[] {
  const byVersion = new Map<number, Artifact[]>()
  for (const artifact of artifacts) {
    const list = byVersion.get(artifact.record.version)
    if (list) list.push(artifact)
    else byVersion.set(artifact.record.version, [artifact])
  }
  return [...byVersion.entries()]
    .toSorted(([a], [b]) => b - a)
    .map(([version, list]) => {
      const sorted = list.toSorted(compareArtifacts)
      const tests = attemptTests(sorted)
      const given = sorted.map(({ record }) => record.metadata['duration_ms']).find((value) => typeof value === 'number')
      return {
        version,
        artifacts: sorted,
        agent: metadataText(sorted, 'agent'),
        model: metadataText(sorted, 'model'),
        createdAt: sorted.map(({ record }) => record.createdAt).toSorted()[0] ?? '',
        sizeBytes: sorted.reduce((sum, { record }) => sum + record.size, 0),
        diff: attemptDiff(sorted),
        tests,
        durationMs: given ?? tests?.durationMs ?? null,
        review: reviewOf(sorted.map(({ record }) => record)),
      }
    })
}

const typeOrder = new Map<ArtifactType, number>(artifactTypes.map((type, index) => [type, index]))

/** Within an attempt: diffs, logs, tests, files; each by name. */
function compareArtifacts(a: Artifact, b: Artifact): number {
  return (typeOrder.get(a.record.type) ?? 0) - (typeOrder.get(b.record.type) ?? 0) || a.record.name.localeCompare(b.record.name)
}
