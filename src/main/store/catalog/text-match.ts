// What is asked of the full-text index for a text.
import { type Database } from 'better-sqlite3'
import { type Condition, type Value } from './artifact-filter.ts'
import { type Residual } from './page-order.ts'
import { withoutSign } from './text-mark.ts'

const wordCharacters = /[\p{L}\p{N}\p{Co}\p{M}_]+/gu
/** Starts of words that the index keeps like words. */
const keptStart = 2
/** Words of the index that a longer start stands for, one by one; the index itself gathers everything that has any of them first. */
const mostEndings = 64

export interface Match {
  /** In the index's own language. */
  query: string
  /** The same without marks: for artifacts that are known to have them. */
  plain?: string
  /** Words that are looked up for it; infinite where the index gathers all pieces with the start of a word at every use. */
  terms: number
  /** Numbers between which the pieces stand. */
  between?: readonly [number, number] | undefined
}

/**
 * All words of a text, the last one as the start of a word. Undefined for text without any, and for a start that no word has.
 */
export function formatMatch(database: Database, text: string): Match | undefined {
  const words = withoutSign(text).match(wordCharacters) ?? []
  const last = words.at(-1)
  if (last === undefined) return undefined
  const others = words.slice(0, -1).map((word) => `"${word}"`)
  const matchOf = (start: string, terms: number) => ({ query: [...others, start].join(' AND '), terms: others.length + terms })
  if (isKept(last)) return matchOf(`"${last}"*`, 1)
  const endings = listEndings(database, last)
  if (endings?.length === 0) return undefined
  if (endings === undefined) return matchOf(`"${last}"*`, Number.POSITIVE_INFINITY)
  return matchOf(`(${endings.map((word) => `"${word}"`).join(' OR ')})`, endings.length)
}

/** Other characters than these the index may write in another way, and so longer. */
const isKept = (start: string) => start.length <= keptStart && /^\w+$/.test(start)

/** The words of the index with this start; undefined when they are too many, or when the index may write the start in another way. */
function listEndings(database: Database, start: string): string[] | undefined {
  if (!/^\w+$/.test(start)) return undefined
  const from = start.toLowerCase()
  // One seek for each word: no word has a character below the one that is added.
  const words = database
    .prepare<{ from: string; to: string; most: number }, string>(
      `WITH RECURSIVE word (term) AS (
         SELECT (SELECT term FROM text_word WHERE term >= @from AND term <= @to LIMIT 1)
         UNION ALL SELECT (SELECT term FROM text_word WHERE term >= word.term || char(1) AND term <= @to LIMIT 1) FROM word WHERE word.term IS NOT NULL
         LIMIT @most + 1)
       SELECT term FROM word WHERE term IS NOT NULL`,
    )
    .pluck()
    .all({ from, to: `${from}\u{10ffff}`, most: mostEndings })
  return words.length > mostEndings ? undefined : words
}

/** Everything that has one of each of the marks. */
export const matchMarks = (marks: readonly (readonly string[])[]): Match => ({
  query: marks.map(anyOf).join(' AND '),
  terms: marks.flat().length,
})

/** The same of pieces that have one of each of the marks, too. */
export const withMarks = (match: Match, marks: readonly (readonly string[])[]): Match => ({
  ...match,
  plain: match.plain ?? match.query,
  query: [`(${match.query})`, ...marks.map(anyOf)].join(' AND '),
})
const anyOf = (words: readonly string[]) => `(${words.map((word) => `"${word}"`).join(' OR ')})`

/** What of the conditions the index can tell. */
export const marksOf = (conditions: readonly Condition[]): (readonly string[])[] =>
  conditions.map(({ marks }) => marks).filter((marks) => marks !== undefined)

/** Rows of the index. */
export function piecesOf({ query, between }: Match): { sql: string; values: Value[] } {
  const sql = 'SELECT rowid FROM text_index WHERE text_index MATCH ?'
  if (between === undefined) return { sql, values: [query] }
  return { sql: `${sql} AND rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER)`, values: [query, ...between] }
}

/** Holds for artifacts with a piece that matches; the pieces are gathered once. */
export function isAmong(match: Match): Residual {
  const { sql, values } = piecesOf(match)
  return { sql: `artifact.id IN (SELECT artifact_id FROM (${sql}) AS piece CROSS JOIN text_piece ON text_piece.id = piece.rowid)`, values }
}

/** Holds for these artifacts. */
const isOneOf = (artifacts: readonly number[]): Residual => ({
  sql: 'artifact.id IN (SELECT value FROM json_each(?))',
  values: [JSON.stringify(artifacts)],
})

/** Those that the pieces are of. */
export function artifactsOf(database: Database, pieces: readonly number[]): number[] {
  const sql = 'SELECT DISTINCT artifact_id FROM json_each(?) AS piece CROSS JOIN text_piece ON text_piece.id = piece.value'
  return database.prepare<[string], number>(sql).pluck().all(JSON.stringify(pieces))
}

/** Above it an artifact is not asked for its words one by one. */
const mostTerms = 8

/** Holds for the same artifacts: looked up for each, as long as that is quick, or gathered once for all. */
export function hasText(match: Match): Residual {
  const among = isAmong(match)
  if (match.terms > mostTerms) return among
  return {
    sql: `EXISTS (SELECT 1 FROM text_piece WHERE text_piece.artifact_id = artifact.id
      AND EXISTS (SELECT 1 FROM text_index WHERE text_index MATCH ? AND text_index.rowid = text_piece.id))`,
    values: [match.plain ?? match.query],
    ofAll: among,
  }
}

/** The first pieces that match, one more than `most` at most. */
export function listPieces(database: Database, match: Match, most: number): number[] {
  const { sql, values } = piecesOf(match)
  return database
    .prepare<Value[], number>(`${sql} LIMIT ?`)
    .pluck()
    .all(...values, most + 1)
}

/** Whether at least one in `oneIn` of the pieces that have the marks matches too, as far as the first `most` that do tell. */
export function isOften(
  database: Database,
  match: Match,
  marks: readonly (readonly string[])[],
  { most, oneIn }: { most: number; oneIn: number },
): boolean {
  const { sql, values } = piecesOf(match)
  const last = database
    .prepare<Value[], number>(`${sql} LIMIT 1 OFFSET ?`)
    .pluck()
    .get(...values, most)
  if (last === undefined) return false
  const [from] = match.between ?? [Number.MIN_SAFE_INTEGER]
  const among = marks.length === 0 ? undefined : piecesOf({ ...matchMarks(marks), between: [from, last] })
  const all = among ?? { sql: 'SELECT id FROM text_piece WHERE id BETWEEN ? AND ?', values: [from, last] }
  const more = database.prepare<Value[], number>(`${all.sql} LIMIT 1 OFFSET ?`).pluck()
  return more.get(...all.values, most * oneIn) === undefined
}

/** Pieces that match; counted up to one more than `most`. */
export function countPieces(database: Database, match: Match, most: number): number {
  const { sql, values } = piecesOf(match)
  const count = database.prepare<Value[], number>(`SELECT count(*) FROM (${sql} LIMIT ?)`).pluck()
  return count.get(...values, most + 1) ?? 0
}

/** Pieces that are handed over; more are asked for where they are needed. */
export const mostListed = 20_000
/** Pieces of a text that are gathered in the time in which one artifact is asked for it. */
const piecesOfLookedUp = 10

/**
 * Holds for artifacts that match, of those that are known to have the rarest of the texts, in `found` pieces: others are gathered at once, unless that
 * is more than is quick. What is found in all of them is put together here, so that it is asked once of each artifact.
 */
export function areAmong(database: Database, known: readonly number[] | undefined, others: readonly Match[], found: number): Residual[] {
  const most = found * piecesOfLookedUp
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
