// A catalog that does not lie beside its store, as that of a bucket, is behind whenever somebody elsewhere writes [S12]. Here it is brought up
// to what the records say, where that matters.
import { type Artifact } from '../../shared/artifact-list.ts'
import { isVitrineError, VitrineError } from '../../shared/errors.ts'
import { type Place } from './catalog/catalog.ts'
import { readNecrocode, readRecords } from './reindex.ts'
import { foundOr, type StoreContext, syncTask } from './store-context.ts'

/**
 * `first`: the whole store is looked through before it opens. `later`: whoever opens it does so, by `reindex`, when it likes. `asked`: only
 * tasks that are asked for are looked at; lists and sums are of what is known. A catalog beside its store is never behind.
 */
export type Freshness = 'first' | 'later' | 'asked'

export interface Following {
  /** What has to be read before the store opens. */
  begin: () => Promise<void>
  /** The artifact of a place; brought up to date first, where tasks are looked at when they are asked for. */
  find: (place: Place) => Promise<Artifact | undefined>
  /** A task as it is now, as far as `find` would look. */
  freshen: (folder: string) => Promise<void>
  /** Reads an artifact; what seems damaged may only be somebody else's news. @throws artifact.not-found, artifact.corrupt */
  read: <T>(artifact: Artifact, place: Place, work: (artifact: Artifact) => Promise<T>) => Promise<T>
}

/** Questions about one task that come this close together are one. */
const freshMs = 2000

export function openFollowing(context: StoreContext, freshness: Freshness): Following {
  const { backend, databases } = context
  const isBeside = backend.capabilities.localPath !== undefined
  const lookedAt = new Map<string, number>()

  const look = async (folder: string) => {
    lookedAt.set(folder, performance.now())
    await syncTask(context, folder)
  }
  const freshen = async (folder: string) => {
    if (isBeside || freshness !== 'asked') return
    if (performance.now() - (lookedAt.get(folder) ?? -Infinity) > freshMs) await look(folder)
  }

  return {
    begin: async () => {
      if (!isBeside && freshness !== 'first') return
      const isFilled = await databases.isFilled()
      const reading = isBeside && isFilled ? readNecrocode(context) : readRecords(context, { everything: !isFilled })
      for await (const progress of reading) void progress
    },
    freshen,
    find: async (place) => {
      await freshen(place.folder)
      return databases.find(place)
    },
    read: async (artifact, place, work) => {
      try {
        return await work(artifact)
      } catch (error) {
        if (!isVitrineError(error, 'artifact.corrupt')) throw error
        if (isBeside) return readSettled(context, artifact, place, work)
        await look(place.folder)
        const now = await databases.find(place)
        if (now === undefined) throw new VitrineError('artifact.not-found', { uri: artifact.record.uri }, { cause: error })
        if (now.record.checksum === artifact.record.checksum && now.record.encoding === artifact.record.encoding) throw error
        return work(now)
      }
    },
  }
}

/**
 * Between the bytes of a write and its record the two do not agree, and readers do not wait for writers. Where something seems damaged, they
 * do: under the task's lock nothing is half-done.
 */
export async function readSettled<T>(
  { databases, locks, writable }: StoreContext,
  { record }: Artifact,
  place: Place,
  work: (artifact: Artifact) => Promise<T>,
): Promise<T> {
  const read = async () => work(foundOr(await databases.find(place), record.uri))
  return writable ? locks.withLock(place.folder, read) : read()
}
