// Two artifacts compared; main does the work, here are its answers.
import { interdiffAddress } from '../../../shared/address.ts'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type InterdiffFile } from '../../../shared/comparison/interdiff.ts'
import { type LogDelta } from '../../../shared/comparison/log-delta.ts'
import { type TestComparison } from '../../../shared/comparison/test-flips.ts'
import { type Comparing, useComparing } from './comparing.ts'
import { queryKeys } from '../query-keys.ts'

export interface TwoRecords {
  first: ArtifactRecord
  second: ArtifactRecord
}

const urisOf = ({ first, second }: TwoRecords) => ({ first: first.uri, second: second.uri })

/** What became of the first one's tests in the second. */
export function useTestComparison(records: TwoRecords): Comparing<TestComparison> {
  return useComparing({
    key: queryKeys.comparison('tests', records.first, records.second),
    open: (client, signal) => client.compare.tests(urisOf(records), { signal }),
  })
}

/** The files of two diffs. */
export function useInterdiff(records: TwoRecords): Comparing<InterdiffFile[]> {
  return useComparing({
    key: queryKeys.comparison('diffs', records.first, records.second),
    open: (client, signal) => client.compare.diffs(urisOf(records), { signal }),
  })
}

/** Where the bytes of the patch between two diffs are. */
export function patchAddress({ first, second }: TwoRecords): string {
  return interdiffAddress(first.uri, second.uri, [first.checksum, second.checksum])
}

/** The lines that only one of two logs has. */
export function useLogDelta(records: TwoRecords): Comparing<LogDelta> {
  return useComparing({
    key: queryKeys.comparison('logs', records.first, records.second),
    open: (client, signal) => client.compare.logs(urisOf(records), { signal }),
  })
}
