// What takes the space [S10]: sums that are kept with every change, so that reading them counts no artifact.
import { type Database } from 'better-sqlite3'
import { type ArtifactFilter } from '../../../shared/artifact-list.ts'
import { type SpecUsage, type Usage, type UsageSums } from '../../../shared/usage.ts'

const columns = 'artifacts, size AS sizeBytes, original_size AS originalSizeBytes'

export const usageTables = `
-- Of a task by type.
CREATE TABLE usage (
  spec TEXT NOT NULL,
  task TEXT NOT NULL,
  type TEXT NOT NULL,
  artifacts INTEGER NOT NULL,
  size INTEGER NOT NULL,
  original_size INTEGER NOT NULL,
  PRIMARY KEY (spec, task, type)
) WITHOUT ROWID;
-- Of everything (\`part\` is 'all'), of a spec, of a type, of a UTC day.
CREATE TABLE usage_sum (
  part TEXT NOT NULL,
  value TEXT NOT NULL,
  artifacts INTEGER NOT NULL,
  size INTEGER NOT NULL,
  original_size INTEGER NOT NULL,
  PRIMARY KEY (part, value)
) WITHOUT ROWID;
-- Content that is stored more than once: artifacts beyond the largest of each, and their bytes.
CREATE TABLE duplicate_sum (artifacts INTEGER NOT NULL, size INTEGER NOT NULL);
INSERT INTO duplicate_sum VALUES (0, 0);

CREATE TRIGGER usage_insert AFTER INSERT ON artifact BEGIN
  INSERT INTO usage VALUES (new.spec, new.task, new.type, 1, new.size, new.original_size)
  ON CONFLICT DO UPDATE SET artifacts = artifacts + 1, size = size + excluded.size, original_size = original_size + excluded.original_size;
  INSERT INTO usage_sum VALUES
    ('all', '', 1, new.size, new.original_size), ('spec', new.spec, 1, new.size, new.original_size),
    ('type', new.type, 1, new.size, new.original_size), ('day', substr(new.created_at, 1, 10), 1, new.size, new.original_size)
  ON CONFLICT DO UPDATE SET artifacts = artifacts + 1, size = size + excluded.size, original_size = original_size + excluded.original_size;
END;
CREATE TRIGGER usage_delete AFTER DELETE ON artifact BEGIN
  UPDATE usage SET artifacts = artifacts - 1, size = size - old.size, original_size = original_size - old.original_size
  WHERE spec = old.spec AND task = old.task AND type = old.type;
  DELETE FROM usage WHERE spec = old.spec AND task = old.task AND type = old.type AND artifacts = 0;
  UPDATE usage_sum SET artifacts = artifacts - 1, size = size - old.size, original_size = original_size - old.original_size
  WHERE (part, value) IN (VALUES ('all', ''), ('spec', old.spec), ('type', old.type), ('day', substr(old.created_at, 1, 10)));
  DELETE FROM usage_sum
  WHERE (part, value) IN (VALUES ('spec', old.spec), ('type', old.type), ('day', substr(old.created_at, 1, 10))) AND artifacts = 0;
END;
-- The smaller of it and the largest of the others is what the group holds beyond its largest; from the index alone.
CREATE TRIGGER duplicate_insert BEFORE INSERT ON artifact WHEN EXISTS (SELECT 1 FROM artifact WHERE checksum = new.checksum) BEGIN
  UPDATE duplicate_sum SET artifacts = artifacts + 1,
    size = size + min(new.size, (SELECT max(size) FROM artifact WHERE checksum = new.checksum));
END;
CREATE TRIGGER duplicate_delete AFTER DELETE ON artifact WHEN EXISTS (SELECT 1 FROM artifact WHERE checksum = old.checksum) BEGIN
  UPDATE duplicate_sum SET artifacts = artifacts - 1,
    size = size - min(old.size, (SELECT max(size) FROM artifact WHERE checksum = old.checksum));
END;
`

type StoredUsage = Pick<Usage, 'total' | 'bySpec' | 'byType' | 'byDay' | 'duplicates'>

const nothing: UsageSums = { artifacts: 0, sizeBytes: 0, originalSizeBytes: 0 }

export function openUsageTable(database: Database) {
  const part = <Row>(name: string, value: string, order: string) =>
    database.prepare<[], Row>(`SELECT value AS ${value}, ${columns} FROM usage_sum WHERE part = '${name}' ORDER BY ${order}`)
  const sum = database.prepare<[string, string], UsageSums>(`SELECT ${columns} FROM usage_sum WHERE part = ? AND value = ?`)
  const bySpec = part<StoredUsage['bySpec'][number]>('spec', 'specName', 'size DESC, value')
  const byType = part<StoredUsage['byType'][number]>('type', 'type', 'size DESC')
  const byDay = part<StoredUsage['byDay'][number]>('day', 'day', 'value')
  const duplicates = database.prepare<[], StoredUsage['duplicates']>('SELECT artifacts, size AS sizeBytes FROM duplicate_sum')
  const ofSpec = database.prepare<[string], SpecUsage[number]>(
    `SELECT task AS taskId, type, ${columns} FROM usage WHERE spec = ? ORDER BY size DESC`,
  )

  return {
    usage: (): { count: number; sizeBytes: number } => {
      const { artifacts, sizeBytes } = sum.get('all', '') ?? nothing
      return { count: artifacts, sizeBytes }
    },
    usageSums: (): StoredUsage => ({
      total: sum.get('all', '') ?? nothing,
      bySpec: bySpec.all(),
      byType: byType.all(),
      byDay: byDay.all(),
      duplicates: duplicates.get() ?? { artifacts: 0, sizeBytes: 0 },
    }),
    specUsage: (specName: string): SpecUsage => ofSpec.all(specName),
    /** The sum of what a filter lets through, when that is kept. */
    keptSum: ({ specName, ...others }: ArtifactFilter): { count: number; sizeBytes: number } | undefined => {
      if (Object.values(others).some((value) => value !== undefined)) return undefined
      const { artifacts, sizeBytes } = (specName === undefined ? sum.get('all', '') : sum.get('spec', specName.normalize('NFC'))) ?? nothing
      return { count: artifacts, sizeBytes }
    },
  }
}
