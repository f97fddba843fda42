// Reading artifacts' contents into the catalog: what they say of themselves, and their text for the index.
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { keep, letGo, own } from '../../let-go.ts'
import { type ReadContent } from '../catalog/read-table.ts'
import { type Place } from '../catalog/catalog.ts'
import { type LocalDatabases } from '../catalog/local-databases.ts'
import { type Downloads } from '../download.ts'
import { artifactKey } from '../key.ts'
import { type Understanding } from '../store-context.ts'
import { searchedText } from './text-pieces.ts'

/** An artifact whose content is to be read. */
export interface Unread {
  record: ArtifactRecord
  place: Place
}

export interface ContentReader {
  /** Reads one; `onFacts` is called when its facts are there, before its text is. @throws what kept it from being read */
  readOne: (unread: Unread, onFacts: () => void) => Promise<void>
  /**
   * Reads several with one change of the catalog. Gives those that were not: with what kept them from being read, or without where
   * `readOne` has to.
   */
  readTogether: (all: readonly Unread[]) => Promise<{ unread: Unread; error?: unknown }[]>
}

/** Pieces a transaction: some 512 KB, so that nobody waits for it long. */
const piecesAtOnce = 8
/** What is read together is held at once; of so many bytes each way to the disk, to the thread and to the catalog costs more than the work. */
const smallBytes = 64 * 1024
const mostTogether = { artifacts: 64, bytes: 512 * 1024 }

/** How many of the first of these are to be read together. */
export function countTogether(all: readonly Unread[]): number {
  let bytes = 0
  for (const [index, { record }] of all.slice(0, mostTogether.artifacts).entries()) {
    bytes += record.originalSize
    if (record.originalSize > smallBytes || bytes > mostTogether.bytes) return Math.max(1, index)
  }
  return Math.min(all.length, mostTogether.artifacts)
}

/** Strings that wait would be moved among what the garbage collector leaves alone for long. */
const encoder = new TextEncoder()

async function indexText(databases: LocalDatabases, { record, place }: Unread, content: AsyncIterable<Uint8Array>): Promise<void> {
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

async function* bytesOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}

/** Undefined when there are more than one: a few bytes may hold many. */
async function readOnlyPiece(record: ArtifactRecord, chunks: readonly Uint8Array[]): Promise<string[] | undefined> {
  const pieces: string[] = []
  for await (const piece of searchedText(record.type, bytesOf(chunks))) {
    if (pieces.length > 0) return undefined
    pieces.push(piece)
  }
  return pieces
}

export function openContentReader(databases: LocalDatabases, downloads: Downloads, understanding: Understanding): ContentReader {
  const download = ({ record, place }: Unread) => downloads.download(record, artifactKey(place.folder, place.file))

  return {
    readOne: async (unread, onFacts) => {
      const { record, place } = unread
      const facts = await understanding.readFacts(record, () => download(unread))
      await databases.putFacts(place, record.checksum, facts)
      onFacts()
      await indexText(databases, unread, isText(facts) ? await download(unread) : bytesOf([]))
    },

    readTogether: async (all) => {
      const left: { unread: Unread; error?: unknown }[] = []
      const readBytes = async (unread: Unread) => {
        try {
          const chunks: Uint8Array[] = []
          // Read twice: for the facts, and for the text.
          for await (const chunk of await download(unread)) chunks.push(keep(chunk))
          return [{ unread, chunks }]
        } catch (error) {
          left.push({ unread, error })
          return []
        }
      }
      const found = (await Promise.all(all.map(readBytes))).flat()
      if (found.length === 0) return left
      const facts = await understanding.readAllFacts(
        found.map(({ unread, chunks }) => ({ subject: unread.record, open: async () => bytesOf(chunks) })),
      )
      const read: ReadContent[] = []
      for (const [index, { unread, chunks }] of found.entries()) {
        const { record, place } = unread
        const ofContent = facts[index]
        const pieces = ofContent !== undefined && isText(ofContent) ? await readOnlyPiece(record, chunks) : []
        if (ofContent === undefined || pieces === undefined) left.push({ unread })
        else read.push({ place, checksum: record.checksum, facts: ofContent, pieces })
      }
      await databases.putRead(read)
      return left
    },
  }
}

const isText = (facts: ReadContent['facts']) => facts.type !== 'file' || facts.content === 'text'
