// One page of what a filter lets through. What few artifacts have is found by its index and sorted; what many have is walked through in
// the order of the page, which ends when the page is full. So no page sorts what it does not show, and none reads all for a few.
import { type Database } from 'better-sqlite3'
import { countUpTo } from './artifact-count.ts'
import { type Condition, type Value, whereOf } from './artifact-filter.ts'
import { isLight, ofEach, walk, type Walked, walkOn } from './artifact-walk.ts'
import { afterCondition, periodsOf, type Residual, selectInOrder, type WantedPage } from './page-order.ts'

/** What is sorted without a thought. */
export const few = 2000
/** Above it what has a condition is walked through rather than sorted. */
const many = 100_000
/** Artifacts that are looked at for each of a page: at first, and before anything else is tried. */
const [firstWalk, shortWalk] = [1.25, 10]
const longestWalk = 25_000
/** A light walk looks at so many at first, and at so many for each that would be gathered instead. */
const [firstLight, lightPerGathered] = [1000, 20]
/** Gathered at once. */
const veryFew = 200
/** Of those that are looked at: more of them are found soon enough. */
const goodShare = 1 / 8

/** Finds a page where a walk did not; undefined when it cannot do so quickly either. */
export type Finder = <Row>(database: Database, wanted: WantedPage<Row>) => Row[] | undefined

/** A page in its order, by whichever way costs least: along an index, by gathering what few have, or by `finder`. */
export function findPage<Row>(database: Database, wanted: WantedPage<Row>, residuals: readonly Residual[] = [], finder?: Finder): Row[] {
  const { conditions, order, limit } = wanted
  const periods = periodsOf(wanted)
  const others = conditions.filter((condition) => !periods.includes(condition))
  const [only] = others
  if (others.length <= 1 && residuals.length === 0 && (only === undefined || only.runs(order.column) !== undefined))
    return walk(database, wanted, [], only).rows
  const counted = others
    .map((condition) => ({ condition, count: countUpTo(database, condition, few) }))
    .toSorted((one, other) => one.count - other.count)
  const [rarest] = counted
  const isNarrow = rarest !== undefined && rarest.count <= few
  if (
    others.length === 1 &&
    only?.isGatheredLightly === true &&
    residuals.length === 0 &&
    countUpTo(database, only, longestWalk) <= longestWalk
  )
    return gather(database, wanted, only, residuals)
  if (residuals.length === 0 && (rarest === undefined || rarest.count > veryFew)) {
    const light = walkLight(database, wanted, counted)
    if (light !== undefined) return light
  }
  if (isNarrow && residuals.length === 0) return gather(database, wanted, rarest.condition, residuals)
  const drivers = counted.flatMap(({ condition }) => (condition.runs(order.column) === undefined ? [] : [condition]))
  // A walk beside what is narrow would pass it by.
  const isBeside = isNarrow && drivers[0] !== rarest.condition
  const walked = isBeside ? undefined : walkByBest(database, wanted, residuals, isNarrow ? drivers.slice(0, 1) : drivers)
  if (walked !== undefined && isWhole(walked, limit)) return walked.rows
  if (isNarrow) return gather(database, wanted, rarest.condition, residuals)
  const isTold = rarest === undefined || rarest.condition.marks !== undefined || rarest.condition.period !== undefined
  const found = isTold ? finder?.(database, wanted) : undefined
  if (found !== undefined) return found
  // Texts are looked up one by one, which costs ten times a walk; and few are sorted as quickly as they are walked through.
  const isRare = rarest !== undefined && countUpTo(database, rarest.condition, longestWalk) <= longestWalk
  if (walked !== undefined && residuals.length === 0 && !isRare) {
    const first = limit * shortWalk
    const longer = walkOn(database, wanted, residuals, walked.driver, { first, longest: longestWalk }, walked)
    if (isWhole(longer, limit)) return longer.rows
  }
  const smallest =
    counted.length < 2
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

interface Counted {
  condition: Condition
  /** As far as it was counted. */
  count: number
}

/** By an index that tells of every condition, if there is one. Undefined as well when that would take longer than gathering. */
function walkLight<Row>(database: Database, wanted: WantedPage<Row>, counted: readonly Counted[]): Row[] | undefined {
  const { order, limit } = wanted
  const drivers = counted.filter(({ condition }) => condition.runs(order.column) !== undefined)
  const driver = drivers.find(({ condition }) => isLight(wanted, condition))
  if (driver !== undefined && driver.count <= few) return walk(database, wanted, [], driver.condition).rows
  if (driver === undefined && !isLight(wanted, undefined)) return undefined
  const [rarest] = counted
  const walkTo = (gathered: number, before?: Walked<Row> & { looked: number }) =>
    walkOn(database, wanted, [], driver?.condition, { first: firstLight, longest: gathered * lightPerGathered }, before)
  const walked = walkTo(Math.min(rarest?.count ?? few, few))
  if (isWhole(walked, limit)) return walked.rows
  if (rarest !== undefined && rarest.count <= few) return undefined
  const most = rarest === undefined ? Number.MAX_SAFE_INTEGER / lightPerGathered : countUpTo(database, rarest.condition, many)
  const longer = walkTo(most, walked)
  return isWhole(longer, limit) ? longer.rows : undefined
}

const isWhole = ({ rows, last }: Walked<unknown>, limit: number) => rows.length >= limit || last === undefined

type WalkedBy<Row> = Walked<Row> & { looked: number; driver: Condition | undefined }

/** A few steps by the index of each condition, the rarest first; and on from where they found most. */
function walkByBest<Row>(
  database: Database,
  wanted: WantedPage<Row>,
  residuals: readonly Residual[],
  drivers: readonly Condition[],
): WalkedBy<Row> {
  const { limit } = wanted
  const first = Math.ceil(limit * firstWalk)
  const longest = Math.min(limit * shortWalk, longestWalk)
  let best: WalkedBy<Row> | undefined
  for (const driver of drivers.length === 0 ? [undefined] : drivers) {
    const walked = { ...walkOn(database, wanted, residuals, driver, { first, longest: first }), driver }
    if (best === undefined || walked.rows.length > best.rows.length) best = walked
    if (isWhole(walked, limit)) return walked
    if (walked.rows.length >= first * goodShare) break
  }
  if (best === undefined) throw new Error('a walk has a driver, or none')
  return { ...walkOn(database, wanted, residuals, best.driver, { first, longest }, best), driver: best.driver }
}

/** All that one of the conditions lets through, by its index, and of that the first in the order. */
function gather<Row>(database: Database, wanted: WantedPage<Row>, by: Condition | undefined, residuals: readonly Residual[]): Row[] {
  const { columns, order, limit, conditions } = wanted
  const isTag = by?.kind === 'tag'
  const hint = by === undefined || isTag ? '' : `INDEXED BY ${by.index}`
  // A plus keeps an index of the order from being taken instead.
  const sort = `ORDER BY +artifact.${order.column} ${order.direction}, +artifact.id ${order.direction}`
  const ofOthers = conditions.map((condition) => (condition === by ? condition : ofEach(condition)))
  const all = [...ofOthers, ...afterCondition(order), ...residuals]
  return database
    .prepare<Value[], Row>(selectInOrder(columns, order, `SELECT artifact.id AS id FROM artifact ${hint} ${whereOf(all)} ${sort} LIMIT ?`))
    .all(...all.flatMap(({ values }) => [...values]), limit)
}
