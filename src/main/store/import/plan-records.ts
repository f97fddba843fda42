// Planning by record files: a store's folder, or an export of one, says itself what everything is.
import { isVitrineError, VitrineError } from '../../../shared/errors.ts'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { decompress } from '../compression.ts'
import { artifactKey, taskFileName } from '../key.ts'
import { parseTaskFile, type TaskFile } from '../task-file.ts'
import { type Content } from '../upload/ingest.ts'
import { listTaskArtifacts } from './choose-attempts.ts'
import { type ImportSource, readDescription } from './import-source.ts'
import { type ImportItem, type ImportPlan } from './plan-import.ts'

/** Folders whose `metadata.json` is a record file of ours. */
export type RecordFolders = Map<string, TaskFile>

/** Finds them at any depth. */
export async function findRecordFolders({ files }: ImportSource): Promise<RecordFolders> {
  const folders: RecordFolders = new Map()
  for (const file of files) {
    const { segments } = file
    if (segments.length < 3 || segments.at(-1) !== taskFileName) continue
    const folder = segments.slice(0, -1).join('/')
    try {
      folders.set(folder, await parseTaskFile(await readDescription(file), folder, ''))
    } catch (error) {
      // Anybody may call a file metadata.json.
      if (!isVitrineError(error, 'record.unreadable') && !isVitrineError(error, 'path.unreadable')) throw error
    }
  }
  return folders
}

/** Records keep their version where it is free here, and join as the next one where it is not. */
export async function planRecords(
  store: ArtifactStore,
  source: ImportSource,
  folders: RecordFolders,
): Promise<Pick<ImportPlan, 'items' | 'skipped'>> {
  const files = new Map(source.files.map((file) => [file.segments.join('/'), file]))
  const items: ImportItem[] = []
  const skipped: ImportPlan['skipped'] = []
  for (const [folder, task] of folders) {
    files.delete(`${folder}/${taskFileName}`)
    const known = await listTaskArtifacts(store, task.specName, task.taskId)
    const given = new Map<string, number>()
    for (const { record, file } of task.entries.toSorted((a, b) => a.record.version - b.record.version)) {
      const found = files.get(artifactKey(folder, file))
      files.delete(artifactKey(folder, file))
      if (found === undefined) {
        skipped.push({ path: artifactKey(folder, file), reason: 'its record is there, its content is not' })
        continue
      }
      const { specName, taskId, name, type, originalSize, metadata, tags, mimeType, createdAt, checksum, encoding } = record
      const version = chooseVersion(known, record, given.get(name) ?? 0)
      given.set(name, Math.max(version, given.get(name) ?? 0))
      const open = async () => upTo(originalSize, found.path, decompress(encoding, piecesOf(await found.open())))
      items.push({
        path: found.path,
        specName,
        taskId,
        name,
        type,
        sizeBytes: originalSize,
        version,
        metadata,
        tags,
        mimeType,
        createdAt,
        checksum,
        open,
      })
    }
  }
  for (const { path, segments } of files.values()) {
    const reason = segments.at(-1) === taskFileName ? 'it is no record file that can be read' : 'no record names it'
    if (segments.length > 1) skipped.push({ path, reason })
  }
  return { items, skipped }
}

async function* piecesOf(content: Content): AsyncGenerator<Uint8Array> {
  if (content instanceof Uint8Array) yield content
  else yield* content
}

/** Content that goes on beyond its record is a bomb, or somebody else's: nothing of it is kept. */
async function* upTo(sizeBytes: number, path: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const chunk of content) {
    read += chunk.length
    if (read > sizeBytes)
      throw new VitrineError('path.unreadable', { path, reason: `it is longer than the ${sizeBytes} bytes of its record` })
    yield chunk
  }
}

function chooseVersion(known: readonly Artifact[], record: Artifact['record'], highestGiven: number): number {
  const versions = known.filter((artifact) => artifact.record.name === record.name)
  const same = versions.find((artifact) => artifact.record.checksum === record.checksum && artifact.record.version === record.version)
  if (same !== undefined) return record.version
  const isTaken = versions.some((artifact) => artifact.record.version === record.version) || highestGiven >= record.version
  // A version that moved aside in an earlier import is found by its content.
  const moved = versions.find((artifact) => artifact.record.checksum === record.checksum)
  if (isTaken && moved !== undefined) return moved.record.version
  return isTaken ? Math.max(highestGiven, ...versions.map((artifact) => artifact.record.version)) + 1 : record.version
}
