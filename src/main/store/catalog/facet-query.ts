// How what a search lets through is spread over types, specs, tags, test statuses and agents.
import { type Database } from 'better-sqlite3'
import { type ArtifactFilter } from '../../../shared/artifact-list.ts'
import { type SearchFacets } from '../../../shared/search.ts'
import { filterConditions, statusSql, valuesOf, verdictSql, whereOf } from './artifact-query.ts'

type Facet = SearchFacets['type']
const shownValues = 20

export function countFacets(database: Database, filter: ArtifactFilter, texts: readonly string[]): SearchFacets {
  const conditions = filterConditions(filter, texts)
  const count = (value: string, from = 'artifact'): Facet =>
    database
      .prepare<(string | number)[], Facet[number]>(
        `SELECT ${value} AS value, count(*) AS count FROM ${from} ${whereOf([...conditions, { sql: `${value} IS NOT NULL`, values: [] }])}
         GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${shownValues}`,
      )
      .all(...valuesOf(conditions))
  const statuses = Object.entries(statusSql).map(([status, sql]) => `WHEN ${sql} THEN '${status}'`)
  return {
    type: count('artifact.type'),
    spec: count('artifact.spec'),
    tag: count('tag.tag', 'artifact JOIN tag ON tag.artifact_id = artifact.id'),
    status: count(`CASE ${statuses.join(' ')} END`),
    verdict: count(verdictSql),
    agent: count("json_extract(artifact.metadata, '$.agent')"),
  }
}
