// Artifacts in the order of a page, one after the other, until the page is full or enough were looked at.
import { type Database } from 'better-sqlite3'
import { type Condition, type Run, type Value, whereOf, wholeRun } from './artifact-filter.ts'
import { conditionsOf, positionIn, rangesOf, tableOf } from './order-range.ts'
import { type Order, periodsOf, type Position, type Residual, selectInOrder, type WantedPage } from './page-order.ts'

export interface Walked<Row> {
  rows: Row[]
  /** The last artifact that was looked at, where the walk goes on; undefined when it came to the end, or the page is full. */
  last: Position | undefined
}

/** By an index of one of the conditions, or of the order; at most `most` artifacts are looked at. */
export function walk<Row>(
  database: Database,
  wanted: WantedPage<Row>,
  residuals: readonly Residual[],
  driver: Condition | undefined,
  most?: number,
): Walked<Row> {
  const { conditions, order, limit } = wanted
  const periods = periodsOf(wanted)
  const runs = runsOf(order, driver)
  const left = [...conditions.filter((condition) => condition !== driver && !periods.includes(condition)).map(ofEach), ...residuals]
  const last = most === undefined ? undefined : lastOf(database, runs, order, rangesOf(order, periods, undefined), most)
  const rows: Row[] = []
  for (const range of rangesOf(order, periods, last)) {
    if (rows.length < limit) rows.push(...selectFromRuns(database, { ...wanted, limit: limit - rows.length }, runs, range, left))
  }
  return { rows, last: rows.length >= limit ? undefined : last }
}

const runsOf = ({ column }: Order, driver: Condition | undefined): Run[] => driver?.runs(column) ?? [wholeRun(column)]

const isCovered = ({ has }: Run, residuals: readonly Residual[]) =>
  residuals.every(({ columns }) => columns !== undefined && columns.every((column) => has.includes(column)))

/** A walk that reads an index and nothing else goes by twenty times as many artifacts. */
export function isLight(wanted: WantedPage<unknown>, driver: Condition | undefined): boolean {
  const periods = periodsOf(wanted)
  const left = wanted.conditions.filter((condition) => condition !== driver && !periods.includes(condition)).map(ofEach)
  return runsOf(wanted.order, driver).every((run) => isCovered(run, left))
}

/** As it is asked of one artifact after the other. */
export const ofEach = ({ sql, each, values, columns }: Condition): Residual =>
  each === undefined ? { sql, values, columns } : { sql: each, values }

/** Where the first of the runs comes to `most`, in the order. */
function lastOf(database: Database, runs: readonly Run[], order: Order, ranges: readonly Residual[], most: number): Position | undefined {
  const get = (sql: string, values: Value[]) => database.prepare<Value[], Position>(sql).get(...values)
  const sign = order.direction === 'ASC' ? 1 : -1
  return runs
    .map((run) => positionIn(get, run, order, ranges, most))
    .filter((position) => position !== undefined)
    .toSorted((one, other) => sign * (one.value < other.value ? -1 : one.value > other.value ? 1 : one.id - other.id))[0]
}

/** What of a range the residuals let through, in the order; it ends when the page is full. */
export function selectFromRuns<Row>(
  database: Database,
  { columns, order, limit }: WantedPage<Row>,
  runs: readonly Run[],
  range: Residual,
  residuals: readonly Residual[],
): Row[] {
  const { column, direction } = order
  const values: Value[] = []
  const parts = runs.map((run) => {
    const table = tableOf(run)
    const conditions = conditionsOf(run, range).map((condition) => ({ ...condition, sql: table(condition.sql) }))
    const isAlone = isCovered(run, residuals)
    const left = residuals.map(({ sql, values: valuesOfLeft }) => ({ sql: asFilter(isAlone ? table(sql) : sql), values: valuesOfLeft }))
    const all = [...conditions, ...left]
    values.push(...all.flatMap((condition) => [...condition.values]))
    const beside = isAlone ? '' : 'CROSS JOIN artifact ON artifact.id = tag.artifact_id'
    const from = run.from === 'tag' ? `tag ${beside}` : `artifact INDEXED BY ${run.index}`
    return `SELECT ${run.id} AS id, ${run.from}.${column} AS value FROM ${from} ${whereOf(all)}`
  })
  // What has two of the tags stands in two runs.
  const both = parts.join(runs.some(({ from }) => from === 'tag') ? ' UNION ' : ' UNION ALL ')
  const ids = `SELECT id FROM (${both} ORDER BY value ${direction}, id ${direction} LIMIT ?)`
  return database.prepare<Value[], Row>(selectInOrder(columns, order, ids)).all(...values, limit)
}

/** A plus keeps the order's index from being searched for one artifact after the other. */
const asFilter = (sql: string) => (sql.startsWith('artifact.id IN') ? `+${sql}` : sql)

const walkedTooMany = 1.3
/** Of what was found it takes this many to tell how many more there are. */
const telling = 3

/** A walk that goes on while what it found says that it fills the page before `longest` artifacts were looked at. */
export function walkOn<Row>(
  database: Database,
  wanted: WantedPage<Row>,
  residuals: readonly Residual[],
  driver: Condition | undefined,
  { first, longest }: { first: number; longest: number },
  before: Walked<Row> & { looked: number } = { rows: [], last: wanted.order.after, looked: 0 },
): Walked<Row> & { looked: number } {
  const { limit, order } = wanted
  const rows = [...before.rows]
  let { last, looked } = before
  for (let most = first; ;) {
    const part = walk(database, { ...wanted, limit: limit - rows.length, order: { ...order, after: last } }, residuals, driver, most)
    rows.push(...part.rows)
    looked += most
    last = part.last
    if (last === undefined) return { rows, last, looked }
    const needed = rows.length === 0 ? looked * 3 : ((limit - rows.length) * looked * walkedTooMany) / rows.length
    const isHopeless = rows.length >= telling && needed > 2 * (longest - looked)
    if (looked >= longest || isHopeless) return { rows, last, looked }
    most = Math.ceil(Math.min(Math.max(looked, needed), longest - looked))
  }
}
