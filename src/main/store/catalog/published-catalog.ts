// A store in a bucket can hold a copy of somebody's catalog, so that a machine which sees it for the first time starts from that instead of
// from every record [S12]. Records that changed since are read as always; nothing depends on the copy being there, new or whole.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { isVitrineError } from '../../../shared/errors.ts'
import { type StorageBackend } from '../backend.ts'
import { createCompressor, decompress, transform } from '../compression.ts'
import { vitrineFolder } from '../key.ts'
import { type LocalDatabases } from './local-databases.ts'
import { catalogFormat } from './schema.ts'

const prefix = `${vitrineFolder}/catalog/`
const pointerKey = `${prefix}latest.json`
const fileExtension = '.db.zst'
/** Whoever is reading the one before must be able to come to its end. */
const kept = 2
/** Pages copied at a time, between which the thread does other work. */
const pagesAtOnce = 2000

const publishedSchema = z.object({
  format: z.number(),
  key: z.string().startsWith(prefix).endsWith(fileExtension),
  published_at: z.string(),
  artifacts: z.number().int().nonnegative(),
  /** Stored bytes of all artifacts. */
  size: z.number().nonnegative(),
  /** SHA-256 of the compressed file. */
  checksum: z.string(),
})
export type PublishedCatalog = z.infer<typeof publishedSchema>

/** The copy that is there; undefined when there is none, or none that this Vitrine understands. */
export async function findPublished(backend: Pick<StorageBackend, 'read'>): Promise<PublishedCatalog | undefined> {
  const found = await backend.read(pointerKey)
  if (found === undefined) return undefined
  try {
    const published = publishedSchema.parse(JSON.parse(Buffer.from(found.content).toString('utf8')))
    return published.format === catalogFormat ? published : undefined
  } catch {
    // Somebody else's file, or a later Vitrine's.
    return undefined
  }
}

export interface PublishOptions {
  backend: StorageBackend
  databases: Pick<LocalDatabases, 'copyTo' | 'usage'>
  stageId: string
  now: Date
}

/** Puts a copy of the catalog into the bucket; what it holds should be complete. */
export async function publishCatalog({ backend, databases, stageId, now }: PublishOptions): Promise<PublishedCatalog> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-catalog-'))
  const stage = await backend.stage(stageId)
  try {
    const path = join(folder, 'catalog.db')
    await databases.copyTo(path)
    const { count, sizeBytes } = await databases.usage()
    const hash = createHash('sha256')
    for await (const chunk of transform(createCompressor({ encoding: 'zstd', level: 3 }), createReadStream(path))) {
      hash.update(chunk)
      await stage.write(chunk)
    }
    await stage.finish()
    const id = `${now.toISOString().replace(/[-:.]/g, '')}-${crypto.randomUUID().slice(0, 8)}`
    const published: PublishedCatalog = {
      format: catalogFormat,
      key: `${prefix}${id}${fileExtension}`,
      published_at: now.toISOString(),
      artifacts: count,
      size: sizeBytes,
      checksum: hash.digest('hex'),
    }
    await stage.commit(published.key)
    await backend.upload(pointerKey, Buffer.from(`${JSON.stringify(published, undefined, 1)}\n`))
    await dropOld(backend)
    return published
  } finally {
    await stage.discard()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Their names sort by when they were made. */
async function dropOld(backend: StorageBackend): Promise<void> {
  const keys: string[] = []
  for await (const { key } of backend.list(prefix)) if (key.endsWith(fileExtension)) keys.push(key)
  for (const key of keys.toSorted().slice(0, -kept)) await backend.delete(key)
}

/**
 * Makes a copy the content of the catalog at `path`, in place of what is in it. False when the copy went away or is not what it was: then
 * the catalog is as before.
 */
export async function adoptPublished(backend: StorageBackend, published: PublishedCatalog, path: string): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-catalog-'))
  try {
    const copy = join(folder, 'catalog.db')
    const hash = createHash('sha256')
    const checked = async function* () {
      for await (const chunk of await backend.download(published.key)) {
        hash.update(chunk)
        yield chunk
      }
    }
    await pipeline(Readable.from(decompress('zstd', checked())), createWriteStream(copy))
    if (hash.digest('hex') !== published.checksum) return false
    // Whose catalog lives in a thread of its own loads it nowhere else.
    const { default: Database } = await import('better-sqlite3')
    const database = new Database(copy, { readonly: true })
    try {
      if (database.pragma('user_version', { simple: true }) !== catalogFormat) return false
      // Page by page under the catalog's own locks, so that other processes may have it open.
      await database.backup(path, { progress: () => pagesAtOnce })
    } finally {
      database.close()
    }
    return true
  } catch (error) {
    if (isVitrineError(error, 'artifact.not-found') || isDamaged(error)) return false
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const isDamaged = (error: unknown) => error instanceof Error && 'code' in error && /^(Z_|ZSTD_|ERR_ZSTD|SQLITE_)/.test(String(error.code))
