// Single requests of Google's storage.
import { type Bucket as CloudBucket, type FileMetadata } from '@google-cloud/storage'
import { VitrineError } from '../../../shared/errors.ts'
import { readWhole } from '../../read-whole.ts'
import { type Bucket } from '../bucket/bucket.ts'
import { gcsError, statusOf } from './gcs-error.ts'
import { openMedia } from './gcs-media.ts'
import { openResumableUpload } from './gcs-upload.ts'

export interface GcsPlace {
  /** Its client tries nothing again. */
  bucket: CloudBucket
  rootUri: string
}

const markName = 'vitrine-mark'
const customOf = (mark: string | undefined) => (mark === undefined ? {} : { metadata: { [markName]: mark } })

/** No generation is this one, and 0 means that there is no object. */
const impossibleGeneration = 1
const generationOf = (stamp: string | null) => (stamp === null ? 0 : /^\d+$/.test(stamp) ? stamp : impossibleGeneration)

export function openGcsBucket(place: GcsPlace): Bucket {
  const { bucket: cloud, rootUri } = place
  const asked = async <T>(operation: 'read' | 'write' | 'list', work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw gcsError(error, { rootUri, operation })
    }
  }
  const unless = async <T>(statuses: readonly number[], work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work()
    } catch (error) {
      if (statuses.includes(statusOf(error) ?? 0)) return undefined
      throw error
    }
  }
  const toObject = (metadata: FileMetadata) => {
    const mark = metadata.metadata?.[markName]
    return {
      name: metadata.name ?? '',
      sizeBytes: Number(metadata.size ?? 0),
      modifiedAt: new Date(metadata.updated ?? 0),
      stamp: String(metadata.generation ?? ''),
      mark: typeof mark === 'string' ? mark : undefined,
    }
  }

  return {
    put: (name, content, { ifMatch, mark }) =>
      asked('write', () =>
        unless([412], async () => {
          const file = cloud.file(name)
          await file.save(Buffer.from(content.buffer, content.byteOffset, content.length), {
            resumable: false,
            // SHA-256 is in the record, and the service checks what it was sent against this.
            validation: 'md5',
            metadata: { contentType: 'application/octet-stream', ...customOf(mark) },
            ...(ifMatch === undefined ? {} : { preconditionOpts: { ifGenerationMatch: generationOf(ifMatch) } }),
          })
          return String(file.metadata.generation ?? '')
        }),
      ),

    read: (name) =>
      asked('read', async () => {
        const opened = await unless([404], () => openMedia(place, name, { start: 0, end: undefined }))
        if (opened === undefined) return undefined
        const content = await readWhole(opened.content)
        if (content.length !== opened.sizeBytes) throw new Error('ECONNRESET: the answer ended early')
        return { content, stamp: opened.stamp }
      }),

    open: (name, { ifMatch, ...range }) =>
      asked('read', () =>
        unless([404, 412], () => openMedia(place, name, { ...range, ...(ifMatch === undefined ? {} : { generation: ifMatch }) })),
      ),

    head: (name) =>
      asked('read', () =>
        unless([404], async () => {
          const [metadata] = await cloud.file(name).getMetadata()
          return toObject(metadata)
        }),
      ),

    delete: (name) => asked('write', async () => void (await unless([404], () => cloud.file(name).delete()))),

    copy: (from, to, { mark }) =>
      asked('write', async () => {
        try {
          await cloud
            .file(from)
            .copy(cloud.file(to), mark === undefined ? {} : { ...customOf(mark), contentType: 'application/octet-stream' })
        } catch (error) {
          if (statusOf(error) === 404) throw new VitrineError('artifact.not-found', { uri: `gs://${cloud.name}/${from}` })
          throw error
        }
      }),

    list: ({ prefix, delimiter, startAfter, token }) =>
      asked('list', async () => {
        const [files, , answer] = await cloud.getFiles({
          prefix,
          autoPaginate: false,
          ...(delimiter === undefined ? {} : { delimiter }),
          // Google's offset is the first name wanted; no name lies between a name and itself with the lowest character behind it.
          ...(startAfter === undefined ? {} : { startOffset: `${startAfter}\u0001` }),
          ...(token === undefined ? {} : { pageToken: token }),
        })
        const { prefixes = [], nextPageToken } = (answer ?? {}) as { prefixes?: string[]; nextPageToken?: string }
        return { objects: files.map(({ metadata }) => toObject(metadata)), prefixes, token: nextPageToken }
      }),

    openUpload: (name, mark) => asked('write', () => openResumableUpload(place, name, customOf(mark))),
    // What was not completed is no object, cannot be listed, and is dropped by Google after a week.
    listUploads: async () => [],
    close: async () => undefined,
  }
}
