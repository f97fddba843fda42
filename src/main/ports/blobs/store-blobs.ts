// Keyed blobs in an open store [S1]: each key is a task of a reserved spec, with one artifact that every put replaces. So they are compressed,
// checked, found, counted and, when deleted, restorable like anything else in the store. The record keeps the key as it is.
import { type Artifact } from '../../../shared/artifact-list.ts'
import { VitrineError } from '../../../shared/errors.ts'
import { blobSpecName } from '../../../shared/reserved-spec.ts'
import { type ArtifactStore } from '../../store/artifact-store.ts'
import { attempt, fail, type PortResult } from '../port-result.ts'
import { readNewest } from '../read-newest.ts'
import { artifactNotFound, type ArtifactStorePort, checkKey, chunksOf } from './artifact-store-port.ts'
import { blobName } from './blob-name.ts'

export interface KeyedBlob {
  key: string
  artifact: Artifact
}

export interface KeyedBlobPage {
  blobs: KeyedBlob[]
  nextCursor: string | null
}

export interface ListBlobsOptions {
  /** Every word must begin a word of the key or the content. */
  text?: string | undefined
  limit?: number | undefined
  cursor?: string | undefined
}

export interface StoreBlobs extends ArtifactStorePort {
  /** Like `get`, as a stream: damage shows at its end. */
  read: (key: string) => Promise<PortResult<AsyncIterable<Uint8Array>>>
  find: (key: string) => Promise<PortResult<KeyedBlob | undefined>>
  /** Those that were put last come first. */
  list: (options?: ListBlobsOptions) => Promise<PortResult<KeyedBlobPage>>
}

const keyName = 'key'
const longestShownKey = 1000

export function openStoreBlobs(store: ArtifactStore): StoreBlobs {
  const findBlob = async (key: string): Promise<KeyedBlob | undefined> => {
    const { artifacts } = await store.list({ filter: { specName: blobSpecName, taskId: blobName(checkKey(key)) } })
    return artifacts.map(blobOf).find((blob) => blob.key === key)
  }
  const getBlob = async (key: string): Promise<KeyedBlob> => {
    const found = await findBlob(key)
    if (found === undefined) throw new VitrineError('artifact.not-found', { uri: key })
    return found
  }
  const named = <T>(result: PortResult<T>, key: string): PortResult<T> =>
    !result.ok && result.error.code === 'not_found' ? fail(result.error.cause, artifactNotFound(key)) : result

  return {
    put: (key, content, { session } = {}) =>
      attempt('write artifact', async () => {
        await store.upload(chunksOf(content), {
          specName: blobSpecName,
          taskId: blobName(checkKey(key)),
          name: shownName(key),
          replaces: true,
          metadata: { [keyName]: key, ...(session === undefined ? {} : { session }) },
        })
      }),
    get: async (key) =>
      named(await attempt('read artifact', async () => (await readNewest(store, async () => (await getBlob(key)).artifact)).content), key),
    read: async (key) => named(await attempt('read artifact', async () => store.download((await getBlob(key)).artifact.record.uri)), key),
    delete: (key) =>
      attempt('delete artifact', async () => {
        const found = await findBlob(key)
        if (found !== undefined) await store.delete([found.artifact.record.uri])
      }),
    find: (key) => attempt('read artifact', () => findBlob(key)),
    list: ({ text, limit, cursor } = {}) =>
      attempt('list artifacts', async () => {
        const filter = { specName: blobSpecName, ...(text === undefined ? {} : { text }) }
        const { artifacts, nextCursor } = await store.list({ filter, limit, cursor })
        return { blobs: artifacts.map(blobOf), nextCursor }
      }),
  }
}

/** Somebody may have uploaded into the reserved spec by other means; then the task is the key. */
function blobOf(artifact: Artifact): KeyedBlob {
  const { metadata, taskId } = artifact.record
  const key = metadata[keyName]
  return { key: typeof key === 'string' ? key : taskId, artifact }
}

/** The artifact's name: the key, unless it is none that people could read. */
const shownName = (key: string) => (key === '' || key.length > longestShownKey ? blobName(key) : key)
