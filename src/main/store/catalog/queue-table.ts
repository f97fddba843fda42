// Where each task stands in the reviewer's queue, kept with every change of it: a page of the queue reads as many rows as it shows.
import { type Database } from 'better-sqlite3'
import { z } from 'zod'
import { VitrineError } from '../../../shared/errors.ts'
import { type QueueItem, type QueuePage, type QueueReason, type QueueRequest, type QueueShow } from '../../../shared/review/queue.ts'
import { type Verdict } from '../../../shared/review/verdict.ts'

export const queueTables = `
CREATE TABLE queue (
  task_id INTEGER PRIMARY KEY REFERENCES task (id) ON DELETE CASCADE,
  -- waiting, or the verdict that stands.
  state TEXT NOT NULL,
  why TEXT,
  spec TEXT NOT NULL,
  task TEXT NOT NULL,
  version INTEGER NOT NULL,
  agent TEXT,
  verdict TEXT,
  risk INTEGER NOT NULL,
  reasons TEXT NOT NULL,
  tests TEXT,
  since TEXT NOT NULL
);
CREATE INDEX queue_order ON queue (state, risk DESC, since, task_id);
`

interface QueueRow {
  task_id: number
  why: QueueItem['why']
  spec: string
  task: string
  version: number
  agent: string | null
  verdict: Verdict | null
  risk: number
  reasons: string
  tests: string | null
  since: string
}

const cursorSchema = z.tuple([z.number(), z.string(), z.number()])
const defaultLimit = 200

export function openQueueTable(database: Database) {
  const put = database.prepare(
    `INSERT OR REPLACE INTO queue (task_id, state, why, spec, task, version, agent, verdict, risk, reasons, tests, since)
     VALUES (@taskRow, @state, @why, @specName, @taskId, @version, @agent, @verdict, @risk, @reasons, @tests, @since)`,
  )
  const drop = database.prepare<[number]>('DELETE FROM queue WHERE task_id = ?')
  const counts = database.prepare<[], { state: QueueShow; count: number }>('SELECT state, count(*) AS count FROM queue GROUP BY state')

  return {
    put: (taskRow: number, item: QueueItem): void =>
      void put.run({
        ...item,
        taskRow,
        state: item.why === null ? (item.verdict ?? 'waiting') : 'waiting',
        reasons: JSON.stringify(item.reasons),
        tests: item.tests === null ? null : JSON.stringify(item.tests),
      }),
    drop: (taskRow: number): void => void drop.run(taskRow),

    /** The riskiest first; among equals what waits the longest. @throws request.invalid for a cursor that is none */
    list: ({ show = 'waiting', specName, limit = defaultLimit, cursor }: QueueRequest): QueuePage => {
      const after = cursor === undefined ? undefined : parseCursor(cursor)
      const conditions = ['state = ?', ...(specName === undefined ? [] : ['spec = ?'])]
      const values: (string | number)[] = [show, ...(specName === undefined ? [] : [specName.normalize('NFC')])]
      if (after !== undefined) {
        conditions.push('(-risk, since, task_id) > (?, ?, ?)', 'risk <= ?')
        values.push(-after[0], after[1], after[2], after[0])
      }
      const rows = database
        .prepare<(string | number)[], QueueRow>(
          `SELECT * FROM queue WHERE ${conditions.join(' AND ')} ORDER BY risk DESC, since, task_id LIMIT ?`,
        )
        .all(...values, limit + 1)
      const last = rows.length > limit ? rows[limit - 1] : undefined
      const sums: Record<QueueShow, number> = { waiting: 0, approved: 0, 'changes-requested': 0, blocked: 0 }
      for (const { state, count } of counts.all()) sums[state] = count
      return {
        items: rows.slice(0, limit).map(toItem),
        nextCursor: last === undefined ? null : formatCursor(last),
        counts: sums,
      }
    },
  }
}

const formatCursor = ({ risk, since, task_id: id }: QueueRow) => Buffer.from(JSON.stringify([risk, since, id])).toString('base64url')

function parseCursor(cursor: string): z.infer<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch (error) {
    throw new VitrineError('request.invalid', { reason: 'the cursor is not one that the queue gave' }, { cause: error })
  }
}

function toItem({ task_id: _id, spec, task, reasons, tests, ...row }: QueueRow): QueueItem {
  const { version, agent, why, verdict, risk, since } = row
  return {
    specName: spec,
    taskId: task,
    version,
    agent,
    why,
    verdict,
    risk,
    reasons: JSON.parse(reasons) as QueueReason[],
    tests: tests === null ? null : (JSON.parse(tests) as QueueItem['tests']),
    since,
  }
}
