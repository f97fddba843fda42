// Facts and full text follow uploads by themselves, a few at a time, and never hold them up.
import { describeError } from '../../../shared/error-words.ts'
import { isVitrineError, toVitrineError, type VitrineError } from '../../../shared/errors.ts'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type Place } from '../catalog/catalog.ts'
import { type LocalDatabases } from '../catalog/local-databases.ts'
import { countTogether, openContentReader, type Unread } from './content-reader.ts'
import { type Downloads } from '../download.ts'
import { artifactKey } from '../key.ts'
import { openHold } from '../hold.ts'
import { type Understanding } from '../store-context.ts'

export interface FactsQueue {
  add: (record: ArtifactRecord, place: Place) => void
  /** Why the last try to read it failed; undefined while none did. */
  failureOf: (record: ArtifactRecord, place: Place) => string | undefined
  hasFailures: () => boolean
  /** Queues everything in the catalog whose facts or full text are missing, or those of an older Vitrine. */
  addMissing: () => Promise<void>
  /** Resolves when nothing is queued or under way. */
  settled: () => Promise<void>
  /** Drops what is queued and waits for what is under way. */
  close: () => Promise<void>
}

/** Why some were not read: more than are looked at together are not kept. */
const mostFailures = 10_000

const parallel = 2
const pageSize = 200

/** The artifact need not be named: this stands beside its name. */
function reasonOf(error: VitrineError): string {
  return isVitrineError(error, 'artifact.corrupt') ? error.details.reason : describeError(error).what
}

export function openFactsQueue(
  databases: LocalDatabases,
  downloads: Downloads,
  understanding: Understanding,
  placeOf: (uri: string) => Promise<Place | undefined>,
  changed: () => void,
): FactsQueue {
  const queue: Unread[] = []
  const reader = openContentReader(databases, downloads, understanding)
  /** What is queued or under way: asking twice is asking once. */
  const wanted = new Set<string>()
  const failures = new Map<string, string>()
  const nameOf = ({ record, place }: Unread) => `${record.checksum} ${artifactKey(place.folder, place.file)}`
  let running = 0
  let isClosing = false
  const isQuiet = () => queue.length === 0 && !isClosing
  let idle = Promise.withResolvers<void>()
  idle.resolve()

  /** Deleted meanwhile, the service is away, or the catalog was closed: the next look or open finds what still has no facts. */
  const fail = (unread: Unread, error: unknown) => {
    if (failures.size >= mostFailures) failures.clear()
    failures.set(nameOf(unread), reasonOf(toVitrineError(error)))
  }
  const readOne = async (unread: Unread) => {
    try {
      await reader.readOne(unread, changed)
      failures.delete(nameOf(unread))
    } catch (error) {
      fail(unread, error)
    }
  }
  const readTogether = async (all: readonly Unread[]) => {
    try {
      const left = await reader.readTogether(all)
      changed()
      for (const unread of all) failures.delete(nameOf(unread))
      for (const { unread, error } of left) {
        if (error === undefined) await readOne(unread)
        else fail(unread, error)
      }
    } catch (error) {
      for (const unread of all) {
        if (isClosing) fail(unread, error)
        else await readOne(unread)
      }
    }
  }
  const work = async (all: readonly Unread[]) => {
    const [first] = all
    if (all.length === 1 && first !== undefined) await readOne(first)
    else await readTogether(all)
    try {
      // What waits to be read goes first.
      while (isQuiet() && (await databases.mergeText()));
    } catch {
      // The next look merges.
    }
  }
  const pump = () => {
    while (!hold.isOn() && running < parallel && queue.length > 0) {
      const next = queue.splice(0, countTogether(queue))
      running++
      void work(next).finally(() => {
        running--
        for (const unread of next) wanted.delete(nameOf(unread))
        pump()
      })
    }
    if (running === 0 && queue.length === 0) idle.resolve()
  }
  const hold = openHold(pump)
  const add = (record: ArtifactRecord, place: Place) => {
    const queued: Unread = { record, place }
    if (wanted.has(nameOf(queued))) return
    wanted.add(nameOf(queued))
    if (running === 0 && queue.length === 0) idle = Promise.withResolvers<void>()
    queue.push(queued)
    hold.extend()
  }

  return {
    add,
    hasFailures: () => failures.size > 0,
    failureOf: (record, place) => failures.get(nameOf({ record, place })),
    addMissing: async () => {
      let last = 0
      for (;;) {
        const page: { rowId: number; artifact: Artifact }[] = await databases.listBehind(last, pageSize)
        for (const { artifact } of page) {
          const place = await placeOf(artifact.record.uri)
          if (place !== undefined) add(artifact.record, place)
        }
        if (page.length < pageSize) return
        last = page.at(-1)?.rowId ?? last
        await idle.promise
      }
    },
    settled: () => {
      hold.end()
      return idle.promise
    },
    close: () => {
      isClosing = true
      queue.length = 0
      wanted.clear()
      hold.end()
      return idle.promise
    },
  }
}

/** Artifacts as somebody looks at them: facts that are missing are computed, and what could not be read says why and is tried again. */
export function openLook(
  facts: Pick<FactsQueue, 'add' | 'failureOf' | 'hasFailures'>,
  placeOf: (uri: string) => Promise<Place | undefined>,
  isComputed: () => boolean,
): (artifacts: Artifact[]) => Promise<Artifact[]> {
  return async (artifacts) => {
    const isAsked = isComputed()
    if (!isAsked && !facts.hasFailures()) return artifacts
    const look = async (artifact: Artifact): Promise<Artifact> => {
      const place = artifact.facts === null ? await placeOf(artifact.record.uri) : undefined
      if (place === undefined) return artifact
      const unread = facts.failureOf(artifact.record, place)
      if (isAsked || unread !== undefined) facts.add(artifact.record, place)
      return unread === undefined ? artifact : { ...artifact, unread }
    }
    return Promise.all(artifacts.map(look))
  }
}
