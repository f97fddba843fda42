// Pages in the order of a column that the full-text index does not have: it tells what is of one class of values after the other, until the page is
// full. A class that many have is walked through where that is sooner than gathering it.
import { type Database } from 'better-sqlite3'
import { type Run, type Value, valuesOf, whereOf, wholeRun } from './artifact-filter.ts'
import { ofEach, selectFromRuns, walkOn } from './artifact-walk.ts'
import { rangesOf } from './order-range.ts'
import { afterCondition, type Order, type Residual, type WantedPage } from './page-order.ts'
import { classOf, type MarkClass } from './text-mark.ts'
import { areAmong, artifactsOf, isAmong, isOften, listPieces, marksOf, type Match, mostListed, piecesOf } from './text-match.ts'

/**
 * Artifacts that are walked through for each of a page: at first, until it is known how many of them are found, and at most if that says that they
 * fill the page. Where the other way is to gather a class that many have, it is longer.
 */
const [firstWalk, tellingWalk, longestWalk, longestBesideMany] = [0.25, 0.5, 2.5, 10]
const walkedTooMany = 1.3
/** Marks that are asked for a page, and at once: more of them where those before had nothing. */
const [mostClasses, mostAtOnce, moreAtOnce] = [1000, 32, 4]
const sampled = 64
/** Pieces of a class that are gathered without a thought. */
const fewOfClass = 8000
/** What so many of a class have is looked for in it one by one. */
const oftenInClass = { most: 500, oneIn: 4 }

/**
 * In the order of a column: what is of one class after the other, until the page is full. `matchesOf` tells what an artifact of a class must match,
 * the rarest first. Undefined when there are too many classes.
 */
export function walkClasses<Row>(
  database: Database,
  wanted: WantedPage<Row>,
  { texts, areOften, rarest }: { texts: readonly Residual[]; areOften: boolean; rarest?: Match },
  matchesOf: (own: readonly string[]) => readonly Match[],
): Row[] | undefined {
  const { order, limit, conditions } = wanted
  const rows: Row[] = []
  const driver = conditions.find(({ runs }) => runs(order.column) !== undefined)
  const runs = driver?.runs(order.column) ?? []
  const run = (runs.length === 1 ? runs[0] : undefined) ?? wholeRun(order.column)
  const beside = runs.length === 1 ? conditions.filter((condition) => condition !== driver) : conditions
  let { after } = order
  let value = after?.value ?? nextValue(database, order, run, undefined)
  // As far as what it finds says that it fills the page: a word that nearly all have is found soonest like that.
  const walkFrom = (left: WantedPage<Row>, mostWalked: number): Row[] => {
    const [first, telling] = [Math.ceil(left.limit * firstWalk), Math.ceil(left.limit * tellingWalk)]
    const told = walkOn(database, left, texts, driver, { first, longest: Math.min(telling, mostWalked) })
    const longer = (left.limit * told.looked * walkedTooMany) / Math.max(1, told.rows.length)
    if (told.last === undefined || longer > mostWalked) return told.rows
    return walkOn(database, left, texts, driver, { first, longest: mostWalked }, told).rows
  }
  const walked = areOften ? walkFrom(wanted, limit * longestWalk) : []
  if (walked.length >= limit) return walked
  const classOfValue = (at: Value | undefined) => (at === undefined ? undefined : classOf[order.column]?.(at))
  // Before the first of some that have it there may be none: so far is asked for at once.
  let seen = classOfValue(areOften || rarest === undefined ? undefined : firstOfSome(database, order, rarest))
  const isBefore = ({ start }: MarkClass, end: MarkClass) => (order.direction === 'ASC' ? start < end.start : start > end.start)
  for (let asked = 0, atOnce = 1; asked < mostClasses; asked++) {
    const classes: MarkClass[] = []
    let next = value
    for (let found = classOfValue(next); found !== undefined && classes.length < mostAtOnce; found = classOfValue(next)) {
      if (classes.length >= atOnce && !(seen !== undefined && isBefore(found, seen))) break
      classes.push(found)
      next = nextValue(database, order, run, found)
    }
    const wasSeen = seen !== undefined
    seen = undefined
    const [nearest, furthest] = [classes[0], classes.at(-1)]
    if (value === undefined || nearest === undefined || furthest === undefined) return rows
    const [match, ...others] = matchesOf(classes.map(({ mark }) => mark))
    if (match === undefined) return undefined
    const left = { ...wanted, limit: limit - rows.length }
    let pieces: number[] | undefined = listPieces(database, match, fewOfClass)
    if (pieces.length > fewOfClass) {
      if (classes.length > 1) {
        atOnce = Math.max(1, Math.floor(classes.length / moreAtOnce))
        continue
      }
      // Looked for one by one they may be found sooner than so many are gathered.
      const marks = [...marksOf(conditions), classes.map(({ mark }) => mark)]
      const areOftenHere = [match, ...others].every((each) => isOften(database, each, marks, oftenInClass))
      if (!areOftenHere) pieces = listPieces(database, match, mostListed)
      const mostWalked = areOftenHere || pieces.length > mostListed ? limit * longestBesideMany : 0
      const again = texts.length === 0 || mostWalked === 0 ? [] : walkFrom({ ...left, order: { ...order, after } }, mostWalked)
      if (again.length >= left.limit) return [...rows, ...again]
      if (areOftenHere) pieces = listPieces(database, match, mostListed)
      if (pieces.length > mostListed) pieces = undefined
    }
    const count = pieces?.length ?? mostListed
    if (count > 0) {
      const known = pieces === undefined ? undefined : artifactsOf(database, pieces)
      const ofText = areAmong(database, known, others, count)
      const residuals = [...(known === undefined ? [isAmong(match)] : []), ...ofText, ...beside.map(ofEach)]
      const [first, last] = order.direction === 'ASC' ? [nearest, furthest] : [furthest, nearest]
      const inClasses = boundsOfClass(order, { ...last, start: first.start })
      for (const range of rangesOf(order, [], undefined)) {
        if (rows.length >= limit) break
        const both = [inClasses, range].filter(({ sql }) => sql !== '')
        const bounds = { sql: both.map(({ sql }) => sql).join(' AND '), values: valuesOf(both) }
        rows.push(...selectFromRuns(database, { ...left, limit: limit - rows.length }, [run], bounds, residuals))
      }
    }
    if (rows.length >= limit) return rows
    atOnce = rows.length === limit - left.limit && !wasSeen ? Math.min(atOnce * moreAtOnce, mostAtOnce) : atOnce
    value = next
    after = next === undefined ? after : { value: next, id: order.direction === 'ASC' ? -1 : Number.MAX_SAFE_INTEGER }
  }
  return undefined
}

/** The first value in the order, behind the page before, of some artifacts that match; undefined when none of them is there. */
function firstOfSome(database: Database, order: Order, match: Match): Value | undefined {
  const pieces = piecesOf(match)
  const behind = afterCondition(order)
  const first = database.prepare<Value[], Value | null>(
    `SELECT ${order.direction === 'ASC' ? 'min' : 'max'}(artifact.${order.column}) FROM (${pieces.sql} LIMIT ?) AS piece
     CROSS JOIN text_piece ON text_piece.id = piece.rowid CROSS JOIN artifact ON artifact.id = text_piece.artifact_id ${whereOf(behind)}`,
  )
  return first.pluck().get(...pieces.values, sampled, ...valuesOf(behind)) ?? undefined
}

const boundsOfClass = ({ column }: Order, { start, end }: MarkClass): Residual => ({
  sql: `artifact.${column} >= ? AND artifact.${column} ${end.isLast ? '<=' : '<'} ?`,
  values: [start, end.value],
})

/** The first value there is in the order behind a class. */
function nextValue(database: Database, { column, direction }: Order, run: Run, after: MarkClass | undefined): Value | undefined {
  const isAscending = direction === 'ASC'
  const beyond = isAscending ? `${column} ${after?.end.isLast === true ? '>' : '>='} ?` : `${column} < ?`
  const bound = after === undefined ? [] : [{ sql: beyond, values: [isAscending ? after.end.value : after.start] }]
  const conditions = [...(run.where === '' ? [] : [{ sql: run.where, values: run.values }]), ...bound]
  const hint = run.from === 'artifact' ? `INDEXED BY ${run.index}` : ''
  const next = database.prepare<Value[], Value | null>(
    `SELECT ${isAscending ? 'min' : 'max'}(${column}) FROM ${run.from} ${hint} ${whereOf(conditions)}`,
  )
  return next.pluck().get(...valuesOf(conditions)) ?? undefined
}
