// What every open window is told of, in order; every process writes it and reads it.
import { type Database } from 'better-sqlite3'
import { type StoreChange } from '../../../shared/change.ts'
import { artifactKey } from '../key.ts'
import { type Place } from './catalog.ts'

const keptChanges = 10_000
const mostAtOnce = 5000

interface ChangeRow extends Place {
  seq: number
  verb: StoreChange['verb']
  spec: string
  task: string
}

export function openChangeLog(database: Database, rootUri: string) {
  const insert = database.prepare<[string, string, string, string, string]>(
    'INSERT INTO change (verb, file, folder, spec, task) VALUES (?, ?, ?, ?, ?)',
  )
  const trim = database.prepare(`DELETE FROM change WHERE seq <= (SELECT max(seq) FROM change) - ${keptChanges}`)
  const since = database.prepare<[number], ChangeRow>(`SELECT * FROM change WHERE seq > ? ORDER BY seq LIMIT ${mostAtOnce}`)
  const last = database.prepare<[], { seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM change')

  return {
    /** An empty file stands for the whole task. */
    add: (verb: StoreChange['verb'], { folder, file }: Place, names: { spec: string; task: string }): void =>
      void insert.run(verb, file, folder, names.spec, names.task),
    /** Forgets all but the last 10,000. */
    trim: (): void => void trim.run(),
    /** The number of the latest change. */
    lastChange: (): number => last.get()?.seq ?? 0,
    /** Changes after number `seq`, oldest first, and the number to ask from next. */
    listChanges: (seq: number): { changes: StoreChange[]; seq: number } => {
      const rows = since.all(seq)
      const changes = rows.map(({ verb, file, folder, spec, task }) => ({
        verb,
        uri: `${rootUri}/${artifactKey(folder, file)}`,
        specName: spec,
        taskId: task,
      }))
      return { changes, seq: rows.at(-1)?.seq ?? seq }
    },
  }
}
