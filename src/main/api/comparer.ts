// Comparisons of two artifacts on their way to a window.
import { formatBytes } from '../../shared/bytes.ts'
import { type Interdiff } from '../../shared/comparison/interdiff.ts'
import { type LogDelta } from '../../shared/comparison/log-delta.ts'
import { type TestComparison } from '../../shared/comparison/test-flips.ts'
import { VitrineError } from '../../shared/errors.ts'
import { type Part } from '../facts/facts-messages.ts'
import { type FactsPool } from '../facts/facts-pool.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'

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
}

const keptComparisons = 6
/** An interdiff holds both diffs in memory. */
const largestDiffBytes = 64 * 1024 * 1024

/** Comparisons are made in the pool's threads; the last few are kept, as a reviewer goes back and forth between them. */
export function createComparer(pool: FactsPool): Comparer {
  const keep = <Answer>(make: (first: Part, second: Part) => Promise<Answer>) => {
    const kept = new Map<string, Promise<Answer>>()
    return async (store: ArtifactStore, uris: TwoUris): Promise<Answer> => {
      const [first, second] = [(await store.get(uris.first)).record, (await store.get(uris.second)).record]
      const key = JSON.stringify([first, second].map(({ checksum, type, name }) => [checksum, type, name]))
      const before = kept.get(key)
      kept.delete(key)
      const comparison =
        before ??
        make({ subject: first, open: () => store.download(uris.first) }, { subject: second, open: () => store.download(uris.second) })
      kept.set(key, comparison)
      comparison.catch(() => kept.delete(key))
      for (const oldest of kept.keys()) if (kept.size > keptComparisons) kept.delete(oldest)
      return comparison
    }
  }
  const diffs = keep((first, second) => pool.compareDiffs(first, second))
  return {
    tests: keep((first, second) => pool.compareTests(first, second)),
    logs: keep((first, second) => pool.compareLogs(first, second)),
    diffs: async (store, uris) => {
      for (const uri of [uris.first, uris.second]) {
        const { originalSize, name } = (await store.get(uri)).record
        if (originalSize <= largestDiffBytes) continue
        const reason = `${name} has ${formatBytes(originalSize)}, and diffs over ${formatBytes(largestDiffBytes)} are not compared with each other`
        throw new VitrineError('request.invalid', { reason })
      }
      return diffs(store, uris)
    },
  }
}
