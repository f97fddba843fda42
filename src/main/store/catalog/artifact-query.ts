// Pages of artifacts by any filter and sort, by key: the cost of a page does not grow with how deep it lies.
import { type Database } from 'better-sqlite3'
import { z } from 'zod'
import { type ArtifactFilter, type ArtifactPage, type ArtifactSort } from '../../../shared/artifact-list.ts'
import { VitrineError } from '../../../shared/errors.ts'
import { filterConditions, type SortColumn, textsOf, type Value, valuesOf, whereOf } from './artifact-filter.ts'
import { findPage } from './artifact-page.ts'
import { type ArtifactRow, toArtifact } from './artifact-row.ts'
import { type Columns, type Residual } from './page-order.ts'
import { findPageByMarks, findPageWithTexts, textConditions } from './text-page.ts'

const artifactColumns: Columns<ArtifactRow> = { sql: 'artifact.*, task.folder' }

const sorts: Record<ArtifactSort, { column: SortColumn; direction: 'ASC' | 'DESC' }> = {
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

const formatCursor = (sort: ArtifactSort, value: Value, id: number) => Buffer.from(JSON.stringify([sort, value, id])).toString('base64url')

function parseCursor(cursor: string, sort: ArtifactSort): { value: Value; id: number } {
  try {
    const [cursorSort, value, id] = cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    if (cursorSort === sort) return { value, id }
  } catch (error) {
    throw new VitrineError('request.invalid', { reason: 'the cursor is not one that a list gave' }, { cause: error })
  }
  throw new VitrineError('request.invalid', { reason: 'the cursor belongs to another sort' })
}

interface ListRequest {
  filter: ArtifactFilter
  /** Texts that must all be in the names or the content, as the index can tell. */
  texts?: readonly string[]
  sort: ArtifactSort
  limit: number
  cursor: string | undefined
}

/** @throws request.invalid for a cursor that is not of this sort */
export function listArtifacts(database: Database, rootUri: string, { filter, texts = [], sort, limit, cursor }: ListRequest): ArtifactPage {
  const order = { ...sorts[sort], after: cursor === undefined ? undefined : parseCursor(cursor, sort) }
  const wanted = { columns: artifactColumns, conditions: filterConditions(filter), order, limit: limit + 1 }
  const allTexts = textsOf(filter, texts)
  const rows = allTexts.length === 0 ? findPage(database, wanted, [], findPageByMarks) : findPageWithTexts(database, wanted, allTexts)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    artifacts: rows.slice(0, limit).map((row) => toArtifact(row, rootUri)),
    nextCursor: last === undefined ? null : formatCursor(sort, last[sorts[sort].column], last.id),
  }
}

interface NewestRequest {
  filter: ArtifactFilter
  texts: readonly string[]
  most: number
}

/** Columns of the newest artifacts, and whether they are all there are. */
export function listNewest<Row>(
  database: Database,
  columns: Columns<Row>,
  { filter, texts, most }: NewestRequest,
): { rows: Row[]; isAll: boolean } {
  const order = { ...sorts['-created'], after: undefined }
  const wanted = { columns, conditions: filterConditions(filter), order, limit: most + 1 }
  const allTexts = textsOf(filter, texts)
  const rows = allTexts.length === 0 ? findPage(database, wanted) : findPageWithTexts(database, wanted, allTexts)
  return { rows: rows.slice(0, most), isAll: rows.length <= most }
}

/** Exact, whatever it costs; what asks for it goes on to read as many. */
export function sumArtifacts(database: Database, filter: ArtifactFilter): { count: number; sizeBytes: number } {
  const conditions: Residual[] = [...filterConditions(filter), ...textConditions(database, textsOf(filter, []))]
  return (
    database
      .prepare<Value[], { count: number; sizeBytes: number }>(
        `SELECT count(*) AS count, coalesce(sum(size), 0) AS sizeBytes FROM artifact ${whereOf(conditions)}`,
      )
      .get(...valuesOf(conditions)) ?? { count: 0, sizeBytes: 0 }
  )
}
