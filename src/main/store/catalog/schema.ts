// The catalog's tables [S12]. The catalog can be thrown away, so a change of its shape is a new number and a rebuild, never a migration.
import { type Database } from 'better-sqlite3'
import { queueTables } from './queue-table.ts'
import { sidecarTables } from './sidecar-table.ts'
import { textTables } from './text-index.ts'
import { trashTables } from './trash-table.ts'

/** Raise it whenever the tables below, or the meaning of what is in them, change. */
export const catalogFormat = 8

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
  mime_type TEXT NOT NULL,
  tags TEXT NOT NULL,
  metadata TEXT NOT NULL,
  facts TEXT,
  facts_version INTEGER NOT NULL DEFAULT 0,
  text_version INTEGER NOT NULL DEFAULT 0,
  -- JSON {status, reason}: what the last reading of its bytes found wrong.
  damage TEXT,
  UNIQUE (task_id, file)
);
CREATE INDEX artifact_created ON artifact (created_at, id);
CREATE INDEX artifact_size ON artifact (size, id);
CREATE INDEX artifact_name ON artifact (name, id);
CREATE INDEX artifact_task ON artifact (spec, task, created_at, id);
CREATE INDEX artifact_spec ON artifact (spec, created_at, id);
CREATE INDEX artifact_type ON artifact (type, created_at, id);
-- What a session made.
CREATE INDEX artifact_session ON artifact (json_extract(metadata, '$.session'), created_at, id)
  WHERE json_extract(metadata, '$.session') IS NOT NULL;
CREATE INDEX artifact_attempt ON artifact (task_id, version);
CREATE INDEX artifact_behind ON artifact (facts_version, text_version, id);

CREATE INDEX artifact_checksum ON artifact (checksum, size);

CREATE TABLE tag (
  tag TEXT NOT NULL,
  artifact_id INTEGER NOT NULL REFERENCES artifact (id) ON DELETE CASCADE,
  PRIMARY KEY (tag, artifact_id)
) WITHOUT ROWID;
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

CREATE TABLE usage (
  spec TEXT NOT NULL,
  type TEXT NOT NULL,
  day TEXT NOT NULL,
  artifacts INTEGER NOT NULL,
  size INTEGER NOT NULL,
  original_size INTEGER NOT NULL,
  PRIMARY KEY (spec, type, day)
) WITHOUT ROWID;
CREATE TRIGGER usage_insert AFTER INSERT ON artifact BEGIN
  INSERT INTO usage VALUES (new.spec, new.type, substr(new.created_at, 1, 10), 1, new.size, new.original_size)
  ON CONFLICT DO UPDATE SET artifacts = artifacts + 1, size = size + excluded.size, original_size = original_size + excluded.original_size;
END;
CREATE TRIGGER usage_delete AFTER DELETE ON artifact BEGIN
  UPDATE usage SET artifacts = artifacts - 1, size = size - old.size, original_size = original_size - old.original_size
  WHERE spec = old.spec AND type = old.type AND day = substr(old.created_at, 1, 10);
END;

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

/** Makes the tables of an empty database. @throws Error when they are of another format */
export function prepareTables(database: Database): void {
  const readFormat = () => database.pragma('user_version', { simple: true })
  const prepare = database.transaction(() => {
    // Another process may have been quicker.
    if (readFormat() === catalogFormat) return
    database.exec(tables)
    database.exec(textTables)
    database.exec(sidecarTables)
    database.exec(queueTables)
    database.exec(trashTables)
    database.pragma(`user_version = ${catalogFormat}`)
  })
  const found = readFormat()
  if (found === 0) prepare.immediate()
  else if (found !== catalogFormat) throw new Error(`catalog format ${String(found)}, not ${catalogFormat}`)
}
