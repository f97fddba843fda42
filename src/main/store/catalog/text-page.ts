// One page of what has some texts. A text that few artifacts have is gathered whole. One that many have is followed from the newest of them
// in the order of creation, and otherwise gathered class by class in the page's order, until the page is full.
import { type Database } from 'better-sqlite3'
import { type Value, valuesOf, whereOf } from './artifact-filter.ts'
import { countUpTo } from './artifact-count.ts'
import { few, findPage } from './artifact-page.ts'
import { ofEach } from './artifact-walk.ts'
import { afterCondition, type Columns, orderSql, type Residual, selectInOrder, type WantedPage } from './page-order.ts'
import { momentOf } from './text-index.ts'
import { walkClasses } from './class-walk.ts'
import {
  areAmong,
  countPieces,
  formatMatch,
  hasText,
  isAmong,
  isOften,
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
    const residuals = areAmong(database, undefined, others, rarest.count)
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
    const residuals = areAmong(database, undefined, within, most)
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
