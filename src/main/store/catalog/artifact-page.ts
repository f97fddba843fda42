// One page of what a filter lets through. What few artifacts have is found by its index and sorted; what many have is walked through in
// the order of the page, which ends when the page is full. So no page sorts what it does not show, and none reads all for a few.
import { type Database } from 'better-sqlite3'
import { type Condition, type Run, type SortColumn, type Value, valuesOf, whereOf, wholeRun } from './artifact-filter.ts'

export interface Order {
  column: SortColumn
  direction: 'ASC' | 'DESC'
  /** The last artifact of the page before. */
  after: { value: Value; id: number } | undefined
}

/** Of `artifact` and `task`. */
export interface Columns<Row> {
  sql: string
  /** Absent: it says what they are read as. */
  row?: Row
}

export interface WantedPage<Row> {
  columns: Columns<Row>
  conditions: readonly Condition[]
  order: Order
  limit: number
}

/** What an index does not find. */
export interface Residual {
  sql: string
  values: readonly Value[]
  /** The same, for when it is asked of more than a few. */
  ofAll?: string
}

/** What is sorted without a thought. */
export const few = 2000
/** Above it what has a condition is walked through rather than sorted. */
const many = 100_000
/** Artifacts that are walked through for a page, at first and then. */
const walksOf = (limit: number) => [limit * 1.25, Math.min(limit * 10, longestWalk), longestWalk].map(Math.ceil)
const longestWalk = 25_000

export const orderSql = ({ column, direction }: Order) => `ORDER BY artifact.${column} ${direction}, artifact.id ${direction}`

/** What comes after the page before. */
export function afterCondition({ column, direction, after }: Order): Residual[] {
  if (after === undefined) return []
  return [{ sql: `(artifact.${column}, artifact.id) ${direction === 'ASC' ? '>' : '<'} (?, ?)`, values: [after.value, after.id] }]
}

export function findPage<Row>(database: Database, wanted: WantedPage<Row>, residuals: readonly Residual[] = []): Row[] {
  const { conditions, order, limit } = wanted
  const periods = order.column === 'created_at' ? conditions.filter(({ isPeriod }) => isPeriod === true) : []
  const others = conditions.filter((condition) => !periods.includes(condition))
  const [only] = others
  const runsOf = (condition: Condition | undefined) => (condition === undefined ? [wholeRun(order.column)] : condition.runs(order.column))
  if (others.length <= 1 && residuals.length === 0) {
    const runs = runsOf(only)
    if (runs !== undefined) return walk(database, wanted, { runs, periods, residuals: [], most: limit })
  }
  const counted = others.map((condition) => ({ condition, count: countUpTo(database, condition, few) }))
  const rarest = counted.toSorted((a, b) => a.count - b.count)[0]
  const isNarrow = rarest !== undefined && rarest.count <= few
  if (isNarrow && residuals.length === 0) return gather(database, wanted, rarest.condition, residuals)
  const driver = others.find((condition) => condition.runs(order.column) !== undefined)
  const runs = runsOf(driver) ?? [wholeRun(order.column)]
  const left = [...others.filter((condition) => condition !== driver), ...residuals]
  // Texts are looked up one by one, which costs ten times a walk.
  const walks = walksOf(limit).slice(0, residuals.length === 0 ? 3 : 2)
  for (const most of isNarrow ? [limit * 2] : walks) {
    // A walk beside what is narrow would pass it by.
    if (isNarrow && driver !== rarest.condition) break
    const rows = walk(database, wanted, { runs, periods, residuals: left, most })
    if (rows.length >= limit) return rows
  }
  if (isNarrow) return gather(database, wanted, rarest.condition, residuals)
  const smallest = others
    .map((condition) => ({ condition, count: countUpTo(database, condition, many) }))
    .toSorted((a, b) => a.count - b.count)[0]
  const ofAll = residuals.map(({ sql, values, ofAll = sql }) => ({ sql: ofAll, values }))
  return gather(database, wanted, smallest?.condition, ofAll)
}

/** From its index alone. */
export function countUpTo(database: Database, { index, sql, values }: Pick<Condition, 'index' | 'sql' | 'values'>, most: number): number {
  const isTag = index === 'sqlite_autoindex_tag_1'
  const where = isTag ? `tag IN (${values.map(() => '?').join(', ')})` : sql
  const from = isTag ? 'tag' : `artifact INDEXED BY ${index}`
  return (
    database
      .prepare<Value[], number>(`SELECT count(*) FROM (SELECT 1 FROM ${from} WHERE ${where} LIMIT ?)`)
      .pluck()
      .get(...values, most + 1) ?? 0
  )
}

function gather<Row>(database: Database, wanted: WantedPage<Row>, by: Condition | undefined, residuals: readonly Residual[]): Row[] {
  const { columns, order, limit } = wanted
  const isTag = by?.index === 'sqlite_autoindex_tag_1'
  const hint = by === undefined || isTag ? '' : `INDEXED BY ${by.index}`
  // A plus keeps an index of the order from being taken instead.
  const sort = `ORDER BY +artifact.${order.column} ${order.direction}, +artifact.id ${order.direction}`
  const all = [...wanted.conditions, ...afterCondition(order), ...residuals]
  return database
    .prepare<Value[], Row>(
      `SELECT ${columns.sql} FROM artifact ${hint} CROSS JOIN task ON task.id = artifact.task_id ${whereOf(all)} ${sort} LIMIT ?`,
    )
    .all(...all.flatMap(({ values }) => values), limit)
}

interface Walk {
  runs: readonly Run[]
  /** In the order of creation: where the runs begin and end. */
  periods: readonly Condition[]
  residuals: readonly Residual[]
  /** Artifacts to look at. */
  most: number
}

function walk<Row>(database: Database, { columns, order, limit }: WantedPage<Row>, { runs, periods, residuals, most }: Walk): Row[] {
  const { column, direction } = order
  const parts = runs.map((run) => {
    const table = (sql: string) => (run.from === 'artifact' ? sql : sql.replaceAll('artifact.id', run.id).replaceAll('artifact.', 'tag.'))
    const bounds = [...periods, ...afterCondition(order)].map(({ sql, values }) => ({ sql: table(sql), values: [...values] }))
    const conditions = [...(run.where === '' ? [] : [{ sql: run.where, values: run.values }]), ...bounds]
    const hint = run.from === 'artifact' ? `INDEXED BY ${run.index}` : ''
    const sort = table(orderSql(order))
    return {
      sql: `SELECT * FROM (SELECT ${run.id} AS id, ${run.from}.${column} AS value FROM ${run.from} ${hint} ${whereOf(conditions)} ${sort} LIMIT ?)`,
      values: [...valuesOf(conditions), most],
    }
  })
  const union = parts.map(({ sql }) => sql).join(' UNION ALL ')
  // What has two of the tags stands in two runs.
  const first =
    parts.length === 1 ? union : `SELECT DISTINCT id, value FROM (${union}) ORDER BY value ${direction}, id ${direction} LIMIT ${most}`
  return database
    .prepare<Value[], Row>(
      `SELECT ${columns.sql} FROM (${first}) AS first CROSS JOIN artifact ON artifact.id = first.id
       CROSS JOIN task ON task.id = artifact.task_id ${whereOf(residuals)} ${orderSql(order)} LIMIT ?`,
    )
    .all(...parts.flatMap(({ values }) => values), ...residuals.flatMap(({ values }) => [...values]), limit)
}
