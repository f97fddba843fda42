// Sums and verdicts of attempts, and where their tasks stand in the queue: kept with every change, so that nobody counts artifacts.
import { type Database } from 'better-sqlite3'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { isReservedSpec } from '../../../shared/reserved-spec.ts'
import { judgeQueue } from '../../../shared/review/queue.ts'
import { type Verdict } from '../../../shared/review/verdict.ts'
import { type Attempt, groupAttempts } from '../../../shared/spec.ts'
import { openQueueTable } from './queue-table.ts'

export function openAttemptTable(database: Database, artifactsOf: (taskId: number, version: number) => Artifact[]) {
  const put = database.prepare(
    `INSERT OR REPLACE INTO attempt (task_id, version, artifacts, size, latest_at, tests_failed, tests_total, has_tests, verdict)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const drop = database.prepare<[number, number]>('DELETE FROM attempt WHERE task_id = ? AND version = ?')
  const newest = database.prepare<[number], { version: number; latest_at: string }>(
    'SELECT version, latest_at FROM attempt WHERE task_id = ? ORDER BY version DESC LIMIT 1',
  )
  const earlierVerdict = database.prepare<[number, number], { verdict: Verdict }>(
    'SELECT verdict FROM attempt WHERE task_id = ? AND version < ? AND verdict IS NOT NULL ORDER BY version DESC LIMIT 1',
  )
  const queue = openQueueTable(database)

  const readAttempt = (taskId: number, version: number): Attempt | undefined => groupAttempts(artifactsOf(taskId, version))[0]

  /** `read` is an attempt as it is now: it need not be read again when it is the newest. */
  const refreshQueue = (taskId: number, read?: Attempt): void => {
    const row = newest.get(taskId)
    const attempt = row === undefined || row.version === read?.version ? read : readAttempt(taskId, row.version)
    const record = attempt?.artifacts[0]?.record
    if (row === undefined || attempt === undefined || record === undefined || isReservedSpec(record.specName)) return queue.drop(taskId)
    const { version, agent, tests } = attempt
    queue.put(taskId, {
      specName: record.specName,
      taskId: record.taskId,
      version,
      agent,
      tests: tests === null ? null : { failed: tests.failed, total: tests.total },
      since: row.latest_at,
      ...judgeQueue(attempt, earlierVerdict.get(taskId, version)?.verdict ?? null),
    })
  }

  return {
    /** Follows what was written to some attempts of a task. */
    refresh: (taskId: number, versions: Iterable<number>): void => {
      let latest: Attempt | undefined
      for (const version of new Set(versions)) {
        const attempt = readAttempt(taskId, version)
        if (attempt === undefined) {
          drop.run(taskId, version)
          continue
        }
        if (latest === undefined || latest.version < version) latest = attempt
        const { artifacts, sizeBytes, tests, review } = attempt
        const latestAt = artifacts.map(({ record }) => record.createdAt).reduce((a, b) => (a > b ? a : b))
        const counts = [tests?.failed ?? null, tests?.total ?? null, tests === null ? 0 : 1]
        put.run(taskId, version, artifacts.length, sizeBytes, latestAt, ...counts, review.standing?.verdict ?? null)
      }
      refreshQueue(taskId, latest)
    },
    refreshQueue: (taskId: number): void => refreshQueue(taskId),
    listQueue: queue.list,
  }
}
