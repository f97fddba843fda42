// Artifacts of many kinds, more than are gathered and sorted without a thought, so that pages are walked and followed.
import { type ArtifactRecord, artifactTypes } from '../../../shared/artifact.ts'
import { type Facts } from '../../../shared/facts.ts'
import { openCatalogFile } from './catalog.ts'

const tasks = 50
const artifactsOfTask = 110
export const rootUri = 'file:///srv/artifacts'

export function makeRecord(index: number): ArtifactRecord {
  const type = artifactTypes[index % 7 < 4 ? index % 7 : 0] ?? 'file'
  return {
    uri: `${rootUri}/s/1/${index}`,
    specName: `spec ${index % 3}`,
    taskId: `${Math.floor(index / artifactsOfTask)}`,
    type,
    name: `${index % 5 === 0 ? 'common fifth' : 'common'} ${type} ${index % 11}`,
    version: 1 + (index % 13),
    // The logs are the smallest, so that a walk by size meets nothing else at first.
    size: type === 'log' ? index % 100 : 1000 + ((index * 7919) % 5000),
    originalSize: 100 + index,
    checksum: `c${index % 900}`,
    // In no order of the rows, and several at once.
    createdAt: new Date(1_760_000_000_000 + (Math.floor((index * 7919) / 3) % 5000) * 700).toISOString(),
    compressed: false,
    encoding: 'identity',
    mimeType: 'text/plain',
    tags: [...(index % 4 === 0 ? ['fourth'] : []), ...(index % 6 === 0 ? ['sixth'] : []), ...(index % 500 === 0 ? ['rare'] : [])],
    metadata: {
      agent: ['anna', 'boris', 'cleo'][index % 3] ?? '',
      session: `session-${index % 40}`,
      mood: index % 4 === 0 ? 'loud' : 'calm',
    },
  }
}

export const isFailed = (index: number) => index % 3 === 0
/** Tests, and the summaries in logs. */
export function factsOf({ type }: ArtifactRecord, index: number): Facts | undefined {
  const counts = { total: 2, passed: isFailed(index) ? 1 : 2, failed: isFailed(index) ? 1 : 0, skipped: 0, errored: 0 }
  const test = { format: 'junit-xml', ...counts, completeness: 'full' as const, durationMs: null, notes: [], failures: [] }
  if (type === 'test') return { type, ...test }
  if (type === 'log') return { type, lines: 1, errors: 0, warnings: 0, firstErrorLine: null, hasAnsi: false, test, notes: [] }
  return undefined
}

export const largeRecords = Array.from({ length: tasks * artifactsOfTask }, (_, index) => makeRecord(index))
export const placeOf = (index: number) => ({ folder: `${Math.floor(index / artifactsOfTask)}`, file: `${index}` })
export const indexOf = ({ uri }: ArtifactRecord) => Number(uri.split('/').at(-1))

/** Of the records, in their order; without what reading contents gives. */
export function openLargeCatalog() {
  const catalog = openCatalogFile(':memory:', rootUri)
  catalog.putTasks(
    Array.from({ length: tasks }, (_, task) => [
      { folder: `${task}`, specName: `${task}`, taskId: `${task}`, stamp: '1' },
      largeRecords
        .slice(task * artifactsOfTask, (task + 1) * artifactsOfTask)
        .map((record, index) => ({ record, file: `${task * artifactsOfTask + index}` })),
      [],
    ]),
  )
  return catalog
}
