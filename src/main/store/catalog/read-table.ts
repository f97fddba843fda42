// What reading artifacts' contents gave: their facts, and their text for the index.
import { type Database, type Statement } from 'better-sqlite3'
import { type Facts, factsVersion } from '../../../shared/facts.ts'
import { type ArtifactRow } from './artifact-row.ts'
import { type openAttemptTable } from './attempt-table.ts'
import { type Place } from './catalog.ts'
import { type openChangeLog } from './change-log.ts'
import { trimCache } from './schema.ts'
import { momentOf, type openTextIndex, textVersion } from './text-index.ts'

/** What reading an artifact's whole content gave. */
export interface ReadContent {
  place: Place
  checksum: string
  facts: Facts
  pieces: readonly string[]
}

/** One after another, each a string no longer than the index needs it. */
function* decoded(pieces: readonly Uint8Array[]): Generator<string> {
  for (const { buffer, byteOffset, byteLength } of pieces) yield Buffer.from(buffer, byteOffset, byteLength).toString()
}

interface Beside {
  findRow: Statement<[string, string], ArtifactRow>
  attempts: ReturnType<typeof openAttemptTable>
  changeLog: ReturnType<typeof openChangeLog>
  text: ReturnType<typeof openTextIndex>
}

export function openReadTable(database: Database, { findRow, attempts, changeLog, text }: Beside) {
  const setTextVersion = database.prepare<[number, number]>('UPDATE artifact SET text_version = ? WHERE id = ?')
  const setFacts = database.prepare<[string, number, number]>('UPDATE artifact SET facts = ?, facts_version = ? WHERE id = ?')
  // Two ranges of one index: with `<>` every artifact would be looked at.
  const unread = database.prepare<[{ facts: number; text: number; most: number }], { count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT 1 FROM artifact WHERE facts_version < @facts
       UNION ALL SELECT 1 FROM artifact WHERE facts_version = @facts AND text_version < @text LIMIT @most)`,
  )

  /** Undefined when it is gone, or has other content by now. */
  const rowOf = ({ place, checksum }: Pick<ReadContent, 'place' | 'checksum'>): ArtifactRow | undefined => {
    const row = findRow.get(place.folder, place.file)
    return row?.checksum === checksum ? row : undefined
  }
  const putFacts = (all: readonly Pick<ReadContent, 'place' | 'checksum' | 'facts'>[]): void => {
    const versions = new Map<number, Set<number>>()
    for (const { place, checksum, facts } of all) {
      const row = rowOf({ place, checksum })
      if (row === undefined) continue
      setFacts.run(JSON.stringify(facts), factsVersion, row.id)
      const ofTask = versions.get(row.task_id) ?? new Set()
      versions.set(row.task_id, ofTask.add(row.version))
      changeLog.add('facts', place, row)
    }
    for (const [taskId, ofTask] of versions) attempts.refresh(taskId, ofTask)
  }
  const putText = (row: ArtifactRow, pieces: Iterable<string>, part: { isFirst: boolean; isLast: boolean }): void => {
    const { id, created_at: createdAt, spec: specName, task: taskId, type, size, name } = row
    text.addPieces({ id, createdAt, specName, taskId, type, size, name }, pieces, part.isFirst)
    if (part.isLast) setTextVersion.run(textVersion, row.id)
  }
  const addText = database.transaction(
    (place: Place, checksum: string, ...text: [Iterable<string>, { isFirst: boolean; isLast: boolean }]) => {
      const row = rowOf({ place, checksum })
      if (row !== undefined) putText(row, ...text)
    },
  )
  const mergeText = database.transaction(text.mergeStep)

  return {
    /** Sets an artifact's facts, unless its content changed since they were computed. */
    putFacts: database.transaction((place: Place, checksum: string, facts: Facts): void => putFacts([{ place, checksum, facts }]))
      .immediate,

    /** Adds text of an artifact's content, in UTF-8, to the full-text index, unless the content changed meanwhile; `isLast` completes it. */
    addText: (place: Place, checksum: string, pieces: readonly Uint8Array[], part: { isFirst: boolean; isLast: boolean }): void => {
      addText.immediate(place, checksum, decoded(pieces), part)
      if (!part.isLast) trimCache(database)
    },

    /** Facts and whole texts of several artifacts, flushed once. */
    putRead: database.transaction((all: readonly ReadContent[]): void => {
      putFacts(all)
      const found = all.flatMap(({ pieces, ...content }) => {
        const row = rowOf(content)
        return row === undefined ? [] : [{ row, pieces }]
      })
      // As the index stands: each step back would make it write what it has gathered.
      const inOrder = found.toSorted((a, b) => momentOf(a.row.created_at) - momentOf(b.row.created_at))
      for (const { row, pieces } of inOrder) putText(row, pieces, { isFirst: true, isLast: true })
    }).immediate,

    /** How many artifacts have no full text yet; counted up to `most`. */
    countUnread: (most: number): number => unread.get({ facts: factsVersion, text: textVersion, most })?.count ?? 0,

    /** A step of keeping the full text quick to search; false when there is nothing to do. */
    mergeText: (): boolean => {
      const isMore = mergeText.immediate()
      if (isMore) trimCache(database)
      return isMore
    },
  }
}
