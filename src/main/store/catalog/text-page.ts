// One page of what has some texts. A text that few artifacts have is gathered whole. One that many have is followed from the newest of them
// in the order of creation, and otherwise gathered class by class in the page's order, until the page is full.
import { type Database } from 'better-sqlite3'
import { type Run, type Value, valuesOf, whereOf, wholeRun } from './artifact-filter.ts'
import { countUpTo } from './artifact-count.ts'
import { few, findPage } from './artifact-page.ts'
import { ofEach, selectFromRuns, walkOn } from './artifact-walk.ts'
import { rangesOf } from './order-range.ts'
import { afterCondition, type Columns, type Order, orderSql, type Residual, selectInOrder, type WantedPage } from './page-order.ts'
import { momentOf } from './text-index.ts'
import { classOf, type MarkClass } from './text-mark.ts'
import {
  artifactsOf,
  countPieces,
  formatMatch,
  hasText,
  isAmong,
  isOften,
  isOneOf,
  listPieces,
  marksOf,
  type Match,
  matchMarks,
  piecesOf,
  withMarks,
} from './text-match.ts'

const withMoment = <Row>({ sql, isShort = false }: Columns<Row>): Columns<Row & { created_at: string }> => ({
  sql: `${sql}, artifact.created_at`,
  isShort,
})

const never: Residual = { sql: '0', values: [] }

/** For what has to look at every artifact with the texts. */
export const textConditions = (database: Database, texts: readonly string[]): Residual[] =>
  texts.map((text) => {
    const match = formatMatch(database, text)
    return match === undefined ? never : isAmong(match)
  })

/** Pieces with a text that are gathered and sorted. */
const fewPieces = 4000
/** Pieces that are followed from the newest for each artifact of a page, at first; where names and content have the words it is twice as many. */
const followedAtFirst = 1.2
const mostFollowed = 25_000
const followedTooMany = 1.3

/** As `findPage`, of artifacts that have all of the texts. */
export function findPageWithTexts<Row>(database: Database, wanted: WantedPage<Row>, texts: readonly string[]): Row[] {
  const marks = marksOf(wanted.conditions)
  const between = boundsOf(database, wanted)
  const matches: Match[] = []
  for (const text of texts) {
    const match = formatMatch(database, text)
    if (match === undefined) return []
    matches.push({ ...withMarks(match, marks), between })
  }
  const counted = matches
    .map((match) => ({ match, count: countPieces(database, match, fewPieces) }))
    .toSorted((one, other) => one.count - other.count)
  const [rarest] = counted
  if (rarest === undefined) return findPage(database, wanted)
  const others = counted.slice(1).map(({ match }) => match)
  if (rarest.count <= fewPieces) {
    const residuals = areAmong(database, undefined, others, rarest.count * piecesOfLookedUp)
    return selectAmong(database, wanted, residuals, piecesOf(rarest.match))
  }
  const isNarrow = wanted.conditions.some((condition) => countUpTo(database, condition, few) <= few)
  const find = wanted.order.column === 'created_at' ? follow : findByClass
  const found = isNarrow ? undefined : find(database, wanted, rarest.match, others)
  return found ?? findPage(database, wanted, matches.map(hasText))
}

/**
 * Between which numbers the pieces stand of what is in the periods of the conditions and, in the order of creation, behind the page before: a
 * piece stands where its artifact was made, or above that by the lead at most.
 */
function boundsOf(database: Database, { conditions, order }: WantedPage<unknown>): [number, number] | undefined {
  // Moments are compared as text: what is written in another way than theirs bounds no piece.
  const moments = (values: (string | undefined)[]) =>
    values.flatMap((value) => (value !== undefined && isMoment.test(value) ? [momentOf(value)] : []))
  const periods = conditions.flatMap(({ period }) => period ?? [])
  const [since, until] = [moments(periods.map((period) => period.since)), moments(periods.map((period) => period.until))]
  if (order.column === 'created_at' && order.after !== undefined)
    (order.direction === 'DESC' ? until : since).push(momentOf(String(order.after.value)))
  if (since.length + until.length === 0) return undefined
  const lead = readLead(database)
  return [Math.max(Number.MIN_SAFE_INTEGER, ...since), Math.min(Number.MAX_SAFE_INTEGER - lead, ...until) + lead]
}

const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

const readLead = (database: Database) => database.prepare<[], number>('SELECT lead FROM text_state').pluck().get() ?? 0

/** Pieces of a text that are gathered in the time in which one artifact is asked for it. */
const piecesOfLookedUp = 10

/**
 * Holds for artifacts that match, of those that are known to have the rarest of the texts: pieces are gathered at once, unless that is more than is
 * quick. What is found in all of them is put together here, so that it is asked once of each artifact.
 */
function areAmong(database: Database, known: readonly number[] | undefined, others: readonly Match[], most: number): Residual[] {
  let left = known
  const residuals: Residual[] = []
  for (const other of others) {
    const listed = Math.min(most, mostListed)
    const pieces = listPieces(database, other, listed)
    if (pieces.length > listed) {
      residuals.push(countPieces(database, other, most) <= most ? isAmong(other) : hasText(other))
      continue
    }
    const having = artifactsOf(database, pieces)
    const isHaving = new Set(having)
    left = left?.filter((artifact) => isHaving.has(artifact)) ?? having
  }
  return [...(left === undefined ? [] : [isOneOf(left)]), ...residuals]
}

function selectAmong<Row>(
  database: Database,
  { columns, conditions, order, limit }: WantedPage<Row>,
  others: readonly Residual[],
  pieces: Residual,
): Row[] {
  const residuals = [...conditions.map(ofEach), ...afterCondition(order), ...others]
  const found = `FROM (SELECT DISTINCT artifact_id AS id FROM (${pieces.sql}) AS piece CROSS JOIN text_piece ON text_piece.id = piece.rowid) AS found
    CROSS JOIN artifact ON artifact.id = found.id ${whereOf(residuals)} ${orderSql(order)} LIMIT ?`
  const sql =
    columns.isShort === true ? `SELECT ${columns.sql} ${found}` : selectInOrder(columns, order, `SELECT artifact.id AS id ${found}`)
  return database.prepare<Value[], Row>(sql).all(...valuesOf([pieces, ...residuals]), limit)
}

/** Of the first pieces that a query gives, so many that they are of a page of artifacts. */
function wholePage(database: Database, first: string, values: readonly Value[], limit: number): number {
  const most = Math.ceil(limit * followedAtFirst)
  const artifacts = database
    .prepare<Value[], number>(
      `SELECT count(DISTINCT artifact_id) FROM (${first}) AS piece CROSS JOIN text_piece ON text_piece.id = piece.rowid`,
    )
    .pluck()
    .get(...values, most)
  return Math.max(most, Math.min(mostFollowed, Math.ceil((most * limit * followedAtFirst) / Math.max(1, artifacts ?? 0))))
}

/**
 * In the order of creation a piece tells when its artifact was made. So what lies beyond the pieces that were followed comes after the page.
 * Undefined when they do not fill it.
 */
function follow<Row>(database: Database, wanted: WantedPage<Row>, match: Match, others: readonly Match[]): Row[] | undefined {
  const { order, limit } = wanted
  const isDescending = order.direction === 'DESC'
  const pieces = piecesOf(match)
  const first = `${pieces.sql} ORDER BY rowid ${order.direction} LIMIT ?`
  const [lowest, highest] = match.between ?? [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]
  for (let most = wholePage(database, first, pieces.values, limit); ;) {
    const end = database
      .prepare<Value[], number>(`${first} OFFSET ?`)
      .pluck()
      .get(...pieces.values, 1, most - 1)
    const between: [number, number] = isDescending ? [end ?? lowest, highest] : [lowest, end ?? highest]
    const within = others.map((other) => ({ ...other, between }))
    const residuals = areAmong(database, undefined, within, most * piecesOfLookedUp)
    const followed = { sql: first, values: [...pieces.values, most] }
    const rows = selectAmong(database, { ...wanted, columns: withMoment(wanted.columns) }, residuals, followed)
    if (end === undefined) return rows
    const last = rows.at(-1)
    if (last !== undefined && rows.length >= limit) {
      const made = momentOf(last.created_at)
      if (isDescending ? made >= end : made <= end - readLead(database)) return rows
    }
    if (most >= mostFollowed) return undefined
    // As many as it takes if the rest is like what was followed, and twice as many at least.
    const wantedPieces = (most * limit * followedTooMany) / Math.max(1, rows.length)
    most = Math.ceil(Math.min(mostFollowed, Math.max(most * 2, wantedPieces)))
  }
}

/**
 * Artifacts that are walked through for each of a page: at first, until it is known how many of them are found, and at most if that says that they
 * fill the page. Where the other way is to gather a class that many have, it is longer.
 */
const [firstWalk, tellingWalk, longestWalk, longestBesideMany] = [0.25, 0.5, 2.5, 10]
const walkedTooMany = 1.3
/** Pieces of a class that are handed over, and that are gathered in the time in which one artifact is walked by. */
const [mostListed, piecesOfWalked] = [20_000, 5]
/** Marks that are asked for a page, and at once: more of them where those before had nothing. */
const [mostClasses, mostAtOnce, moreAtOnce] = [1000, 32, 4]
const sampled = 64

/**
 * Of what the index knows without any text: pages by size and name of what is of a period, a type, a spec, a task. Undefined for other orders, and
 * where it knows nothing of the conditions.
 */
export function findPageByMarks<Row>(database: Database, wanted: WantedPage<Row>): Row[] | undefined {
  if (wanted.order.column === 'created_at') return undefined
  const marks = marksOf(wanted.conditions)
  const between = boundsOf(database, wanted)
  if (marks.length === 0 && between === undefined) return undefined
  return walkClasses(database, wanted, { texts: [], areOften: false }, (own) => [{ ...matchMarks([...marks, own]), between }])
}

function findByClass<Row>(database: Database, wanted: WantedPage<Row>, match: Match, others: readonly Match[]): Row[] | undefined {
  const all = [match, ...others]
  const marks = marksOf(wanted.conditions)
  const areOften = all.every((each) => isOften(database, each, marks, { most: fewPieces, oneIn: 3 }))
  const texts = { texts: all.map(hasText), areOften, rarest: match }
  return walkClasses(database, wanted, texts, (own) => all.map((each) => withMarks(each, [own])))
}

/**
 * In the order of a column: what is of one class after the other, until the page is full. `matchesOf` tells what an artifact of a class must match,
 * the rarest first. Undefined when there are too many classes.
 */
function walkClasses<Row>(
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
    let pieces: number[] | undefined = listPieces(database, match, fewPieces)
    let count = pieces.length
    if (count > fewPieces) {
      if (classes.length > 1) {
        atOnce = Math.max(1, Math.floor(classes.length / moreAtOnce))
        continue
      }
      // Looked for one by one they may be found sooner than so many are gathered.
      count = countPieces(database, match, mostListed)
      const mostWalked = Math.max(limit * longestWalk, Math.min(limit * longestBesideMany, count / piecesOfWalked))
      const again = texts.length === 0 ? [] : walkFrom({ ...left, order: { ...order, after } }, mostWalked)
      if (again.length >= left.limit) return [...rows, ...again]
      pieces = count <= mostListed ? listPieces(database, match, mostListed) : undefined
    }
    if (count > 0) {
      const known = pieces === undefined ? undefined : artifactsOf(database, pieces)
      const ofText = areAmong(database, known, others, count * piecesOfLookedUp)
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
