// A part of an order, between two places of it, as ranges that an index seeks: a comparison of two columns at once it would only seek by the first
// of them, and pass by everything that is equal there.
import { type Condition, type Run, type Value, whereOf } from './artifact-filter.ts'
import { type Order, type Position, type Residual } from './page-order.ts'

/** Without an id it is all that has the value. */
type Bound = Pick<Position, 'value'> & Partial<Position>

/** What lies behind the page before and within the periods, up to and with `last`; in the order, one behind the other. */
export function rangesOf(order: Order, periods: readonly Condition[], last: Position | undefined): Residual[] {
  const { direction, column } = order
  const isAscending = direction === 'ASC'
  const isBefore = (one: Value, other: Value) => (isAscending ? one < other : one > other)
  const moments = (values: (string | undefined)[]) => values.filter((value) => value !== undefined).toSorted()
  const since = moments(periods.map(({ period }) => period?.since)).at(-1)
  const until = moments(periods.map(({ period }) => period?.until)).at(0)
  const [opening, closing] = isAscending ? [since, until] : [until, since]
  const { after } = order
  const isAfterInside = after !== undefined && (opening === undefined || !isBefore(after.value, opening))
  const start: Bound | undefined = isAfterInside ? after : opening === undefined ? undefined : { value: opening }
  const end: Bound | undefined = last ?? (closing === undefined ? undefined : { value: closing })
  if (start !== undefined && end !== undefined && isBefore(end.value, start.value)) return []

  const [beyond, within] = isAscending ? ['>', '<'] : ['<', '>']
  const key = `artifact.${column}`
  if (start?.id !== undefined && end?.id !== undefined && start.value === end.value)
    return [{ sql: `${key} = ? AND artifact.id ${beyond} ? AND artifact.id ${within}= ?`, values: [start.value, start.id, end.id] }]
  const middle: Residual[] = [
    ...(start === undefined ? [] : [{ sql: `${key} ${beyond}${start.id === undefined ? '=' : ''} ?`, values: [start.value] }]),
    ...(end === undefined ? [] : [{ sql: `${key} ${within}${end.id === undefined ? '=' : ''} ?`, values: [end.value] }]),
  ]
  return [
    ...(start?.id === undefined ? [] : [{ sql: `${key} = ? AND artifact.id ${beyond} ?`, values: [start.value, start.id] }]),
    { sql: middle.map(({ sql }) => sql).join(' AND '), values: middle.flatMap(({ values }) => [...values]) },
    ...(end?.id === undefined ? [] : [{ sql: `${key} = ? AND artifact.id ${within}= ?`, values: [end.value, end.id] }]),
  ]
}

/** What is not empty. */
export const conditionsOf = (run: Run, range: Residual): Residual[] =>
  [{ sql: run.where, values: run.values }, range].filter(({ sql }) => sql !== '')

/** Says the same of the table that a run is read from. */
export const tableOf =
  ({ from, id }: Run) =>
  (sql: string): string =>
    from === 'artifact' ? sql : sql.replaceAll('artifact.id', id).replaceAll('artifact.', 'tag.')

/** The `most`th artifact of a run's ranges, in the order; undefined when there are not so many. Each is a step in an index and nothing else. */
export function positionIn(
  get: (sql: string, values: Value[]) => Position | undefined,
  run: Run,
  order: Order,
  ranges: readonly Residual[],
  most: number,
): Position | undefined {
  const table = tableOf(run)
  const from = `${run.from} ${run.from === 'artifact' ? `INDEXED BY ${run.index}` : ''}`
  const { column, direction } = order
  let left = most
  for (const [index, range] of ranges.entries()) {
    const conditions = conditionsOf(run, range)
    const where = table(whereOf(conditions))
    const values = conditions.flatMap((condition) => [...condition.values])
    const key = table(`artifact.${column}`)
    const sort = `ORDER BY ${key} ${direction}, ${run.id} ${direction}`
    const found = get(`SELECT ${key} AS value, ${run.id} AS id FROM ${from} ${where} ${sort} LIMIT 1 OFFSET ?`, [...values, left - 1])
    if (found !== undefined) return found
    if (index < ranges.length - 1) left -= Number(get(`SELECT count(*) AS value, 0 AS id FROM ${from} ${where}`, values)?.value ?? 0)
  }
  return undefined
}
