// The catalog's tables [S12]. The catalog can be thrown away, so a change of its shape is a new number and a rebuild, never a migration.
import Database from 'better-sqlite3'
import { verdicts } from '../../../shared/review/verdict.ts'
import { coveredByCreated, coveredByOthers } from './artifact-filter.ts'
import { busyTimeoutMs } from './database-error.ts'
import { facetTables } from './facet-table.ts'
import { queueTables } from './queue-table.ts'
import { sidecarTables } from './sidecar-table.ts'
import { textTables } from './text-index.ts'
import { trashTables } from './trash-table.ts'
import { usageTables } from './usage-table.ts'

/** Raise it whenever the tables below, or the meaning of what is in them, change. */
export const catalogFormat = 13

/** At most; taken as it is read. */
const cachedKiB = 64 * 1024
/** Enough for a step of writing a text. */
const leastCachedKiB = 4 * 1024

const standing = "json_extract(metadata, '$.review.verdict')"
/** The verdict that stands on an artifact, in the words of the filter. */
const verdictSql = `CASE WHEN ${standing} IN (${verdicts.map((verdict) => `'${verdict}'`).join(', ')}) THEN ${standing} ELSE 'none' END`

/** Of a report, or of the summary in a log. */
const testCount = (name: string) => `coalesce(json_extract(facts, '$.${name}'), json_extract(facts, '$.test.${name}'))`
const statusSql = `CASE WHEN ${testCount('failed')} > 0 THEN 'failed' WHEN ${testCount('total')} = 0 THEN 'empty'
    WHEN ${testCount('failed')} = 0 AND ${testCount('total')} > 0 THEN 'passed'
    WHEN type = 'test' AND ${testCount('total')} IS NULL THEN 'unknown' END`

const tables = `
-- One row once every record file has been read.
CREATE TABLE filled (at TEXT NOT NULL);

CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  folder TEXT NOT NULL UNIQUE,
  spec TEXT NOT NULL,
  task TEXT NOT NULL,
  -- The record file's stamp when it was read; it tells whether somebody else wrote it since.
  stamp TEXT NOT NULL,
  -- JSON [{key, reason}]: what of it could not be read.
  problems TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX task_name ON task (spec, task);

CREATE TABLE artifact (
  id INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL REFERENCES task (id),
  file TEXT NOT NULL,
  spec TEXT NOT NULL,
  task TEXT NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  original_size INTEGER NOT NULL,
  checksum TEXT NOT NULL,
  created_at TEXT NOT NULL,
  encoding TEXT NOT NULL,
  -- What is filtered by, taken out of the metadata and the facts.
  agent TEXT AS (json_extract(metadata, '$.agent')) STORED,
  model TEXT AS (json_extract(metadata, '$.model')) STORED,
  session TEXT AS (json_extract(metadata, '$.session')) STORED,
  verdict TEXT AS (${verdictSql}) STORED,
  status TEXT AS (${statusSql}) STORED,
  facts_version INTEGER NOT NULL DEFAULT 0,
  text_version INTEGER NOT NULL DEFAULT 0,
  mime_type TEXT NOT NULL,
  tags TEXT NOT NULL,
  metadata TEXT NOT NULL,
  facts TEXT,
  -- JSON {status, reason}: what the last reading of its bytes found wrong.
  damage TEXT,
  UNIQUE (task_id, file)
);
-- A page is read in the order of one of these. What stands behind the id is there so that a filter by it looks at no artifact; where nothing does,
-- the id is behind by itself. See artifact-filter.ts.
CREATE INDEX artifact_created ON artifact (created_at, id, ${coveredByCreated.join(', ')});
CREATE INDEX artifact_size ON artifact (size, id, ${coveredByOthers.join(', ')});
CREATE INDEX artifact_name ON artifact (name, id, ${coveredByOthers.join(', ')});
CREATE INDEX artifact_name_created ON artifact (name, created_at);
CREATE INDEX artifact_name_size ON artifact (name, size);
CREATE INDEX artifact_spec_created ON artifact (spec, created_at, id, type);
CREATE INDEX artifact_spec_size ON artifact (spec, size, id, type);
CREATE INDEX artifact_spec_name ON artifact (spec, name, id, type);
-- With all that a cleanup's plan tells of an artifact: it reads many, whose rows lie all over the table.
CREATE INDEX artifact_type_created ON artifact (
  type, created_at, id, task_id, version, size, file, spec, task, name, checksum, tags
);
CREATE INDEX artifact_type_size ON artifact (type, size);
CREATE INDEX artifact_type_name ON artifact (type, name);
CREATE INDEX artifact_status ON artifact (status, created_at, id, type, agent) WHERE status IS NOT NULL;
CREATE INDEX artifact_status_size ON artifact (status, size, id, type, agent) WHERE status IS NOT NULL;
CREATE INDEX artifact_status_name ON artifact (status, name, id, type, agent) WHERE status IS NOT NULL;
-- By the others only what was made last; what few have is sorted.
CREATE INDEX artifact_task ON artifact (task, spec, created_at);
CREATE INDEX artifact_task_created ON artifact (task, created_at, id, size, name);
CREATE INDEX artifact_version ON artifact (version, created_at);
CREATE INDEX artifact_verdict ON artifact (verdict, created_at);
CREATE INDEX artifact_agent ON artifact (agent, created_at) WHERE agent IS NOT NULL;
CREATE INDEX artifact_model ON artifact (model, created_at) WHERE model IS NOT NULL;
CREATE INDEX artifact_session ON artifact (session, created_at) WHERE session IS NOT NULL;
CREATE INDEX artifact_original_size ON artifact (original_size);
CREATE INDEX artifact_attempt ON artifact (task_id, version);
CREATE INDEX artifact_behind ON artifact (facts_version, text_version, id);
CREATE INDEX artifact_checksum ON artifact (checksum, size);

-- With what its artifacts are sorted by, so that a page of a tag is read in its order too, and their type.
CREATE TABLE tag (
  tag TEXT NOT NULL,
  artifact_id INTEGER NOT NULL REFERENCES artifact (id) ON DELETE CASCADE,
  spec TEXT NOT NULL,
  created_at TEXT NOT NULL,
  size INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  PRIMARY KEY (tag, created_at, artifact_id)
) WITHOUT ROWID;
CREATE INDEX tag_size ON tag (tag, size, artifact_id, spec, type);
CREATE INDEX tag_name ON tag (tag, name, artifact_id, spec, type);
CREATE INDEX tag_artifact ON tag (artifact_id);

-- Kept with every change, so that the tree and usage never count artifacts.
CREATE TABLE attempt (
  task_id INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  artifacts INTEGER NOT NULL,
  size INTEGER NOT NULL,
  latest_at TEXT NOT NULL,
  tests_failed INTEGER,
  tests_total INTEGER,
  has_tests INTEGER NOT NULL,
  -- The verdict that stands on it.
  verdict TEXT,
  PRIMARY KEY (task_id, version)
) WITHOUT ROWID;

-- What every open window is told; the last 10,000 changes.
CREATE TABLE change (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  verb TEXT NOT NULL,
  file TEXT NOT NULL,
  folder TEXT NOT NULL,
  spec TEXT NOT NULL,
  task TEXT NOT NULL
);
`

/**
 * Opens a catalog's file, making it when absent. One that is not the catalog's is closed again: it is to be deleted, which not every system
 * does to an open file. @throws Error when its tables are of another format
 */
export function openTables(path: string): Database.Database {
  const database = new Database(path, { timeout: busyTimeoutMs })
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = NORMAL')
    database.pragma('foreign_keys = ON')
    // What a page, a search and a plan look up lies all over a large catalog; by itself it keeps 2 MiB, and reads the same pages again and again.
    database.pragma(`cache_size = ${-cachedKiB}`)
    // What a statement may have to take back is a copy of every page that it touches. In memory that goes with each statement; in a file it is
    // written for all of a transaction.
    database.pragma('temp_store = MEMORY')
    // On a full disk the log beside the catalog must not keep the room that a purge makes.
    database.pragma('journal_size_limit = 1048576')
    if (prepareTables(database)) database.pragma('wal_checkpoint(PASSIVE)')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Lets most of what is cached go: pages that a long text was written to are not read again soon, and would fill the cache by themselves. */
export function trimCache(database: Database.Database): void {
  for (const kibibytes of [leastCachedKiB, cachedKiB]) database.pragma(`cache_size = ${-kibibytes}`)
}

/** Makes the tables of an empty database, and says whether it was one. @throws Error when they are of another format */
function prepareTables(database: Database.Database): boolean {
  const readFormat = () => database.pragma('user_version', { simple: true })
  const prepare = database.transaction(() => {
    // Another process may have been quicker.
    if (readFormat() === catalogFormat) return
    database.exec(tables)
    database.exec(usageTables)
    database.exec(facetTables)
    database.exec(textTables)
    database.exec(sidecarTables)
    database.exec(queueTables)
    database.exec(trashTables)
    database.pragma(`user_version = ${catalogFormat}`)
  })
  const found = readFormat()
  if (found === 0) prepare.immediate()
  else if (found !== catalogFormat) throw new Error(`catalog format ${String(found)}, not ${catalogFormat}`)
  return found === 0
}
