// Full text [S12]: every artifact's names and contents in pieces. The index holds only which words are in which piece; the words around a
// hit are read from the bytes.
import { type Database } from 'better-sqlite3'
import { markText, type Marked } from './text-mark.ts'

/** Raise it when pieces are cut or cleaned in another way: texts of an older number are indexed again. */
export const textVersion = 3

export const textTables = `
CREATE TABLE text_piece (
  -- The milliseconds of when its artifact was created, or the next free number, so that what was made last is found first.
  id INTEGER PRIMARY KEY,
  artifact_id INTEGER NOT NULL,
  -- 1 for the names and metadata, 0 for content.
  is_names INTEGER NOT NULL
);
CREATE INDEX text_piece_artifact ON text_piece (artifact_id);
CREATE TABLE text_state (
  -- How far above its artifact's milliseconds a piece may stand.
  lead INTEGER NOT NULL,
  -- Pieces added since the index was last one segment, and whether it is being made one.
  unmerged INTEGER NOT NULL,
  is_merging INTEGER NOT NULL
);
INSERT INTO text_state VALUES (0, 0, 0);
CREATE VIRTUAL TABLE text_index USING fts5 (
  text, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 2 tokenchars '_'", prefix='1 2'
);
-- A piece is looked up in a page of the index from its start: small ones halve that.
INSERT INTO text_index (text_index, rank) VALUES ('pgsz', 1000);
CREATE VIRTUAL TABLE text_word USING fts5vocab (text_index, instance);
CREATE TRIGGER text_delete AFTER DELETE ON artifact BEGIN
  DELETE FROM text_index WHERE rowid IN (SELECT id FROM text_piece WHERE artifact_id = old.id);
  DELETE FROM text_piece WHERE artifact_id = old.id;
END;
`

/** How far above the place that is wanted a free one is looked for; see `text_piece.id`. */
const windows = [16, 4096, 1 << 20]

/** Pieces after which the index is merged: so many, or so large a share of all artifacts. */
const leastMerged = 2000
const mergedShare = 0.1
/** Of the index, written in one step: some 20 ms. */
const pagesOfStep = 1000

/** What of an artifact is found besides its content. */
export interface ArtifactNames extends Marked {
  id: number
  createdAt: string
  names: string
}

export function openTextIndex(database: Database) {
  const insertPiece = database.prepare<[number, number, 0 | 1]>('INSERT INTO text_piece (id, artifact_id, is_names) VALUES (?, ?, ?)')
  const insertText = database.prepare<[number, string]>('INSERT INTO text_index (rowid, text) VALUES (CAST(? AS INTEGER), ?)')
  const deleteTexts = database.prepare<[number, number]>(
    'DELETE FROM text_index WHERE rowid IN (SELECT id FROM text_piece WHERE artifact_id = ? AND is_names = ?)',
  )
  const deletePieces = database.prepare<[number, number]>('DELETE FROM text_piece WHERE artifact_id = ? AND is_names = ?')
  const hasPiece = database.prepare<[number], 1>('SELECT 1 FROM text_piece WHERE id = ?').pluck()
  const hasPieces = database.prepare<[number, number], 1>('SELECT 1 FROM text_piece WHERE artifact_id = ? AND is_names = ?').pluck()
  const lastBelow = database.prepare<[number], number | null>('SELECT max(id) FROM text_piece WHERE id < ?').pluck()
  // By its number: what may change several rows begins with a savepoint, and that makes the index write what it has gathered.
  const countPiece = database.prepare<[number]>('UPDATE text_state SET lead = max(lead, ?), unmerged = unmerged + 1 WHERE rowid = 1')
  const readState = database.prepare<[], { unmerged: number; isMerging: number; artifacts: number }>(
    `SELECT unmerged, is_merging AS isMerging, (SELECT coalesce(sum(artifacts), 0) FROM usage_sum WHERE part = 'all') AS artifacts FROM text_state`,
  )
  const setMerging = database.prepare<[{ isMerging: 0 | 1 }]>(
    'UPDATE text_state SET is_merging = @isMerging, unmerged = CASE WHEN @isMerging = 1 THEN unmerged ELSE 0 END',
  )
  const merge = database.prepare<[number]>("INSERT INTO text_index (text_index, rank) VALUES ('merge', ?)")
  const countChanges = database.prepare<[], number>('SELECT total_changes()').pluck()

  const findFree = (wanted: number): number => {
    if (hasPiece.get(wanted) === undefined) return wanted
    for (const window of windows) {
      const last = lastBelow.get(wanted + window) ?? wanted
      if (last < wanted + window - 1) return last + 1
    }
    return (database.prepare<[], number>('SELECT max(id) FROM text_piece').pluck().get() ?? wanted) + 1
  }
  const add = (artifactId: number, createdAt: string, isNames: 0 | 1, text: string) => {
    const created = momentOf(createdAt)
    const id = findFree(created)
    countPiece.run(id - created)
    insertPiece.run(id, artifactId, isNames)
    insertText.run(id, text)
  }
  const remove = (artifactId: number, isNames: 0 | 1) => {
    // Even a delete of nothing makes the index write what it has gathered.
    if (hasPieces.get(artifactId, isNames) === undefined) return
    deleteTexts.run(artifactId, isNames)
    deletePieces.run(artifactId, isNames)
  }
  return {
    /** In the order of their places: each step back would make the index write what it has gathered. */
    putNames: (all: readonly ArtifactNames[]): void => {
      for (const artifact of all.toSorted((a, b) => momentOf(a.createdAt) - momentOf(b.createdAt))) {
        remove(artifact.id, 1)
        add(artifact.id, artifact.createdAt, 1, markText(artifact.names, artifact))
      }
    },
    /** Adds pieces of an artifact's content; `isFirst` drops those of before. */
    addPieces: (
      { id, createdAt, ...marked }: Marked & Pick<ArtifactNames, 'id' | 'createdAt'>,
      pieces: Iterable<string>,
      isFirst: boolean,
    ): void => {
      if (isFirst) remove(id, 0)
      for (const piece of pieces) add(id, createdAt, 0, markText(piece, marked))
    },
    /**
     * One step towards an index of one segment, in which a piece is looked up many times quicker than in the dozen that writing leaves; false
     * when there is nothing worth doing. The cost is shared by what was added since.
     */
    mergeStep: (): boolean => {
      const { unmerged, isMerging, artifacts } = readState.get() ?? { unmerged: 0, isMerging: 0, artifacts: 0 }
      if (isMerging === 0 && unmerged < Math.max(leastMerged, artifacts * mergedShare)) return false
      const before = countChanges.get() ?? 0
      merge.run(isMerging === 0 ? -pagesOfStep : pagesOfStep)
      // As the index itself tells it: a step that found nothing to do changes one row at most.
      const isMore = (countChanges.get() ?? 0) - before >= 2
      if (isMore !== (isMerging === 1)) setMerging.run({ isMerging: isMore ? 1 : 0 })
      return isMore
    },
  }
}

/** Where an artifact's first piece stands, if nobody else's does. */
export const momentOf = (createdAt: string): number => Date.parse(createdAt) || 0
