// Facts and full text follow uploads by themselves, a few at a time, and never hold them up.
import { describeError } from '../../shared/error-words.ts'
import { isVitrineError, toVitrineError, type VitrineError } from '../../shared/errors.ts'
import { type Artifact } from '../../shared/artifact-list.ts'
import { type ArtifactRecord } from '../../shared/artifact.ts'
import { type Place } from './catalog/catalog.ts'
import { type LocalDatabases } from './catalog/local-databases.ts'
import { letGo, own } from '../let-go.ts'
import { type Downloads } from './download.ts'
import { artifactKey } from './key.ts'
import { openHold } from './hold.ts'
import { searchedText } from './text-pieces.ts'
import { type Understanding } from './store-context.ts'

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

interface Queued {
  record: ArtifactRecord
  place: Place
}

const parallel = 2
const pageSize = 200

/** Pieces a transaction: some 512 KB, so that nobody waits for it long. */
const piecesAtOnce = 8
/** Strings that wait would be moved among what the garbage collector leaves alone for long. */
const encoder = new TextEncoder()

async function indexText(databases: LocalDatabases, { record, place }: Queued, content: AsyncIterable<Uint8Array>): Promise<void> {
  const batch: Uint8Array[] = []
  let isFirst = true
  const write = async (isLast: boolean) => {
    await databases.addText(place, record.checksum, batch, { isFirst, isLast })
    isFirst = false
    for (const piece of batch.splice(0)) letGo(piece)
  }
  for await (const piece of searchedText(record.type, content)) {
    batch.push(own(encoder.encode(piece)))
    if (batch.length >= piecesAtOnce) await write(false)
  }
  await write(true)
}

async function* empty(): AsyncGenerator<Uint8Array> {}

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
  const queue: Queued[] = []
  /** What is queued or under way: asking twice is asking once. */
  const wanted = new Set<string>()
  const failures = new Map<string, string>()
  const nameOf = ({ record, place }: Queued) => `${record.checksum} ${artifactKey(place.folder, place.file)}`
  let running = 0
  let isClosing = false
  const isQuiet = () => queue.length === 0 && !isClosing
  let idle = Promise.withResolvers<void>()
  idle.resolve()

  const work = async ({ record, place }: Queued) => {
    const name = nameOf({ record, place })
    try {
      const key = artifactKey(place.folder, place.file)
      const facts = await understanding.readFacts(record, () => downloads.download(record, key))
      await databases.putFacts(place, record.checksum, facts)
      failures.delete(name)
      changed()
      const isText = facts.type !== 'file' || facts.content === 'text'
      await indexText(databases, { record, place }, isText ? await downloads.download(record, key) : empty())
      // What waits to be read goes first.
      while (isQuiet() && (await databases.mergeText()));
    } catch (error) {
      // Deleted meanwhile, the service is away, or the catalog was closed: the next look or open finds what still has no facts.
      if (failures.size >= mostFailures) failures.clear()
      failures.set(name, reasonOf(toVitrineError(error)))
    }
  }
  const pump = () => {
    while (!hold.isOn() && running < parallel) {
      const next = queue.shift()
      if (next === undefined) break
      running++
      void work(next).finally(() => {
        running--
        wanted.delete(nameOf(next))
        pump()
      })
    }
    if (running === 0 && queue.length === 0) idle.resolve()
  }
  const hold = openHold(pump)
  const add = (record: ArtifactRecord, place: Place) => {
    const queued: Queued = { record, place }
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
