// Looks at a store in a bucket from outside: the objects as they lie, beside what a machine answers that comes now.
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, zstdDecompress } from 'node:zlib'
import { z } from 'zod'
import { type ArtifactStore } from '../artifact-store.ts'
import { type StorageBackend } from '../backend.ts'
import { describedTags, type FoundPlace, foundRecordSchema, type FoundStore } from './inspect-store.ts'

type FoundRecord = z.infer<typeof foundRecordSchema>
const taskSchema = z.object({ artifacts: z.array(foundRecordSchema.extend({ file: z.string() })) })
const trashSchema = z.object({ record: foundRecordSchema })

const unzip = { gzip: promisify(gunzip), zstd: promisify(zstdDecompress), identity: async (bytes: Uint8Array) => bytes }

/** Everything that a store holds. Nobody may be writing. */
export async function inspectBucket(store: ArtifactStore, backend: StorageBackend): Promise<FoundStore> {
  const found: FoundStore = { places: new Map(), problems: [] }
  const say = (problem: string) => void found.problems.push(problem)
  // Looks through all of it, and settles what it may.
  await store.info()
  const keys = new Set<string>()
  for await (const { key } of backend.list('')) keys.add(key)

  const take = async (key: string, record: FoundRecord, place: Pick<FoundPlace, 'where' | 'uri' | 'trashId'>): Promise<void> => {
    keys.delete(key)
    const object = await backend.read(key)
    if (object === undefined) return say(`[S5] a record without bytes: ${key}`)
    const checksum = createHash('sha256')
      .update(await unzip[record.encoding](object.content))
      .digest('hex')
    if (checksum !== record.checksum || object.content.length !== record.size) return say(`[S11] record and bytes disagree: ${key}`)
    const { spec_name: specName, task_id: taskId, name, version } = record
    const tags = describedTags(record, say)
    found.places.set(checksum, [...(found.places.get(checksum) ?? []), { ...place, specName, taskId, name, version, tags }])
  }
  const parse = async <T>(key: string, schema: z.ZodType<T>): Promise<T> => {
    keys.delete(key)
    return schema.parse(JSON.parse(Buffer.from((await backend.read(key))?.content ?? []).toString('utf8')))
  }

  const recorded = new Set<string>()
  for (const key of [...keys].filter((key) => /^[^/]+\/[^/]+\/metadata\.json$/.test(key))) {
    const folder = key.slice(0, key.lastIndexOf('/'))
    const versions = new Set<string>()
    for (const { file, ...record } of (await parse(key, taskSchema)).artifacts) {
      const uri = `${store.uri}/${folder}/${file}`
      recorded.add(uri)
      const version = JSON.stringify([record.name, record.version])
      if (versions.has(version)) say(`[S7] version ${version} is there twice: ${folder}`)
      versions.add(version)
      await take(`${folder}/${file}`, record, { where: 'store', uri })
    }
  }
  for (const key of [...keys].filter((key) => /^\.vitrine\/trash\/.*\/record\.json$/.test(key))) {
    const [trashId = ''] = key.split('/').slice(-2)
    await take(key.replace('record.json', 'content'), (await parse(key, trashSchema)).record, { where: 'trash', uri: '', trashId })
  }
  for (const key of keys) say(`[S5] nobody names ${key}`)
  for await (const { id } of backend.listStages()) say(`[S5] a stage is left: ${id}`)

  const listed = new Set((await store.list({ limit: 1000 })).artifacts.map(({ record }) => record.uri))
  for (const uri of recorded.difference(listed)) say(`[S12] recorded, and not listed: ${uri}`)
  for (const uri of listed.difference(recorded)) say(`[S12] listed, and not recorded: ${uri}`)
  return found
}
