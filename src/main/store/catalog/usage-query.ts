// What takes the space, from the kept sums.
import { type Database } from 'better-sqlite3'
import { type SpecUsage, type Usage, type UsageSums } from '../../../shared/usage.ts'

const sums =
  'coalesce(sum(artifacts), 0) AS artifacts, coalesce(sum(size), 0) AS sizeBytes, coalesce(sum(original_size), 0) AS originalSizeBytes'

type StoredUsage = Pick<Usage, 'total' | 'bySpec' | 'byType' | 'byDay' | 'duplicates'>

export function readUsage(database: Database): StoredUsage {
  const total = database.prepare<[], UsageSums>(`SELECT ${sums} FROM usage`).get() ?? { artifacts: 0, sizeBytes: 0, originalSizeBytes: 0 }
  const by = <Row>(column: string, name: string, order: string) =>
    database
      .prepare<[], Row>(`SELECT ${column} AS ${name}, ${sums} FROM usage GROUP BY ${column} HAVING sum(artifacts) > 0 ORDER BY ${order}`)
      .all()
  return {
    total,
    bySpec: by<StoredUsage['bySpec'][number]>('spec', 'specName', 'sizeBytes DESC, specName'),
    byType: by<StoredUsage['byType'][number]>('type', 'type', 'sizeBytes DESC'),
    byDay: by<StoredUsage['byDay'][number]>('day', 'day', 'day'),
    duplicates: readDuplicates(database),
  }
}

/** From the index alone. */
function readDuplicates(database: Database): StoredUsage['duplicates'] {
  const row = database
    .prepare<[], StoredUsage['duplicates']>(
      `SELECT coalesce(sum(copies - 1), 0) AS artifacts, coalesce(sum(total - largest), 0) AS sizeBytes
       FROM (SELECT count(*) AS copies, sum(size) AS total, max(size) AS largest FROM artifact GROUP BY checksum HAVING count(*) > 1)`,
    )
    .get()
  return row ?? { artifacts: 0, sizeBytes: 0 }
}

export function readSpecUsage(database: Database, specName: string): SpecUsage {
  return database
    .prepare<[string], SpecUsage[number]>(
      `SELECT task AS taskId, type, count(*) AS artifacts, sum(size) AS sizeBytes, sum(original_size) AS originalSizeBytes
       FROM artifact WHERE spec = ? GROUP BY task, type ORDER BY sizeBytes DESC`,
    )
    .all(specName)
}
