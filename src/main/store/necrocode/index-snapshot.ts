// `metadata-index.json` [S1]: what the store holds, in one object that other tools read. Written now and then, never on the way of a write.
import { type StorageBackend } from '../backend.ts'
import { type LocalDatabases } from '../catalog/local-databases.ts'
import { formatIndexEntry, type Indexed, indexKey, parseIndex } from './index-file.ts'
import { formatLocalTime } from './local-time.ts'
import { type Sidecar, sidecarKey, sidecarPrefix } from './sidecar.ts'

export interface IndexSnapshot {
  /** Tells that something was written. */
  changed: () => void
  /** Writes the snapshot. */
  write: () => Promise<void>
  /** Writes it once more when something was written since, and it is worth it. */
  close: () => Promise<void>
}

export interface IndexSnapshotOptions {
  backend: StorageBackend
  databases: LocalDatabases
  newStageId: () => string
  /** The index is NecroCode's: it holds what its Python can read, and follows every change soon. */
  isMirrored: boolean
  /** The index is NecroCode's, and not ours to write. */
  isForeign: () => boolean
}

/** Above this it would take seconds, and no tool reads it any more. */
const mostArtifacts = 100_000
const pageSize = 1000
const chunkLength = 1024 * 1024
/** The share of the time that writing it may take. */
const writeShare = 1 / 20
const writeMsPerArtifact = 0.005
/** With a mirror: how soon the index follows. */
const followMs = 1000

export function openIndexSnapshot({ backend, databases, newStageId, isMirrored, isForeign }: IndexSnapshotOptions): IndexSnapshot {
  let isBehind = false
  let writing: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let pauseMs = followMs

  const write = async (): Promise<void> => {
    isBehind = false
    if (!isMirrored && (isForeign() || (await databases.usage()).count > mostArtifacts)) return
    const entries = isMirrored ? mirroredEntries(backend, databases) : listedEntries(databases)
    await writeIndex(backend, newStageId(), entries)
    if (!isMirrored) return
    const stamp = (await backend.stat(indexKey))?.stamp ?? ''
    await databases.updateSidecars([{ key: indexKey, stamp, folder: '', file: '', content: '{}' }], [], true)
  }
  const writeInTurn = (): Promise<void> => (writing = writing.catch(() => undefined).then(write))
  const follow = async () => {
    timer = undefined
    const startedAt = performance.now()
    try {
      await writeInTurn()
    } catch {
      // As on a full disk: the next change tries again.
      isBehind = true
    }
    pauseMs = Math.max(followMs, (performance.now() - startedAt) / writeShare)
  }

  /** A command that stores one artifact of many, again and again, does not write all of it every time. */
  const isDue = async (): Promise<boolean> => {
    // In a bucket it costs an upload of all of it.
    if (!isBehind || backend.capabilities.localPath === undefined) return false
    if (isMirrored) return true
    const [found, { count }] = await Promise.all([backend.stat(indexKey), databases.usage()])
    return found === undefined || Date.now() - found.modifiedAt.getTime() > (count * writeMsPerArtifact) / writeShare
  }

  return {
    changed: () => {
      isBehind = true
      if (isMirrored) timer ??= setTimeout(() => void follow(), pauseMs).unref()
    },
    write: writeInTurn,
    close: async () => {
      clearTimeout(timer)
      try {
        await ((await isDue()) ? writeInTurn() : writing)
      } catch {
        // As on a full disk. A snapshot that is old loses nothing, and closing goes on.
      }
    },
  }
}

/** Streams the object, so that memory stays flat. */
async function writeIndex(backend: StorageBackend, stageId: string, entries: AsyncIterable<string>): Promise<void> {
  const stage = await backend.stage(stageId)
  try {
    let text = '{'
    let separator = '\n'
    for await (const entry of entries) {
      text += separator + entry
      separator = ',\n'
      if (text.length < chunkLength) continue
      await stage.write(Buffer.from(text))
      text = ''
    }
    await stage.write(Buffer.from(`${text}${separator === '\n' ? '' : '\n'}}`))
    await stage.finish()
    await stage.commit(indexKey)
    await backend.flush([indexKey])
  } finally {
    await stage.discard()
  }
}

/** Everything, oldest first. */
async function* listedEntries(databases: LocalDatabases): AsyncGenerator<string> {
  let after: { createdAt: string; rowId: number } | undefined = { createdAt: '', rowId: 0 }
  while (after !== undefined) {
    const rows: { rowId: number; createdAt: string; indexed: Indexed }[] = await databases.listIndexed(after, pageSize)
    for (const { indexed } of rows) yield formatIndexEntry({ ...indexed, created_at: formatLocalTime(indexed.created_at) })
    const last = rows.at(-1)
    after = rows.length < pageSize || last === undefined ? undefined : last
  }
}

/** What NecroCode's Python would put in it: all its records of this root, and what it added since they were looked at. */
async function* mirroredEntries(backend: StorageBackend, databases: LocalDatabases): AsyncGenerator<string> {
  const written = new Set<string>()
  for (let after = 0; ;) {
    const rows = await databases.listAllSidecars(after, pageSize)
    for (const { key, content } of rows) {
      if (!key.startsWith(sidecarPrefix)) continue
      const sidecar = JSON.parse(content) as Partial<Sidecar>
      if (sidecar.uri?.startsWith(`${backend.rootUri}/`) !== true) continue
      written.add(sidecar.uri)
      yield formatIndexEntry(sidecar as Sidecar)
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < pageSize) break
    after = last.id
  }
  const found = await backend.read(indexKey)
  if (found === undefined || (await databases.findSidecar(indexKey))?.stamp === found.stamp) return
  for (const [uri, entry] of parseIndex(found.content)) {
    const key = written.has(uri) ? undefined : sidecarKey(uri)
    if (key !== undefined && (await databases.findSidecar(key)) === undefined && (await backend.exists(key)))
      yield formatIndexEntry({ uri, ...entry })
  }
}
