// Looking through NecroCode's records for those that changed [S13]. A store without any costs one look for their folder.
import { type StorageBackend } from '../backend.ts'
import { type LocalDatabases } from '../catalog/local-databases.ts'
import { type SidecarRow } from '../catalog/sidecar-table.ts'
import { artifactKey } from '../key.ts'
import { reasonOf } from '../parse-problem.ts'
import { indexKey, type IndexEntry, parseIndex } from './index-file.ts'
import { measure } from './measure.ts'
import { entryOfSidecar, packageFile, parseSidecar, placeOfSidecar, type Sidecar, sidecarPrefix } from './sidecar.ts'

const parallel = 16
const rowsAtOnce = 512

export interface ScanContext {
  backend: StorageBackend
  databases: LocalDatabases
}

/** Brings the catalog's copy of NecroCode's records up to date: what changed since the last scan or, with `everything`, all of it. */
export async function scanSidecars(context: ScanContext, { everything }: { everything: boolean }): Promise<void> {
  const { backend, databases } = context
  const known = new Map((await databases.listSidecarStamps()).map(({ key, stamp }) => [key, stamp]))
  const gone = new Set([...known.keys()].filter((key) => key.startsWith(sidecarPrefix)))
  const changed: string[] = []
  let count = 0
  for await (const { key, stamp } of backend.list(sidecarPrefix, { depth: 2 })) {
    if (!key.endsWith('.json')) continue
    count++
    gone.delete(key)
    if (everything || known.get(key) !== stamp) changed.push(key)
  }
  for (let start = 0; start < changed.length; start += rowsAtOnce)
    await databases.updateSidecars(await readRows(context, changed.slice(start, start + rowsAtOnce)), [])
  if (gone.size > 0) await databases.updateSidecars([], [...gone])
  const index = count === 0 ? undefined : await backend.stat(indexKey)
  if (everything || changed.length > 0 || gone.size > 0 || index?.stamp !== known.get(indexKey))
    await scanIndex(context, known, index?.stamp)
}

async function readRows(context: ScanContext, keys: readonly string[]): Promise<SidecarRow[]> {
  const rows: (SidecarRow | undefined)[] = []
  for (let start = 0; start < keys.length; start += parallel)
    rows.push(...(await Promise.all(keys.slice(start, start + parallel).map((key) => readRow(context, key)))))
  return rows.filter((row) => row !== undefined)
}

/** One of NecroCode's records as it lies now; undefined when it is gone. */
export async function readRow({ backend }: ScanContext, key: string): Promise<SidecarRow | undefined> {
  const found = await backend.read(key)
  if (found === undefined) return undefined
  const { content, stamp } = found
  try {
    const sidecar = parseSidecar(content)
    return rowOf(key, stamp, await completeSize(backend, sidecar))
  } catch (error) {
    return unreadableRow(key, stamp, reasonOf(error))
  }
}

/** @throws when Vitrine could not hold such an artifact */
function rowOf(key: string, stamp: string, sidecar: Sidecar): SidecarRow {
  const { folder, file } = placeOfSidecar(sidecar)
  entryOfSidecar({ sidecar, file }, folder, '', [])
  return { key, stamp, folder, file, content: JSON.stringify(sidecar) }
}

const unreadableRow = (key: string, stamp: string, reason: string): SidecarRow => ({
  key,
  stamp,
  folder: '',
  file: '',
  content: JSON.stringify({ reason }),
})

/** A record need not say how long the raw bytes are; then they are counted. */
async function completeSize(backend: StorageBackend, sidecar: Sidecar): Promise<Sidecar> {
  if (!sidecar.compressed || sidecar.original_size !== null) return sidecar
  const { folder, file } = placeOfSidecar(sidecar)
  const measured = await measure(backend, artifactKey(folder, file), 'gzip')
  return measured === undefined ? sidecar : { ...sidecar, original_size: measured.raw.sizeBytes }
}

/**
 * Two of NecroCode's artifacts can have one record file, which holds the later one then. The index still knows the other, and its bytes are
 * there: its record is made again from these.
 */
async function scanIndex(context: ScanContext, known: ReadonlyMap<string, string>, stamp: string | undefined): Promise<void> {
  const { backend, databases } = context
  const recorded = await databases.listSidecarStamps()
  const places = new Set(recorded.flatMap(({ key, folder, file }) => (key.startsWith(sidecarPrefix) ? [artifactKey(folder, file)] : [])))
  const gone = new Set(recorded.flatMap(({ key }) => (key.startsWith(indexKey) ? [key] : [])))
  const rows: SidecarRow[] = []
  const found = stamp === undefined ? undefined : await backend.read(indexKey)
  if (found !== undefined) {
    rows.push({ key: indexKey, stamp: found.stamp, folder: '', file: '', content: '{}' })
    for (const [uri, entry] of parseIndex(found.content)) {
      const key = `${indexKey}#${uri}`
      const row = await rowOfIndexed(context, key, { uri, entry, isKnown: (name) => places.has(name), knownStamp: known.get(key) })
      if (row === undefined) continue
      gone.delete(key)
      if (row !== 'unchanged') rows.push(row)
    }
  }
  for (const { key } of rows) gone.delete(key)
  if (rows.length > 0 || gone.size > 0) await databases.updateSidecars(rows, [...gone])
}

interface IndexedArtifact {
  uri: string
  entry: IndexEntry
  isKnown: (key: string) => boolean
  knownStamp: string | undefined
}

/** Undefined for one that has a record of its own, or no bytes. */
async function rowOfIndexed(
  { backend }: ScanContext,
  rowKey: string,
  { uri, entry, isKnown, knownStamp }: IndexedArtifact,
): Promise<SidecarRow | 'unchanged' | undefined> {
  let key: string
  try {
    const { folder, file } = placeOfSidecar({ ...entry, uri })
    key = artifactKey(folder, file)
  } catch {
    // It leads out of the store; NecroCode's index says such things only when its records do too, and those are named.
    return undefined
  }
  if (isKnown(key) || !packageFile.test(key)) return undefined
  const stat = await backend.stat(key)
  if (stat === undefined) return undefined
  const stamp = `${stat.stamp} ${JSON.stringify(entry)}`
  if (stamp === knownStamp) return 'unchanged'
  const compressed = key.endsWith('.gz')
  const measured = await measure(backend, key, compressed ? 'gzip' : 'identity')
  if (measured === undefined) return unreadableRow(rowKey, stamp, 'its record is lost and its bytes are damaged')
  try {
    return rowOf(rowKey, stamp, {
      ...entry,
      uri,
      size: measured.stored.sizeBytes,
      checksum: measured.raw.checksum,
      compressed,
      original_size: compressed ? measured.raw.sizeBytes : null,
      mime_type: entry.type === 'test' ? 'application/json' : 'text/plain',
      metadata: {},
    })
  } catch (error) {
    return unreadableRow(rowKey, stamp, reasonOf(error))
  }
}
