// Agent files in an open store [S1]: each scope is a task of a reserved spec, each file an artifact that every save replaces. So they are
// compressed, checked, searched and counted like anything else in the store, and what is deleted waits in the trash.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type FileEntry, fileEntrySchema } from '../../../shared/agent-file.ts'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { type Json } from '../../../shared/artifact.ts'
import { VitrineError } from '../../../shared/errors.ts'
import { fileSpecName } from '../../../shared/reserved-spec.ts'
import { type ArtifactStore } from '../../store/artifact-store.ts'
import { attempt } from '../port-result.ts'
import { readNewest } from '../read-newest.ts'
import { createEntry } from './file-node.ts'
import { isBelow } from './file-path.ts'
import { type FilePersistence } from './file-persistence.ts'

const metadataSchema = z.object({
  path: fileEntrySchema.shape.path,
  entry_type: fileEntrySchema.shape.entryType,
  title: fileEntrySchema.shape.title,
  id: fileEntrySchema.shape.id,
  file_type: fileEntrySchema.shape.fileType,
  custom: fileEntrySchema.shape.custom,
  created_at: z.string(),
  mime_type: z.string(),
  encoding: fileEntrySchema.shape.encoding,
})

const pageSize = 1000

/** The files of every scope that an agent's file system keeps in this store. */
export function openStorePersistence(store: ArtifactStore): FilePersistence {
  const find = async (scopeKey: string, path: string, entryType: FileEntry['entryType']): Promise<Artifact | undefined> => {
    const { artifacts } = await store.list({ filter: { specName: fileSpecName, taskId: scopeKey, name: artifactName(path, entryType) } })
    return artifacts.find((artifact) => toEntry(artifact)?.path === path)
  }
  const get = async (scopeKey: string, { path, entryType }: FileEntry): Promise<Artifact> => {
    const found = await find(scopeKey, path, entryType)
    if (found === undefined) throw new VitrineError('file.not-found', { path })
    return found
  }
  const purge = async (uris: readonly string[]) => store.purge((await store.delete(uris)).map(({ trashId }) => trashId))

  return {
    writeToStorage: ({ content, ...entry }, { scopeKey }) =>
      attempt(`write ${entry.path}`, async () => {
        const metadata = toMetadata(entry)
        const { record, isNew } = await store.upload(content, {
          specName: fileSpecName,
          taskId: scopeKey,
          type: 'file',
          name: artifactName(entry.path, entry.entryType),
          tags: entry.tags,
          metadata,
          mimeType: entry.mimeType,
          replaces: true,
        })
        // The same content as before is no new version, but its words may be new.
        if (!isNew) await store.tag(record.uri, { set: entry.tags, metadata })
        return { ...entry, modifiedAt: record.createdAt }
      }),

    loadFromStorage: (entry, { scopeKey }) =>
      attempt(`read ${entry.path}`, async () => ({ ...entry, content: (await readNewest(store, () => get(scopeKey, entry))).content })),

    deleteFromStorage: ({ path, entryType }, { scopeKey }) =>
      attempt(`delete ${path}`, async () => {
        const found = await find(scopeKey, path, entryType)
        if (found !== undefined) await store.delete([found.record.uri])
      }),

    listPersistedEntries: (scopeKey, { baseDirectory }) =>
      attempt('list the files', async () => {
        const entries: FileEntry[] = []
        for await (const artifact of listScope(store, scopeKey)) {
          const entry = toEntry(artifact)
          if (entry !== undefined && (baseDirectory === undefined || isBelow(entry.path, `/${baseDirectory}`))) entries.push(entry)
        }
        return entries
      }),

    moveInStorage: ({ path: from }, to, { scopeKey }) =>
      attempt(`move ${from}`, async () => {
        const copies: string[] = []
        const originals: string[] = []
        try {
          for await (const artifact of listScope(store, scopeKey)) {
            const entry = toEntry(artifact)
            if (entry === undefined || (entry.path !== from && !isBelow(entry.path, from))) continue
            copies.push(await copyTo(store, artifact, { ...entry, path: to + entry.path.slice(from.length) }))
            originals.push(artifact.record.uri)
          }
        } catch (error) {
          await purge(copies)
          throw error
        }
        // All of them at once. What is in the copies needs no place in the trash.
        await purge(originals)
      }),

    updateMetadataInStorage: (entry, { scopeKey }) =>
      attempt(`change ${entry.path}`, async () => {
        const { record } = await get(scopeKey, entry)
        await store.tag(record.uri, { set: entry.tags, metadata: toMetadata(entry) })
        return { ...entry, modifiedAt: record.createdAt }
      }),
  }
}

async function* listScope(store: ArtifactStore, scopeKey: string): AsyncGenerator<Artifact> {
  let cursor: string | undefined
  do {
    const page = await store.list({ filter: { specName: fileSpecName, taskId: scopeKey }, sort: 'name', limit: pageSize, cursor })
    yield* page.artifacts
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

/** Gives the copy's URI. It is as old as the original. */
async function copyTo(store: ArtifactStore, { record }: Artifact, entry: FileEntry): Promise<string> {
  const copy = await store.upload(await store.download(record.uri), {
    specName: fileSpecName,
    taskId: record.taskId,
    type: 'file',
    name: artifactName(entry.path, entry.entryType),
    tags: record.tags,
    metadata: { ...record.metadata, ...toMetadata(entry) },
    mimeType: record.mimeType,
    createdAt: record.createdAt,
    replaces: true,
  })
  return copy.record.uri
}

/** The path without its slash, which is how it lies on a disk; names are NFC, so what is not gets a closing of its own. */
function artifactName(path: string, entryType: FileEntry['entryType']): string {
  const name = path.slice(1)
  const normalized = name.normalize('NFC')
  const own = normalized === name ? name : `${normalized}~${createHash('sha256').update(path).digest('hex').slice(0, 16)}`
  return entryType === 'directory' ? `${own}/` : own
}

function toMetadata(entry: FileEntry): Record<string, Json> {
  return {
    path: entry.path,
    entry_type: entry.entryType,
    title: entry.title,
    id: entry.id,
    file_type: entry.fileType,
    custom: entry.custom,
    created_at: entry.createdAt,
    mime_type: entry.mimeType,
    encoding: entry.encoding,
  }
}

/** Undefined for what was uploaded there by other means and is no agent's file. */
function toEntry({ record }: Artifact): FileEntry | undefined {
  const parsed = metadataSchema.safeParse(record.metadata)
  if (!parsed.success) return undefined
  const { path, entry_type, title, id, file_type, custom, created_at, mime_type, encoding } = parsed.data
  return {
    ...createEntry(path, entry_type),
    title,
    id,
    custom,
    encoding,
    fileType: file_type,
    mimeType: mime_type,
    createdAt: created_at,
    tags: record.tags,
    sizeBytes: record.originalSize,
    modifiedAt: record.createdAt,
    checksum: entry_type === 'directory' ? null : record.checksum,
  }
}
