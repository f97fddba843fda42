import { type Database } from 'better-sqlite3'
import { type Verdict } from '../../../shared/review/verdict.ts'
import { type SpecSummary, type TaskSummary } from '../../../shared/spec.ts'

interface TaskRow {
  id: number
  spec: string
  task: string
  artifacts: number
  attempts: number
  size: number
  latest_at: string
  verdict: Verdict | null
  state: string | null
}

interface TestsRow {
  task_id: number
  tests_failed: number | null
  tests_total: number | null
}

const natural = new Intl.Collator('en', { numeric: true })

/** All specs and their tasks from the kept sums: no artifact is counted. */
export function listSpecs(database: Database): SpecSummary[] {
  const tests = new Map(
    database
      .prepare<[], TestsRow>('SELECT task_id, tests_failed, tests_total, max(version) FROM attempt WHERE has_tests = 1 GROUP BY task_id')
      .all()
      .map((row) => [row.task_id, { failed: row.tests_failed, total: row.tests_total }]),
  )
  const rows = database
    .prepare<[], TaskRow>(
      `SELECT task.id, task.spec, task.task, sum(artifacts) AS artifacts, count(*) AS attempts, sum(size) AS size, max(latest_at) AS latest_at,
         queue.verdict, queue.state
       FROM attempt JOIN task ON task.id = attempt.task_id LEFT JOIN queue ON queue.task_id = attempt.task_id GROUP BY attempt.task_id`,
    )
    .all()
  const specs = new Map<string, TaskSummary[]>()
  for (const row of rows) {
    const task: TaskSummary = {
      taskId: row.task,
      artifacts: row.artifacts,
      attempts: row.attempts,
      sizeBytes: row.size,
      latestAt: row.latest_at,
      tests: tests.get(row.id) ?? null,
      verdict: row.verdict,
      isWaiting: row.state === 'waiting',
    }
    const tasks = specs.get(row.spec)
    if (tasks) tasks.push(task)
    else specs.set(row.spec, [task])
  }
  return [...specs]
    .map(([specName, tasks]) => ({
      specName,
      artifacts: tasks.reduce((sum, task) => sum + task.artifacts, 0),
      sizeBytes: tasks.reduce((sum, task) => sum + task.sizeBytes, 0),
      latestAt: tasks.reduce((latest, task) => (task.latestAt > latest ? task.latestAt : latest), ''),
      tasks: tasks.toSorted((a, b) => natural.compare(a.taskId, b.taskId)),
    }))
    .toSorted((a, b) => natural.compare(a.specName, b.specName))
}
