// Pages of artifacts by any filter and sort, by key: the cost of a page does not grow with how deep it lies.
import { type Database } from 'better-sqlite3'
import { z } from 'zod'
import { type ArtifactFilter, type ArtifactPage, type ArtifactSort } from '../../../shared/artifact-list.ts'
import { VitrineError } from '../../../shared/errors.ts'
import { verdicts } from '../../../shared/review/verdict.ts'
import { type ArtifactRow, toArtifact } from './artifact-row.ts'
import { formatMatch, matchesText } from './text-index.ts'

interface Condition {
  sql: string
  values: (string | number)[]
}

const sorts: Record<ArtifactSort, { column: 'created_at' | 'size' | 'name'; direction: 'ASC' | 'DESC' }> = {
  '-created': { column: 'created_at', direction: 'DESC' },
  created: { column: 'created_at', direction: 'ASC' },
  '-size': { column: 'size', direction: 'DESC' },
  size: { column: 'size', direction: 'ASC' },
  name: { column: 'name', direction: 'ASC' },
  '-name': { column: 'name', direction: 'DESC' },
}

const cursorSchema = z.tuple([
  z.enum(['-created', 'created', '-size', 'size', 'name', '-name']),
  z.union([z.string(), z.number()]),
  z.number(),
])

const formatCursor = (sort: ArtifactSort, value: string | number, id: number) =>
  Buffer.from(JSON.stringify([sort, value, id])).toString('base64url')

function parseCursor(cursor: string, sort: ArtifactSort): [value: string | number, id: number] {
  try {
    const [cursorSort, value, id] = cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    if (cursorSort === sort) return [value, id]
  } catch (error) {
    throw new VitrineError('request.invalid', { reason: 'the cursor is not one that a list gave' }, { cause: error })
  }
  throw new VitrineError('request.invalid', { reason: 'the cursor belongs to another sort' })
}

const isOneOf = (column: string, values: readonly string[]): Condition => ({
  sql: `${column} IN (${values.map(() => '?').join(', ')})`,
  values: [...values],
})

export function filterConditions(filter: ArtifactFilter, texts: readonly string[] = []): Condition[] {
  const conditions: Condition[] = []
  const add = (sql: string, ...values: (string | number)[]) => conditions.push({ sql, values })
  const addText = (text: string) => {
    const match = formatMatch(text)
    if (match === undefined) add('0')
    else add(matchesText, match)
  }
  if (filter.specName !== undefined) add('artifact.spec = ?', filter.specName.normalize('NFC'))
  if (filter.taskId !== undefined) add('artifact.task = ?', filter.taskId.normalize('NFC'))
  if (filter.name !== undefined) add('name = ?', filter.name.normalize('NFC'))
  if (filter.version !== undefined) add('version = ?', filter.version)
  if (filter.types !== undefined && filter.types.length > 0) conditions.push(isOneOf('type', filter.types))
  if (filter.tags !== undefined && filter.tags.length > 0) {
    const { sql, values } = isOneOf('tag', filter.tags)
    conditions.push({ sql: `artifact.id IN (SELECT artifact_id FROM tag WHERE ${sql})`, values })
  }
  if (filter.since !== undefined) add('created_at >= ?', filter.since)
  if (filter.until !== undefined) add('created_at <= ?', filter.until)
  for (const word of filter.text?.split(/\s+/).filter((part) => part !== '') ?? []) addText(word)
  if (filter.status !== undefined) add(statusSql[filter.status])
  if (filter.verdicts !== undefined && filter.verdicts.length > 0) conditions.push(isOneOf(verdictSql, filter.verdicts))
  if (filter.agent !== undefined) add("json_extract(metadata, '$.agent') = ?", filter.agent)
  if (filter.model !== undefined) add("json_extract(metadata, '$.model') = ?", filter.model)
  if (filter.session !== undefined) add("json_extract(metadata, '$.session') = ?", filter.session)
  if (filter.minSizeBytes !== undefined) add('original_size >= ?', filter.minSizeBytes)
  if (filter.maxSizeBytes !== undefined) add('original_size <= ?', filter.maxSizeBytes)
  for (const text of texts) addText(text)
  return conditions
}

const standing = "json_extract(artifact.metadata, '$.review.verdict')"
/** The verdict that stands on an artifact, in the words of the filter. */
export const verdictSql = `CASE WHEN ${standing} IN (${verdicts.map((verdict) => `'${verdict}'`).join(', ')}) THEN ${standing} ELSE 'none' END`

/** Of a report, or of the summary in a log. */
const testCount = (name: string) => `coalesce(json_extract(facts, '$.${name}'), json_extract(facts, '$.test.${name}'))`
export const statusSql: Record<NonNullable<ArtifactFilter['status']>, string> = {
  failed: `${testCount('failed')} > 0`,
  passed: `${testCount('failed')} = 0 AND ${testCount('total')} > 0`,
  empty: `${testCount('total')} = 0`,
  unknown: `type = 'test' AND ${testCount('total')} IS NULL`,
}

export const whereOf = (conditions: readonly Condition[]) =>
  conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`
export const valuesOf = (conditions: readonly Condition[]) => conditions.flatMap(({ values }) => values)

/** What a page is looked for in at first, for each artifact of it. */
const candidatesOfRow = 10

interface ListRequest {
  filter: ArtifactFilter
  /** Texts that must all be in the names or the content, as the index can tell. */
  texts?: readonly string[]
  sort: ArtifactSort
  limit: number
  cursor: string | undefined
}

/** @throws request.invalid for a cursor that is not of this sort */
export function listArtifacts(database: Database, rootUri: string, { filter, texts, sort, limit, cursor }: ListRequest): ArtifactPage {
  const { column, direction } = sorts[sort]
  const conditions = filterConditions(filter, texts)
  if (cursor !== undefined) {
    const [value, id] = parseCursor(cursor, sort)
    conditions.push({ sql: `(${column}, artifact.id) ${direction === 'ASC' ? '>' : '<'} (?, ?)`, values: [value, id] })
  }
  const order = `ORDER BY artifact.${column} ${direction}, artifact.id ${direction}`
  const rows =
    listAmongFirst(database, order, limit, conditions) ??
    database
      .prepare<(string | number)[], ArtifactRow>(
        `SELECT artifact.*, task.folder FROM artifact JOIN task ON task.id = task_id ${whereOf(conditions)} ${order} LIMIT ?`,
      )
      .all(...valuesOf(conditions), limit + 1)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    artifacts: rows.slice(0, limit).map((row) => toArtifact(row, rootUri)),
    nextCursor: last === undefined ? null : formatCursor(sort, last[column], last.id),
  }
}

/**
 * A page whose artifacts are all among the first of the order. What many artifacts have (a type, a word) would otherwise all be found and
 * sorted for the few that are shown. Undefined when they are not, or when an index gives the order by itself.
 */
function listAmongFirst(database: Database, order: string, limit: number, conditions: readonly Condition[]): ArtifactRow[] | undefined {
  const isByTime = order.includes('created_at')
  const leading = conditions.filter(
    ({ sql }) => /^(?:artifact\.(?:spec|task) = |\()/.test(sql) || (isByTime && /^created_at|^type IN \(\?\)$/.test(sql)),
  )
  const others = conditions.filter((condition) => !leading.includes(condition))
  // The text index finds all artifacts with a word at the cost of finding one.
  if (others.length === 0 || others.some(({ sql }) => sql === matchesText)) return undefined
  const most = (limit + 1) * candidatesOfRow
  const first = `SELECT artifact.id FROM artifact ${whereOf(leading)} ${order} LIMIT ?`
  const rows = database
    .prepare<(string | number)[], ArtifactRow>(
      `SELECT artifact.*, task.folder FROM (${first}) AS first CROSS JOIN artifact ON artifact.id = first.id
       CROSS JOIN task ON task.id = artifact.task_id ${whereOf(others)} ${order} LIMIT ?`,
    )
    .all(...valuesOf(leading), most, ...valuesOf(others), limit + 1)
  return rows.length > limit ? rows : undefined
}

export function sumArtifacts(database: Database, filter: ArtifactFilter): { count: number; sizeBytes: number } {
  const conditions = filterConditions(filter)
  return (
    database
      .prepare<(string | number)[], { count: number; sizeBytes: number }>(
        `SELECT count(*) AS count, coalesce(sum(size), 0) AS sizeBytes FROM artifact ${whereOf(conditions)}`,
      )
      .get(...valuesOf(conditions)) ?? { count: 0, sizeBytes: 0 }
  )
}
