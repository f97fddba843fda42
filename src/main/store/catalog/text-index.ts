// Full text [S12]: every artifact's names and contents in pieces. The index holds only which words are in which piece; the words around a
// hit are read from the bytes.
import { type Database } from 'better-sqlite3'

/** Raise it when pieces are cut or cleaned in another way: texts of an older number are indexed again. */
export const textVersion = 1

export const textTables = `
CREATE TABLE text_piece (
  id INTEGER PRIMARY KEY,
  artifact_id INTEGER NOT NULL,
  -- 1 for the names and metadata, 0 for content.
  is_names INTEGER NOT NULL
);
CREATE INDEX text_piece_artifact ON text_piece (artifact_id);
CREATE VIRTUAL TABLE text_index USING fts5 (
  text, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 2 tokenchars '_'"
);
CREATE TRIGGER text_delete AFTER DELETE ON artifact BEGIN
  DELETE FROM text_index WHERE rowid IN (SELECT id FROM text_piece WHERE artifact_id = old.id);
  DELETE FROM text_piece WHERE artifact_id = old.id;
END;
`

const wordCharacters = /[\p{L}\p{N}\p{Co}\p{M}_]+/gu

/** The index's own query for text that starts at a word: all its words, the last one as the start of a word. Undefined for text without any. */
export function formatMatch(text: string): string | undefined {
  const words = text.match(wordCharacters)
  return words?.map((word, index) => `"${word}"${index === words.length - 1 ? '*' : ''}`).join(' AND ')
}

/** SQL that holds for artifacts with a piece that the parameter, a query of `formatMatch`, matches. */
export const matchesText =
  'artifact.id IN (SELECT artifact_id FROM text_piece WHERE id IN (SELECT rowid FROM text_index WHERE text_index MATCH ?))'

export function openTextIndex(database: Database) {
  const insertPiece = database.prepare<[number, number], { id: number }>(
    'INSERT INTO text_piece (artifact_id, is_names) VALUES (?, ?) RETURNING id',
  )
  const insertText = database.prepare<[number, string]>('INSERT INTO text_index (rowid, text) VALUES (?, ?)')
  const deleteTexts = database.prepare<[number, number]>(
    'DELETE FROM text_index WHERE rowid IN (SELECT id FROM text_piece WHERE artifact_id = ? AND is_names = ?)',
  )
  const deletePieces = database.prepare<[number, number]>('DELETE FROM text_piece WHERE artifact_id = ? AND is_names = ?')
  const add = (artifactId: number, isNames: 0 | 1, text: string) => insertText.run(insertPiece.get(artifactId, isNames)?.id ?? 0, text)
  const remove = (artifactId: number, isNames: 0 | 1) => {
    deleteTexts.run(artifactId, isNames)
    deletePieces.run(artifactId, isNames)
  }
  return {
    putNames: (artifactId: number, text: string): void => {
      remove(artifactId, 1)
      add(artifactId, 1, text)
    },
    /** Adds pieces of an artifact's content; `isFirst` drops those of before. */
    addPieces: (artifactId: number, pieces: readonly string[], isFirst: boolean): void => {
      if (isFirst) remove(artifactId, 0)
      for (const piece of pieces) add(artifactId, 0, piece)
    },
  }
}
