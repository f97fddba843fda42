// Comparisons of two artifacts on their way to a window.
import { setTimeout } from 'node:timers/promises'
import { formatBytes } from '../../shared/bytes.ts'
import { type ComparisonStep } from '../../shared/comparison/comparison-step.ts'
import { type Interdiff, type InterdiffFile } from '../../shared/comparison/interdiff.ts'
import { type LogDelta } from '../../shared/comparison/log-delta.ts'
import { type TestComparison } from '../../shared/comparison/test-flips.ts'
import { VitrineError } from '../../shared/errors.ts'
import { type FactsPool } from '../facts/facts-pool.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { type MakeComparison, RunningComparison } from './running-comparison.ts'

export interface TwoUris {
  first: string
  second: string
}

/** All reject with artifact.not-found and artifact.corrupt. */
export interface Comparer {
  tests(store: ArtifactStore, uris: TwoUris): Promise<TestComparison>
  /** @throws request.invalid for diffs that are too large to be compared */
  diffs(store: ArtifactStore, uris: TwoUris): Promise<Interdiff>
  logs(store: ArtifactStore, uris: TwoUris): Promise<LogDelta>
  /** The same, with how far they have come; whoever goes away before the end, last of all, ends them. */
  watchTests(store: ArtifactStore, uris: TwoUris, signal: AbortSignal | undefined): AsyncGenerator<ComparisonStep<TestComparison>, void>
  watchLogs(store: ArtifactStore, uris: TwoUris, signal: AbortSignal | undefined): AsyncGenerator<ComparisonStep<LogDelta>, void>
  watchDiffs(store: ArtifactStore, uris: TwoUris, signal: AbortSignal | undefined): AsyncGenerator<ComparisonStep<InterdiffFile[]>, void>
}

const keptComparisons = 6
const progressPauseMs = 200
/** An interdiff holds both diffs in memory. */
const largestDiffBytes = 64 * 1024 * 1024

/** Comparisons are made in the pool's threads; the last few are kept, as a reviewer goes back and forth between them. */
export function createComparer(pool: FactsPool): Comparer {
  const keep = <Answer>(make: MakeComparison<Answer>, firstIsRead: 'once' | 'twice' = 'once') => {
    const kept = new Map<string, RunningComparison<Answer>>()
    const start = async (store: ArtifactStore, uris: TwoUris): Promise<RunningComparison<Answer>> => {
      const [first, second] = [(await store.get(uris.first)).record, (await store.get(uris.second)).record]
      const key = JSON.stringify([first, second].map(({ checksum, type, name }) => [checksum, type, name]))
      const known = kept.get(key)
      kept.delete(key)
      const parts = {
        first: { subject: first, open: () => store.download(uris.first) },
        second: { subject: second, open: () => store.download(uris.second) },
      }
      const bytes = first.originalSize * (firstIsRead === 'twice' ? 2 : 1) + second.originalSize
      const comparison = known === undefined || known.isAbandoned ? new RunningComparison(parts, bytes, make) : known
      kept.set(key, comparison)
      comparison.answer.catch(() => {
        if (kept.get(key) === comparison) kept.delete(key)
      })
      for (const oldest of kept.keys()) if (kept.size > keptComparisons) kept.delete(oldest)
      return comparison
    }
    const read = async (store: ArtifactStore, uris: TwoUris): Promise<Answer> => {
      const comparison = await start(store, uris)
      const leave = comparison.join()
      return comparison.answer.finally(leave)
    }
    async function* watch(
      store: ArtifactStore,
      uris: TwoUris,
      signal: AbortSignal | undefined,
    ): AsyncGenerator<ComparisonStep<Answer>, void> {
      const comparison = await start(store, uris)
      const leave = comparison.join()
      const answered = comparison.answer.then((answer) => ({ state: 'compared', answer }) as const)
      // Who went away does not hear of its failure.
      answered.catch(() => undefined)
      try {
        for (;;) {
          const step = await Promise.race([answered, setTimeout(progressPauseMs, undefined, { signal, ref: false })])
          yield step ?? { state: 'comparing', progress: comparison.progress }
          if (step !== undefined) return
        }
      } finally {
        leave()
      }
    }
    return { read, watch }
  }
  const tests = keep((first, second) => pool.compareTests(first, second))
  const logs = keep((first, second) => pool.compareLogs(first, second), 'twice')
  const diffs = keep((first, second, signal) => pool.compareDiffs(first, second, signal))
  return {
    tests: tests.read,
    logs: logs.read,
    watchTests: tests.watch,
    watchLogs: logs.watch,
    diffs: async (store, uris) => {
      await refuseLarge(store, uris)
      return diffs.read(store, uris)
    },
    async *watchDiffs(store, uris, signal) {
      await refuseLarge(store, uris)
      for await (const step of diffs.watch(store, uris, signal))
        yield step.state === 'compared' ? { state: 'compared', answer: step.answer.files } : step
    },
  }
}

async function refuseLarge(store: ArtifactStore, uris: TwoUris): Promise<void> {
  for (const uri of [uris.first, uris.second]) {
    const { originalSize, name } = (await store.get(uri)).record
    if (originalSize <= largestDiffBytes) continue
    const reason = `${name} has ${formatBytes(originalSize)}, and diffs over ${formatBytes(largestDiffBytes)} are not compared with each other`
    throw new VitrineError('request.invalid', { reason })
  }
}
