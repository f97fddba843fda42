import { type Loadable } from '../../shared/loadable.ts'
import { type TestReport } from '../../shared/test-report.ts'
import { type Client } from '../client/client.ts'
import { useLoadable } from './query.ts'
import { queryKeys } from './query-keys.ts'

/** The parsed report of a test artifact, or of the test summary in a log. */
export function useReport(uri: string): Loadable<TestReport> {
  return useLoadable({ key: queryKeys.report(uri), read: (client, signal) => readReport(client, uri, signal), isLarge: true })
}

async function readReport(client: Client, uri: string, signal: AbortSignal): Promise<TestReport> {
  const { next: second, ...report } = await client.report.get({ uri }, { signal })
  const cases = [...report.cases]
  for (let from = second; from !== null;) {
    const page = await client.report.get({ uri, from }, { signal })
    cases.push(...page.cases)
    from = page.next
  }
  return { ...report, cases }
}
