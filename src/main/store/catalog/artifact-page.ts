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
  ofAll?: Pick<Residual, 'sql' | 'values'>
}

/** What is sorted without a thought. */
export const few = 2000
/** Above it what has a condition is walked through rather than sorted. */
const many = 100_000
/** Artifacts that are walked through for each of a page, at first. */
const firstWalk = 1.25
const walkedTooMany = 1.3
const longestWalk = 25_000

export const orderSql = ({ column, direction }: Order) => `ORDER BY artifact.${column} ${direction}, artifact.id ${direction}`

/** Columns of what another query gives the ids of, so that it sorts no more than those. */
export const selectInOrder = <Row>(columns: Columns<Row>, order: Order, ids: string): string =>
  `SELECT ${columns.sql} FROM (${ids}) AS page CROSS JOIN artifact ON artifact.id = page.id CROSS JOIN task ON task.id = artifact.task_id ${orderSql(order)}`

/** What comes after the page before. */
export function afterCondition({ column, direction, after }: Order): Residual[] {
  if (after === undefined) return []
  return [{ sql: `(artifact.${column}, artifact.id) ${direction === 'ASC' ? '>' : '<'} (?, ?)`, values: [after.value, after.id] }]
}

/** Finds a page where a walk did not; undefined when it cannot do so quickly either. */
export type Finder = <Row>(database: Database, wanted: WantedPage<Row>) => Row[] | undefined

export function findPage<Row>(database: Database, wanted: WantedPage<Row>, residuals: readonly Residual[] = [], finder?: Finder): Row[] {
  const { conditions, order, limit } = wanted
  const periods = periodsOf(wanted)
  const others = conditions.filter((condition) => !periods.includes(condition))
  const [only] = others
  const runsOf = (condition: Condition | undefined) => (condition === undefined ? [wholeRun(order.column)] : condition.runs(order.column))
  if (others.length <= 1 && residuals.length === 0) {
    const runs = runsOf(only)
    if (runs !== undefined) return walk(database, wanted, { runs, periods, residuals: [], most: limit })
  }
  const counted = others
    .map((condition) => ({ condition, count: countUpTo(database, condition, longestWalk) }))
    .toSorted((one, other) => one.count - other.count)
  const [rarest] = counted
  const isNarrow = rarest !== undefined && rarest.count <= few
  if (isNarrow && residuals.length === 0) return gather(database, wanted, rarest.condition, residuals)
  const drivers = counted.filter(({ condition }) => condition.runs(order.column) !== undefined)
  // A walk beside what is narrow would pass it by.
  const walked =
    isNarrow && drivers[0] !== rarest ? undefined : walkTwice(database, wanted, residuals, isNarrow ? drivers.slice(0, 1) : drivers)
  if (walked !== undefined && walked.rows.length >= limit) return walked.rows
  if (isNarrow) return gather(database, wanted, rarest.condition, residuals)
  const isTold = rarest === undefined || rarest.condition.marks !== undefined || rarest.condition.period !== undefined
  const found = isTold ? finder?.(database, wanted) : undefined
  if (found !== undefined) return found
  // Texts are looked up one by one, which costs ten times a walk; and few are sorted as quickly as they are walked through.
  if (residuals.length === 0 && (rarest === undefined || rarest.count > longestWalk)) {
    const rows = walkPage(database, wanted, residuals, longestWalk, walked?.driver)
    if (rows.length >= limit) return rows
  }
  const smallest =
    counted.length < 2 || (rarest !== undefined && rarest.count <= longestWalk)
      ? rarest
      : counted
          .map(({ condition }) => ({ condition, count: countUpTo(database, condition, many) }))
          .toSorted((one, other) => one.count - other.count)[0]
  return gather(
    database,
    wanted,
    smallest?.condition,
    residuals.map((residual) => residual.ofAll ?? residual),
  )
}

/** A short walk by the index of each condition; and from where it found most, as long a one as it takes if it goes on like that. */
function walkTwice<Row>(
  database: Database,
  wanted: WantedPage<Row>,
  residuals: readonly Residual[],
  drivers: readonly { condition: Condition }[],
): { rows: Row[]; driver: Condition | undefined } {
  const { limit } = wanted
  const most = Math.ceil(limit * firstWalk)
  const all = drivers.length === 0 ? [undefined] : drivers.map(({ condition }) => condition)
  let best: { rows: Row[]; driver: Condition | undefined } | undefined
  for (const driver of all) {
    const rows = walkPage(database, wanted, residuals, most, driver)
    if (best === undefined || rows.length > best.rows.length) best = { rows, driver }
    if (rows.length >= limit) return best
  }
  const found = best?.rows.length ?? 0
  const wantedMost = found === 0 ? longestWalk : (most * limit * walkedTooMany) / found
  const longer = Math.ceil(Math.min(Math.max(wantedMost, most * 2), limit * 10, longestWalk))
  return { rows: walkPage(database, wanted, residuals, longer, best?.driver), driver: best?.driver }
}

/** What is among the next `most` artifacts in the order, by an index of one of the conditions if there is one. */
export function walkPage<Row>(
  database: Database,
  wanted: WantedPage<Row>,
  residuals: readonly Residual[],
  most: number,
  driver: Condition | undefined,
): Row[] {
  const { conditions, order } = wanted
  const periods = periodsOf(wanted)
  const runs = driver?.runs(order.column) ?? [wholeRun(order.column)]
  const left = conditions.filter((condition) => condition !== driver && !periods.includes(condition))
  return walk(database, wanted, { runs, periods, residuals: [...left, ...residuals], most })
}

/** The conditions that bound a walk in the order of creation. */
const periodsOf = ({ conditions, order }: WantedPage<unknown>) =>
  order.column === 'created_at' ? conditions.filter(({ period }) => period !== undefined) : []

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
    .prepare<Value[], Row>(selectInOrder(columns, order, `SELECT artifact.id AS id FROM artifact ${hint} ${whereOf(all)} ${sort} LIMIT ?`))
    .all(...all.flatMap(({ values }) => values), limit)
}

/** What of a run is within bounds of its column, in the order, and lets through by everything else; it ends when the page is full. */
export function selectFromRun<Row>(
  database: Database,
  { columns, conditions, order, limit }: WantedPage<Row>,
  run: Run,
  bounds: readonly Residual[],
  residuals: readonly Residual[],
): Row[] {
  const table = tableOf(run)
  const inRun = [...bounds, ...afterCondition(order)].map(({ sql, values }) => ({ sql: table(sql), values }))
  const all = [...(run.where === '' ? [] : [{ sql: run.where, values: run.values }]), ...inRun, ...residuals, ...conditions]
  const from = run.from === 'tag' ? 'tag CROSS JOIN artifact ON artifact.id = tag.artifact_id' : `artifact INDEXED BY ${run.index}`
  const ids = `SELECT ${run.id} AS id FROM ${from} ${whereOf(all)} ${table(orderSql(order))} LIMIT ?`
  return database.prepare<Value[], Row>(selectInOrder(columns, order, ids)).all(...valuesOf(all), limit)
}

/** Says the same of the table that a run is read from. */
const tableOf =
  ({ from, id }: Run) =>
  (sql: string): string =>
    from === 'artifact' ? sql : sql.replaceAll('artifact.id', id).replaceAll('artifact.', 'tag.')

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
    const table = tableOf(run)
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
      selectInOrder(
        columns,
        order,
        `SELECT artifact.id AS id FROM (${first}) AS first CROSS JOIN artifact ON artifact.id = first.id ${whereOf(residuals)} ${orderSql(order)} LIMIT ?`,
      ),
    )
    .all(...parts.flatMap(({ values }) => values), ...residuals.flatMap(({ values }) => [...values]), limit)
}
