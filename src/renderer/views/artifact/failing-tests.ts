// The failing tests of an attempt as its diffs show them.
import { useMemo } from 'react'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { linkWords, type Triage } from '../../../shared/triage/triage.ts'
import { useHref } from '../../state/navigation.ts'
import { type ArtifactDestination, type Destination } from '../../state/route.ts'
import { useTask } from '../../state/tasks.ts'
import { useTriage } from '../../state/triage.ts'
import { formatPlace } from '../../viewers/diff/model/diff-place.ts'
import { type FailingAwaited, type FailingTest, type FailingTests, indexFailing } from '../../viewers/diff/model/failing-tests.ts'
import { formatTestsPlace, usualTestsPlace } from '../../viewers/tests/tests-place.ts'

/** The address of a test in a report, or in a log's summary. */
export function testDestination(
  attempt: Pick<ArtifactDestination, 'specName' | 'taskId' | 'version'>,
  name: string,
  key: string,
  isLog: boolean,
) {
  const place = formatTestsPlace({ ...usualTestsPlace, test: key })
  const to: ArtifactDestination = { at: 'artifact', ...attempt, name, ...(place === undefined ? {} : { place }) }
  return isLog ? { ...to, as: 'tests' as const } : to
}

/** What an attempt's reports say failed; logs only where no report lists it. */
function failingOf(triage: Triage, diffName: string, attempt: Attempt, href: (to: Destination) => string): FailingTest[] {
  const reports = triage.reports.some(({ type, failing }) => type === 'test' && failing > 0)
    ? triage.reports.filter(({ type }) => type === 'test')
    : triage.reports
  return reports
    .flatMap(({ name, type, tests }) =>
      tests.flatMap(({ key, links }) =>
        links
          .filter((link) => link.diffName === diffName)
          .map(({ path, nth, line, isShown, sureness }) => ({
            order: Object.keys(linkWords).indexOf(sureness),
            test: {
              name: key.slice(key.lastIndexOf(' › ') + 1).replace(/^› /, ''),
              whole: key,
              href: href(testDestination(attempt, name, key, type === 'log')),
              path,
              nth,
              line,
              lineHref: href({ at: 'artifact', ...attempt, name: diffName, place: placeOf(path, nth, isShown ? line : undefined) }),
              sureness: linkWords[sureness],
            },
          })),
      ),
    )
    .toSorted((one, other) => one.order - other.order)
    .map(({ test }) => test)
}

type Attempt = Pick<ArtifactDestination, 'specName' | 'taskId' | 'version'>

export function placeOf(path: string, nth: number, line: number | undefined): string {
  return formatPlace({ path, nth, lines: line === undefined ? undefined : { side: 'right', first: line, last: line } })
}

/** True when an attempt has something that failed and something that changed. */
export function canTriage(artifacts: readonly Artifact[], version: number): boolean {
  const own = artifacts.filter(({ record }) => record.version === version)
  const failed = own.some(({ facts }) => {
    const tests = facts?.type === 'test' ? facts : facts?.type === 'log' ? facts.test : null
    return tests !== null && tests.failed !== 0
  })
  return failed && own.some(({ record }) => record.type === 'diff')
}

/** Failing tests that lead into this diff; undefined where none can, or nobody could find out. */
export function useFailingTests({ record }: Artifact): FailingTests | FailingAwaited | undefined {
  const { specName, taskId, version, name } = record
  const task = useTask(specName, taskId)
  const isWanted = task.state === 'ready' && canTriage(task.value.artifacts, version)
  const triage = useTriage(record, isWanted)
  const href = useHref()
  return useMemo(() => {
    if (!isWanted || triage.state === 'failed') return undefined
    if (triage.state === 'loading') return 'awaited'
    return indexFailing(failingOf(triage.value, name, { specName, taskId, version }, href))
  }, [triage, isWanted, name, specName, taskId, version, href])
}
