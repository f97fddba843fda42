// What every way to find a page is asked for: which columns, in which order, after what.
import { type Condition, type SortColumn, type Value } from './artifact-filter.ts'

/** An artifact's place in an order. */
export interface Position {
  value: Value
  id: number
}

export interface Order {
  column: SortColumn
  direction: 'ASC' | 'DESC'
  /** The last artifact of the page before. */
  after: Position | undefined
}

/** Of `artifact` and `task`. */
export interface Columns<Row> {
  sql: string
  /** They are few and short, and of `artifact` alone: sorted with what they belong to, rather than looked up again. */
  isShort?: boolean
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
  /** Columns of the artifact that it looks at; undefined for more than those. */
  columns?: readonly string[]
  /** The same, for when it is asked of more than a few. */
  ofAll?: Pick<Residual, 'sql' | 'values'>
}

export const orderSql = ({ column, direction }: Order) => `ORDER BY artifact.${column} ${direction}, artifact.id ${direction}`

/** Columns of what another query gives the ids of, so that it sorts no more than those. */
export const selectInOrder = <Row>(columns: Columns<Row>, order: Order, ids: string): string =>
  `SELECT ${columns.sql} FROM (${ids}) AS page CROSS JOIN artifact ON artifact.id = page.id CROSS JOIN task ON task.id = artifact.task_id ${orderSql(order)}`

/** What comes after the page before. */
export function afterCondition({ column, direction, after }: Order): Residual[] {
  if (after === undefined) return []
  return [{ sql: `(artifact.${column}, artifact.id) ${direction === 'ASC' ? '>' : '<'} (?, ?)`, values: [after.value, after.id] }]
}

/** The conditions that bound a walk in the order of creation. */
export const periodsOf = ({ conditions, order }: WantedPage<unknown>) =>
  order.column === 'created_at' ? conditions.filter(({ period }) => period !== undefined) : []
