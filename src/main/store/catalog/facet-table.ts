// How artifacts are spread over types, specs, tags, test statuses, verdicts and agents: kept for everything and for each spec, counted for
// what a search lets through.
import { type Database } from 'better-sqlite3'
import { type ArtifactFilter } from '../../../shared/artifact-list.ts'
import { mostCounted, type SearchFacets } from '../../../shared/search.ts'
import { type Columns } from './page-order.ts'
import { listNewest } from './artifact-query.ts'

type Facet = SearchFacets['type']
const shownValues = 20

const kept = (row: string) =>
  `SELECT spec, facet, value, 1 FROM (VALUES (1)), (
    SELECT ${row}.spec AS spec UNION ALL SELECT ''), (
    SELECT 'verdict' AS facet, ${row}.verdict AS value UNION ALL SELECT 'status', ${row}.status UNION ALL SELECT 'agent', ${row}.agent)
  WHERE value IS NOT NULL`
const addOf = (row: string) => `INSERT INTO facet ${kept(row)} ON CONFLICT DO UPDATE SET artifacts = artifacts + 1;`
const places = (row: string, values: string) => `spec IN (${row}.spec, '') AND (facet, value) IN (VALUES ${values})`
const takeOf = (row: string) => {
  const where = places(row, `('verdict', ${row}.verdict), ('status', ${row}.status), ('agent', ${row}.agent)`)
  return `UPDATE facet SET artifacts = artifacts - 1 WHERE ${where}; DELETE FROM facet WHERE ${where} AND artifacts = 0;`
}

export const facetTables = `
-- Artifacts of a spec with a value; of all specs where the spec is ''.
CREATE TABLE facet (
  spec TEXT NOT NULL,
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  artifacts INTEGER NOT NULL,
  PRIMARY KEY (spec, facet, value)
) WITHOUT ROWID;
CREATE TRIGGER facet_insert AFTER INSERT ON artifact BEGIN ${addOf('new')} END;
CREATE TRIGGER facet_delete AFTER DELETE ON artifact BEGIN ${takeOf('old')} END;
CREATE TRIGGER facet_update AFTER UPDATE OF metadata, facts ON artifact
WHEN old.verdict IS NOT new.verdict OR old.status IS NOT new.status OR old.agent IS NOT new.agent BEGIN
  ${takeOf('old')} ${addOf('new')}
END;
CREATE TRIGGER facet_tag_insert AFTER INSERT ON tag BEGIN
  INSERT INTO facet VALUES (new.spec, 'tag', new.tag, 1), ('', 'tag', new.tag, 1) ON CONFLICT DO UPDATE SET artifacts = artifacts + 1;
END;
CREATE TRIGGER facet_tag_delete AFTER DELETE ON tag BEGIN
  UPDATE facet SET artifacts = artifacts - 1 WHERE ${places('old', "('tag', old.tag)")};
  DELETE FROM facet WHERE ${places('old', "('tag', old.tag)")} AND artifacts = 0;
END;
`

interface Counted {
  type: string
  spec: string
  status: string | null
  verdict: string
  agent: string | null
  tags: string
}

const counted: Columns<Counted> = {
  sql: 'artifact.type, artifact.spec, artifact.status, artifact.verdict, artifact.agent, artifact.tags',
  isShort: true,
}

/** Of everything and of a spec by reading what is kept; of anything else by counting the newest of it. */
export function countFacets(database: Database, filter: ArtifactFilter, texts: readonly string[]): SearchFacets {
  const { specName, ...others } = filter
  if (texts.length === 0 && Object.values(others).every((value) => value === undefined))
    return readFacets(database, specName?.normalize('NFC'))
  const found = listNewest(database, counted, { filter, texts, most: mostCounted })
  const count = (valuesOf: (row: Counted) => readonly (string | null)[]): Facet => {
    const counts = new Map<string, number>()
    for (const row of found.rows) for (const value of valuesOf(row)) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
    return [...counts]
      .map(([value, artifacts]) => ({ value, count: artifacts }))
      .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, shownValues)
  }
  return {
    type: count(({ type }) => [type]),
    spec: count(({ spec }) => [spec]),
    tag: count(({ tags }) => (tags === '[]' ? [] : (JSON.parse(tags) as string[]))),
    status: count(({ status }) => [status]),
    verdict: count(({ verdict }) => [verdict]),
    agent: count(({ agent }) => [agent]),
    ofNewest: found.isAll ? null : found.rows.length,
  }
}

function readFacets(database: Database, spec: string | undefined): SearchFacets {
  const select = (sql: string, ...values: string[]): Facet =>
    database.prepare<string[], Facet[number]>(`${sql} ORDER BY count DESC, value LIMIT ${shownValues}`).all(...values)
  const facet = (name: string) => select('SELECT value, artifacts AS count FROM facet WHERE spec = ? AND facet = ?', spec ?? '', name)
  const sum = (part: string) => select('SELECT value, artifacts AS count FROM usage_sum WHERE part = ?', part)
  return {
    type:
      spec === undefined
        ? sum('type')
        : select('SELECT type AS value, sum(artifacts) AS count FROM usage WHERE spec = ? GROUP BY type', spec),
    spec:
      spec === undefined ? sum('spec') : select("SELECT value, artifacts AS count FROM usage_sum WHERE part = 'spec' AND value = ?", spec),
    tag: facet('tag'),
    status: facet('status'),
    verdict: facet('verdict'),
    agent: facet('agent'),
    ofNewest: null,
  }
}
