// Export [S15]: a ZIP archive that, unpacked, is itself a store: raw contents beside the record files, with a summary and checksums.
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { isVitrineError, VitrineError } from '../../../shared/errors.ts'
import { type Progress } from '../../../shared/progress.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { taskFolder } from '../key.ts'
import { formatTaskFile, taskFileKey } from '../task-file.ts'
import { type ExportFilter, filtersOf, listRecords } from './list-records.ts'
import { formatManifestLine } from './manifest.ts'
import { type Exported, plainEntry } from './plain-entry.ts'

export interface ExportSummary {
  exported: number
  /** Raw bytes. */
  sizeBytes: number
  /** Named here and in the archive's summary; their content is not in it. */
  damaged: { uri: string; reason: string }[]
}

/**
 * Writes the artifacts of a filter into an archive. `write` gets the archive's bytes as a stream and resolves when they are stored.
 * Reports artifacts checked and queued; every one is checked before it goes in.
 * @throws artifact.not-found when a filter lets nothing through
 */
export async function* exportZip(
  store: ArtifactStore,
  filter: ExportFilter,
  write: (archive: Readable) => Promise<void>,
  { signal }: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Progress, ExportSummary> {
  let count = 0
  for (const one of filtersOf(filter)) {
    const sum = await store.sum(one)
    if (sum.count === 0) throw new VitrineError('artifact.not-found', { uri: `${store.uri}/?${JSON.stringify(one)}` })
    count += sum.count
  }
  const zip = new ZipFile()
  const archive = zip.outputStream as Readable
  zip.on('error', (error: Error) => archive.destroy(error))
  const writing = write(archive)
  // The archive fails where it is awaited, below; until then nobody else must be told.
  writing.catch(() => undefined)
  try {
    const summary = yield* fillArchive(zip, store, filter, { count, signal })
    await writing
    return summary
  } catch (error) {
    archive.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  } finally {
    // Nor does it wait for the rest when nobody asks for more.
    archive.destroy()
  }
}

/** Puts in everything, and ends the archive. */
async function* fillArchive(
  zip: ZipFile,
  store: ArtifactStore,
  filter: ExportFilter,
  { count, signal }: { count: number; signal: AbortSignal | undefined },
): AsyncGenerator<Progress, ExportSummary> {
  const summary: ExportSummary = { exported: 0, sizeBytes: 0, damaged: [] }
  const exported: Exported[] = []
  let done = 0
  for await (const record of listRecords(store, filter)) {
    signal?.throwIfAborted()
    const reason = await findDamage(store, record)
    if (reason !== undefined) summary.damaged.push({ uri: record.uri, reason })
    else {
      const added = plainEntry(record)
      exported.push(added)
      summary.exported++
      summary.sizeBytes += record.originalSize
      zip.addReadStreamLazy(added.path, { mtime: new Date(record.createdAt), size: record.originalSize }, (callback) => {
        // What cannot be read after all fails the stream, and so the archive.
        callback(undefined, Readable.from(readLate(store, record.uri), { objectMode: false }))
      })
    }
    yield { done: ++done, total: count, current: record.uri }
  }
  for (const [folder, inFolder] of Map.groupBy(exported, ({ entry }) => taskFolder(entry.record.specName, entry.record.taskId))) {
    zip.addBuffer(await taskFileOf(inFolder), taskFileKey(folder))
  }
  zip.addBuffer(
    Buffer.from(exported.map(({ entry, path }) => formatManifestLine({ checksum: entry.record.checksum, path })).join('')),
    'SHA256SUMS',
  )
  zip.addBuffer(formatSummary(store, filter, summary, exported), 'export_summary.json')
  zip.end()
  return summary
}

async function* readLate(store: ArtifactStore, uri: string): AsyncGenerator<Uint8Array> {
  yield* await store.download(uri)
}

async function findDamage(store: ArtifactStore, { uri }: ArtifactRecord): Promise<string | undefined> {
  try {
    for await (const chunk of await store.download(uri, { verify: true })) void chunk
    return undefined
  } catch (error) {
    if (isVitrineError(error, 'artifact.corrupt')) return error.details.reason
    throw error
  }
}

async function taskFileOf(exported: readonly Exported[]): Promise<Buffer> {
  const [first] = exported
  const { specName = '', taskId = '' } = first?.entry.record ?? {}
  return Buffer.from(
    await formatTaskFile({
      specName,
      taskId,
      entries: exported.map(({ entry }) => entry),
      retiredVersions: new Map(),
      unreadable: [],
      stamp: null,
    }),
  )
}

/** What all filters ask for. */
function sameIn(filter: ExportFilter, key: 'specName' | 'taskId'): string | undefined {
  const values = new Set(filtersOf(filter).map((one) => one[key]))
  return values.size === 1 ? [...values][0] : undefined
}

/** The seed's summary, with what is damaged. */
function formatSummary(store: ArtifactStore, filter: ExportFilter, { damaged }: ExportSummary, exported: readonly Exported[]): Buffer {
  const value = {
    spec_name: sameIn(filter, 'specName'),
    task_id: sameIn(filter, 'taskId'),
    store: store.uri,
    exported_at: new Date().toISOString(),
    total_artifacts: exported.length,
    artifacts: exported.map(({ entry: { record }, path }) => ({
      uri: record.uri,
      spec_name: record.specName,
      task_id: record.taskId,
      type: record.type,
      size: record.originalSize,
      created_at: record.createdAt,
      version: record.version,
      path,
    })),
    damaged,
  }
  return Buffer.from(`${JSON.stringify(value, undefined, 1)}\n`)
}
