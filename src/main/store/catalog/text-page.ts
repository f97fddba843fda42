// One page of what has some texts. A text that few artifacts have is gathered whole; one that many have is followed from the newest of
// them, or looked for in each artifact of the page's order, until the page is full.
import { type Database } from 'better-sqlite3'
import { type Value } from './artifact-filter.ts'
import { afterCondition, type Columns, countUpTo, few, findPage, orderSql, type Residual, type WantedPage } from './artifact-page.ts'
import { formatMatch, type Match, momentOf } from './text-index.ts'

const withMoment = <Row>({ sql }: Columns<Row>): Columns<Row & { created_at: string }> => ({ sql: `${sql}, artifact.created_at` })

const amongText = 'artifact.id IN (SELECT artifact_id FROM text_piece WHERE id IN (SELECT rowid FROM text_index WHERE text_index MATCH ?))'

/** Holds for artifacts with a piece that matches: looked up for one artifact, or gathered once for all. */
const hasText = ({ query, isGathered }: Match): Residual => ({
  sql: isGathered
    ? amongText
    : `EXISTS (SELECT 1 FROM text_piece WHERE text_piece.artifact_id = artifact.id
        AND EXISTS (SELECT 1 FROM text_index WHERE text_index MATCH ? AND text_index.rowid = text_piece.id))`,
  ofAll: amongText,
  values: [query],
})
const never: Residual = { sql: '0', values: [] }

/** For what has to look at every artifact with the texts. */
export const textConditions = (database: Database, texts: readonly string[]): Residual[] =>
  texts.map((text) => {
    const match = formatMatch(database, text)
    return match === undefined ? never : { sql: amongText, values: [match.query] }
  })

/** Pieces with a text that are gathered and sorted. */
const fewPieces = 4000
/** Pieces that are followed from the newest: at first, and at most. */
const followsOf = (limit: number) => [limit * 4, limit * 16, mostFollowed].map((most) => Math.min(most, mostFollowed))
const mostFollowed = 25_000

export function findPageWithTexts<Row>(database: Database, wanted: WantedPage<Row>, texts: readonly string[]): Row[] {
  const matches: Match[] = []
  for (const text of texts) {
    const match = formatMatch(database, text)
    if (match === undefined) return []
    matches.push(match)
  }
  const counted = matches.map((match) => ({ match, count: countPieces(database, match) })).toSorted((a, b) => a.count - b.count)
  const [rarest] = counted
  if (rarest === undefined) return findPage(database, wanted)
  const others = counted.slice(1).map(({ match }) => match)
  if (rarest.count <= fewPieces) return gather(database, wanted, rarest.match, others)
  const isNarrow = wanted.conditions.some((condition) => countUpTo(database, condition, few) <= few)
  const followed = isNarrow || wanted.order.column !== 'created_at' ? undefined : follow(database, wanted, rarest.match, others)
  return followed ?? findPage(database, wanted, matches.map(hasText))
}

function countPieces(database: Database, { query }: Match): number {
  const count = database.prepare<[string, number], number>(
    'SELECT count(*) FROM (SELECT 1 FROM text_index WHERE text_index MATCH ? LIMIT ?)',
  )
  return count.pluck().get(query, fewPieces + 1) ?? 0
}

function gather<Row>(database: Database, wanted: WantedPage<Row>, match: Match, others: readonly Match[]): Row[] {
  return selectAmong(database, wanted, others.map(hasText), 'SELECT rowid FROM text_index WHERE text_index MATCH ?', [match.query])
}

function selectAmong<Row>(
  database: Database,
  { columns, conditions, order, limit }: WantedPage<Row>,
  others: readonly Residual[],
  pieces: string,
  values: readonly Value[],
): Row[] {
  const residuals = [...conditions, ...afterCondition(order), ...others]
  const where = residuals.length === 0 ? '' : `WHERE ${residuals.map(({ sql }) => sql).join(' AND ')}`
  return database
    .prepare<Value[], Row>(
      `SELECT ${columns.sql} FROM (SELECT DISTINCT artifact_id AS id FROM (${pieces}) AS piece CROSS JOIN text_piece ON text_piece.id = piece.rowid) AS found
       CROSS JOIN artifact ON artifact.id = found.id CROSS JOIN task ON task.id = artifact.task_id ${where} ${orderSql(order)} LIMIT ?`,
    )
    .all(...values, ...residuals.flatMap((residual) => residual.values), limit)
}

/** Pieces of another text that are gathered for each piece that is followed. */
const piecesOfFollowed = 4

/** Among the pieces that are followed the others are gathered at once, unless they are many more. */
function hasTextBetween(database: Database, match: Match, low: number, high: number, most: number): Residual {
  const pieces = 'SELECT rowid FROM text_index WHERE text_index MATCH ? AND rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER)'
  const values = [match.query, low, high]
  const count =
    database
      .prepare<Value[], number>(`SELECT count(*) FROM (${pieces} LIMIT ?)`)
      .pluck()
      .get(...values, most + 1) ?? 0
  if (count > most) return hasText(match)
  return { sql: `artifact.id IN (SELECT artifact_id FROM text_piece WHERE id IN (${pieces}))`, values }
}

/**
 * In the order of creation a piece tells when its artifact was made: not after the number it stands at, and not further before it than the
 * lead. So what lies beyond the pieces that were followed comes after the page. Undefined when they do not fill it.
 */
function follow<Row>(database: Database, wanted: WantedPage<Row>, match: Match, others: readonly Match[]): Row[] | undefined {
  const { order, limit } = wanted
  const isDescending = order.direction === 'DESC'
  const lead = database.prepare<[], number>('SELECT lead FROM text_state').pluck().get() ?? 0
  const after = order.after === undefined ? undefined : momentOf(String(order.after.value))
  const start = isDescending ? (after ?? Number.MAX_SAFE_INTEGER - lead) + lead : (after ?? Number.MIN_SAFE_INTEGER)
  const bound = isDescending ? '<=' : '>='
  const first = `SELECT rowid FROM text_index WHERE text_index MATCH ? AND rowid ${bound} CAST(? AS INTEGER) ORDER BY rowid ${order.direction} LIMIT ?`
  for (const most of followsOf(limit)) {
    const end = database
      .prepare<Value[], number>(`${first} OFFSET ?`)
      .pluck()
      .get(match.query, start, 1, most - 1)
    const [low, high] = isDescending ? [end ?? Number.MIN_SAFE_INTEGER, start] : [start, end ?? Number.MAX_SAFE_INTEGER]
    const rows = selectAmong(
      database,
      { ...wanted, columns: withMoment(wanted.columns) },
      others.map((other) => hasTextBetween(database, other, low, high, most * piecesOfFollowed)),
      first,
      [match.query, start, most],
    )
    if (end === undefined) return rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < limit) continue
    const made = momentOf(last.created_at)
    if (isDescending ? made >= end : made <= end - lead) return rows
  }
  return undefined
}
