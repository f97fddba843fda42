// The stores that were opened before, the latest first, with how they are reached: nothing secret, but nobody else's business either.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type RecentStore, recentStoreSchema } from '../../shared/store-reach.ts'
import { userFolder } from '../user-folder.ts'
import { writeUserFile } from './user-file.ts'

const kept = 12
const recentFile = () => join(userFolder(), 'recent-stores.json')
/** The first format was a list of URIs. */
const fileSchema = z.array(z.union([recentStoreSchema, z.string().transform((uri): RecentStore => ({ uri, reach: {}, openedAt: null }))]))

/** Empty when there is no list, or none that can be read. */
export async function listRecentStores(): Promise<RecentStore[]> {
  try {
    return fileSchema.parse(JSON.parse(await readFile(recentFile(), 'utf8')))
  } catch {
    return []
  }
}

export async function addRecentStore(store: RecentStore): Promise<void> {
  await write([store, ...(await listRecentStores()).filter(({ uri }) => uri !== store.uri)].slice(0, kept))
}

export async function forgetRecentStore(uri: string): Promise<void> {
  await write((await listRecentStores()).filter((store) => store.uri !== uri))
}

/** A convenience: when it cannot be written, nothing is lost and nobody is told. */
async function write(stores: readonly RecentStore[]): Promise<void> {
  try {
    await writeUserFile(recentFile(), stores)
  } catch {
    return
  }
}
