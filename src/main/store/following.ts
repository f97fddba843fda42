// A catalog that does not lie beside its store, as that of a bucket, is behind whenever somebody elsewhere writes [S12]. Here it is brought up
// to what the records say, where that matters.
import { type Artifact, type ArtifactFilter } from '../../shared/artifact-list.ts'
import { isVitrineError } from '../../shared/errors.ts'
import { type Place } from './catalog/catalog.ts'
import { taskFolder } from './key.ts'
import { recover } from './recovery.ts'
import { readNecrocode, readRecords } from './reindex.ts'
import { foundOr, type StoreContext, syncTask } from './store-context.ts'

/**
 * `asked`: whoever asks for a task or a list waits until that is as it is now; what nobody asks for is not looked at. `later`: nobody waits,
 * and whoever opened the store calls `reindex`. A catalog beside its store is never behind.
 */
export type Freshness = 'asked' | 'later'

export interface Following {
  /** What has to be done before the store opens. */
  begin: () => Promise<void>
  /** Makes sure of one task. */
  freshenTask: (folder: string) => Promise<void>
  /** Makes sure of everything that a filter may let through. */
  freshen: (filter?: ArtifactFilter) => Promise<void>
  /** Reads an artifact; what seems damaged may only be somebody else's news. @throws artifact.not-found, artifact.corrupt */
  read: <T>(artifact: Artifact, place: Place, work: (artifact: Artifact) => Promise<T>) => Promise<T>
}

export interface FollowingOptions {
  freshness: Freshness
  /** While somebody watches, all is looked through again and again anyway. */
  isWatched: () => boolean
}

/** Questions that come this close together are one. */
const freshMs = 2000

export function openFollowing(context: StoreContext, { freshness, isWatched }: FollowingOptions): Following {
  const { backend, databases, writable } = context
  const isBeside = backend.capabilities.localPath !== undefined
  const lookedAt = new Map<string, number>()
  const isFresh = (what: string) => performance.now() - (lookedAt.get(what) ?? -Infinity) < freshMs
  const everything = ''
  const isNobodyWaiting = () => isBeside || freshness === 'later' || isWatched() || isFresh(everything)

  const lookingAt = new Map<string, Promise<void>>()
  const lookAtTask = async (folder: string) => {
    const startedAt = performance.now()
    await syncTask(context, folder)
    lookedAt.set(folder, startedAt)
  }
  const freshenTask = async (folder: string) => {
    if (isNobodyWaiting() || isFresh(folder)) return
    const looking = lookingAt.get(folder) ?? lookAtTask(folder).finally(() => lookingAt.delete(folder))
    lookingAt.set(folder, looking)
    await looking
  }
  let looking: Promise<void> | undefined
  const lookAtAll = async () => {
    if (writable && !lookedAt.has(everything)) await recover(context)
    for await (const progress of readRecords(context, { everything: false })) void progress
    lookedAt.set(everything, performance.now())
  }

  return {
    begin: async () => {
      if (writable && (isBeside || freshness === 'later')) await recover(context)
      if (!isBeside) return
      const reading = (await databases.isFilled()) ? readNecrocode(context) : readRecords(context, { everything: true })
      for await (const progress of reading) void progress
    },
    freshenTask,
    freshen: async ({ specName, taskId } = {}) => {
      if (isNobodyWaiting()) return
      if (specName !== undefined && taskId !== undefined) return freshenTask(taskFolder(specName.normalize('NFC'), taskId.normalize('NFC')))
      looking ??= lookAtAll().finally(() => {
        looking = undefined
      })
      await looking
    },
    read: async (artifact, place, work) => {
      try {
        return await work(artifact)
      } catch (error) {
        if (!isVitrineError(error, 'artifact.corrupt')) throw error
        return readSettled(context, artifact, place, work)
      }
    },
  }
}

/**
 * Between the bytes of a write and its record the two do not agree, and readers do not wait for writers. Where something seems damaged, they
 * do: under the task's lock nothing is half-done. Elsewhere the record may be an older one than the bytes.
 */
export async function readSettled<T>(
  context: StoreContext,
  { record }: Artifact,
  place: Place,
  work: (artifact: Artifact) => Promise<T>,
): Promise<T> {
  const { backend, databases, locks, writable } = context
  const read = async () => work(foundOr(await databases.find(place), record.uri))
  if (backend.capabilities.localPath !== undefined) return writable ? locks.withLock(place.folder, read) : read()
  await syncTask(context, place.folder)
  return read()
}
