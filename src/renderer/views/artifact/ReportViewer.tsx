import { useCallback } from 'react'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { useReport } from '../../state/reports.ts'
import { useTask } from '../../state/tasks.ts'
import { type KeyedTest } from '../../viewers/tests/keyed-test.ts'
import { type TestSurroundings } from '../../viewers/tests/TestDetail.tsx'
import { TestsViewer } from '../../viewers/tests/TestsViewer.tsx'
import { type ViewerProps } from '../../viewers/viewer.ts'
import { canTriage } from './failing-tests.ts'
import { TestAttempts } from './TestAttempts.tsx'
import { TestCode } from './TestCode.tsx'
import { TestLog } from './TestLog.tsx'

type ReportViewerProps = Pick<ViewerProps, 'artifact' | 'place' | 'onPlace' | 'find' | 'notes'>

/** A test report, with what the window knows of its tests beyond it: the other attempts, the attempt's diffs and logs. */
export function ReportViewer({ artifact, place, onPlace, find, notes }: ReportViewerProps) {
  const report = useReport(artifact.record.uri)
  const surroundings = useTestSurroundings(artifact)
  return <TestsViewer report={report} place={place} onPlace={onPlace} find={find} notes={notes} surroundings={surroundings} />
}

const logsLooked = 4

/** What stands around each test of a report; undefined while the task is not known. */
function useTestSurroundings({ record }: Artifact): ((keyed: KeyedTest) => TestSurroundings) | undefined {
  const task = useTask(record.specName, record.taskId)
  const artifacts = task.state === 'ready' ? task.value.artifacts : undefined
  const surroundings = useCallback(
    ({ key, test }: KeyedTest) => {
      const isFailing = test.status === 'failed' || test.status === 'errored'
      const own = (artifacts ?? []).filter(({ record: { version } }) => version === record.version)
      const logs = own.filter(({ record: { type } }) => type === 'log').slice(0, logsLooked)
      const isTask = new Set(artifacts?.map(({ record: { version } }) => version)).size > 1
      return {
        attempts: isTask ? <TestAttempts record={record} test={test} /> : null,
        code: isFailing && canTriage(own, record.version) ? <TestCode record={record} testKey={key} /> : null,
        log: isFailing && logs.length > 0 ? <TestLog logs={logs} test={test} /> : null,
      }
    },
    [artifacts, record],
  )
  return artifacts === undefined ? undefined : surroundings
}
