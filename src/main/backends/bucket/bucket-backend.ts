// A store in a bucket of any cloud: keys under a prefix, requests that are tried again, large content in parts, listings side by side.
import { isVitrineError, VitrineError } from '../../../shared/errors.ts'
import { type ListOptions, type ObjectStat, type StorageBackend, UnclearWrite } from '../../store/backend.ts'
import { type Bucket, type BucketObject } from './bucket.ts'
import { type BucketAddress } from './bucket-address.ts'
import { downloadObject } from './bucket-download.ts'
import { listBucket } from './bucket-listing.ts'
import { createBucketStage } from './bucket-stage.ts'
import { patient, retrying, TransientFault } from './retry.ts'

const stageFolder = '.vitrine/tmp/'

export interface BucketBackendParts {
  scheme: 's3' | 'gs'
  address: BucketAddress
  bucket: Bucket
  conditionalWrites: boolean
  writable: boolean
}

export function createBucketBackend({ scheme, address, bucket, conditionalWrites, writable }: BucketBackendParts): StorageBackend {
  const { rootUri, nameOf, prefixOf, keyOf } = address
  const notFound = (key: string) => new VitrineError('artifact.not-found', { uri: `${rootUri}/${key}` })
  const tryAgain = <T>(work: () => Promise<T>) => retrying(work, patient)
  const toStat = ({ name, ...stat }: BucketObject): ObjectStat => ({ ...stat, key: keyOf(name) })
  const refuseConditions = () => {
    if (!conditionalWrites) throw new VitrineError('backend.cannot', { scheme, operation: 'write on a condition' })
  }

  /**
   * Puts an object. A try whose answer was lost may have succeeded, and then the next one finds its own object in the way: `isOurs` tells
   * whether it is, by giving the object's stamp.
   */
  const put = async (
    key: string,
    content: Uint8Array,
    options: { ifMatch?: string | null | undefined; mark?: string | undefined },
    isOurs: () => Promise<string | undefined>,
  ): Promise<string | undefined> => {
    if (options.ifMatch !== undefined) refuseConditions()
    let isUnclear = false
    return tryAgain(async () => {
      try {
        const stamp = await bucket.put(nameOf(key), content, options)
        return stamp === undefined && isUnclear ? await isOurs() : stamp
      } catch (error) {
        isUnclear ||= error instanceof TransientFault
        throw error
      }
    })
  }
  const putMarked = async (key: string, content: Uint8Array, mark: string): Promise<boolean> => {
    const isOurs = async () => {
      const found = await bucket.head(nameOf(key))
      return found?.mark === mark ? found.stamp : undefined
    }
    return (await put(key, content, { ifMatch: null, mark }, isOurs)) !== undefined
  }
  /** Its empty object under the name keeps others off it; the copy then takes that object's place, which nobody else touches. */
  const copyWhereNothingIs = async (from: string, to: string, mark: string): Promise<boolean> => {
    refuseConditions()
    if (!(await putMarked(to, new Uint8Array(), mark))) return false
    try {
      await tryAgain(() => bucket.copy(nameOf(from), nameOf(to), { mark }))
      return true
    } catch (error) {
      await tryAgain(() => bucket.delete(nameOf(to)))
      throw error
    }
  }
  const copyOver = async (from: string, to: string): Promise<boolean> => {
    await tryAgain(() => bucket.copy(nameOf(from), nameOf(to), {}))
    return true
  }

  const backend: StorageBackend = {
    scheme,
    rootUri,
    capabilities: { conditionalWrites, serverCopy: true, localPath: undefined },

    stage: (id) => {
      const stagedKey = stageFolder + id
      return Promise.resolve(
        createBucketStage({
          bucket,
          id,
          stagedName: nameOf(stagedKey),
          put: async (key, content, ifAbsent) => {
            if (ifAbsent) return putMarked(key, content, id)
            await tryAgain(() => bucket.put(nameOf(key), content, {}))
            return true
          },
          copy: (key, ifAbsent) => (ifAbsent ? copyWhereNothingIs(stagedKey, key, id) : copyOver(stagedKey, key)),
        }),
      )
    },

    listStages: async function* () {
      for await (const { name, modifiedAt } of listBucket(bucket, prefixOf(stageFolder)))
        yield { id: keyOf(name).slice(stageFolder.length), modifiedAt }
      for (const { name, modifiedAt } of await tryAgain(() => bucket.listUploads(prefixOf(stageFolder))))
        yield { id: keyOf(name).slice(stageFolder.length), modifiedAt }
    },

    dropStage: async (id) => {
      const name = nameOf(stageFolder + id)
      for (const upload of await tryAgain(() => bucket.listUploads(name))) if (upload.name === name) await tryAgain(() => upload.abort())
      await tryAgain(() => bucket.delete(name))
    },

    upload: (key, content, { ifMatch } = {}) =>
      put(key, content, { ifMatch }, async () => {
        const there = await bucket.read(nameOf(key))
        if (there !== undefined && Buffer.compare(there.content, content) === 0) return there.stamp
        // Ours may have been there, and somebody may have written after it.
        throw new UnclearWrite(`${rootUri}/${key}`)
      }),

    read: (key) => tryAgain(() => bucket.read(nameOf(key))),

    download: (key, options = {}) => {
      const unreachable = (reason: string) => new VitrineError('store.unreachable', { uri: `${rootUri}/${key}`, reason })
      return downloadObject({ bucket, name: nameOf(key), notFound: () => notFound(key), unreachable }, options)
    },

    delete: (key) => tryAgain(() => bucket.delete(nameOf(key))),
    exists: async (key) => (await backend.stat(key)) !== undefined,
    getSize: async (key) => {
      const found = await backend.stat(key)
      if (found === undefined) throw notFound(key)
      return found.sizeBytes
    },
    stat: async (key) => {
      const found = await tryAgain(() => bucket.head(nameOf(key)))
      return found && toStat(found)
    },

    list: async function* (prefix, options = {}) {
      for await (const object of listBucket(bucket, prefixOf(prefix))) {
        const stat = toStat(object)
        if (isWanted(stat.key, options)) yield stat
      }
    },

    copy: async (from, to, options) => {
      if ((await backend.stat(from)) === undefined) throw notFound(from)
      return options === undefined ? copyOver(from, to) : copyWhereNothingIs(from, to, options.ifAbsent)
    },
    move: async (from, to) => {
      try {
        await copyOver(from, to)
      } catch (error) {
        throw isVitrineError(error, 'artifact.not-found') ? notFound(from) : error
      }
      await backend.delete(from)
    },

    // Whatever was answered is safe already.
    flush: () => Promise.resolve(),
    isWritable: () => Promise.resolve(writable),
    close: () => bucket.close(),
  }
  return backend
}

/** An empty name, as some consoles make for folders, is no object. */
function isWanted(key: string, { name, depth }: ListOptions): boolean {
  if (key === '' || key.endsWith('/')) return false
  const segments = key.split('/')
  return (name ?? segments.at(-1)) === segments.at(-1) && (depth ?? segments.length) === segments.length
}
