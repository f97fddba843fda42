import { type Loadable } from '../../shared/loadable.ts'
import { type TestReport } from '../../shared/test-report.ts'
import { useLoadable } from './query.ts'
import { queryKeys } from './query-keys.ts'

/** The parsed report of a test artifact, or of the test summary in a log. */
export function useReport(uri: string): Loadable<TestReport> {
  return useLoadable({ key: queryKeys.report(uri), read: (client, signal) => client.report.get({ uri }, { signal }) })
}
