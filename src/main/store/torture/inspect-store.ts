// Looks at a store from outside: the files as they lie, read without the store's own code, beside what an open store answers.
import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, zstdDecompress } from 'node:zlib'
import { z } from 'zod'
import { type ArtifactStore } from '../artifact-store.ts'
import { messageOf } from '../../../shared/message-of.ts'

export interface FoundPlace {
  where: 'store' | 'trash'
  uri: string
  trashId?: string
  specName: string
  taskId: string
  name: string
  version: number
  tags: string[]
}

export interface FoundStore {
  /** By the checksum of the raw bytes as they are, not as a record says. */
  places: Map<string, FoundPlace[]>
  /** Everything half-done, damaged or contradictory, one sentence each. */
  problems: string[]
}

/** What is looked at of a record as it lies. */
export const foundRecordSchema = z.object({
  spec_name: z.string(),
  task_id: z.string(),
  name: z.string(),
  version: z.number(),
  size: z.number(),
  original_size: z.number(),
  checksum: z.string(),
  encoding: z.enum(['zstd', 'gzip', 'identity']),
  tags: z.array(z.string()),
  metadata: z.object({ review: z.object({ verdict: z.string(), log: z.array(z.object({ checksum: z.string() })) }).optional() }),
})
type FoundRecord = z.infer<typeof foundRecordSchema>
const taskSchema = z.object({ artifacts: z.array(foundRecordSchema.extend({ file: z.string() })) })
const trashSchema = z.object({ record: foundRecordSchema })

/** The raw bytes of a stored file, whatever they are worth. */
export async function readRaw(path: string, encoding: FoundRecord['encoding']): Promise<Buffer> {
  return unzip[encoding](await readFile(path))
}

const unzip = { gzip: promisify(gunzip), zstd: promisify(zstdDecompress), identity: async (bytes: Buffer) => bytes }

/** The tags, and the verdict as one more. */
export function describedTags(
  { tags, checksum, metadata: { review } }: Pick<FoundRecord, 'tags' | 'checksum' | 'metadata'>,
  say: (problem: string) => void,
): string[] {
  if (review === undefined) return tags
  if (review.log.some((line) => line.checksum !== checksum)) say(`[S5] a verdict on other content: ${checksum}`)
  return [...tags, `verdict:${review.verdict}`]
}

/** Everything that a store holds. `store` must be open on `root`, by whoever may write it, and nobody else may be writing. */
export async function inspectStore(store: ArtifactStore, root: string): Promise<FoundStore> {
  const found: FoundStore = { places: new Map(), problems: [] }
  const say = (problem: string) => void found.problems.push(problem)
  const add = (checksum: string, place: FoundPlace) => found.places.set(checksum, [...(found.places.get(checksum) ?? []), place])
  const read = async (path: string, record: FoundRecord): Promise<string | undefined> => {
    try {
      const stored = await readFile(path)
      const raw = await unzip[record.encoding](stored)
      const checksum = createHash('sha256').update(raw).digest('hex')
      if (checksum === record.checksum && stored.length === record.size && raw.length === record.original_size) return checksum
      say(`[S11] record and bytes disagree: ${path}`)
    } catch (error) {
      say(`[S5] a record without bytes: ${path}: ${messageOf(error)}`)
    }
    return undefined
  }

  const onDisk = new Set<string>()
  for (const folder of await listTaskFolders(root)) {
    const files = new Set(await listFiles(join(root, folder)))
    if (files.size === 0) continue
    if (!files.delete('metadata.json')) say(`[S5] bytes without a record file: ${folder} has ${[...files].join(', ')}`)
    else {
      const versions = new Set<string>()
      for (const { file, ...record } of taskSchema.parse(JSON.parse(await readFile(join(root, folder, 'metadata.json'), 'utf8')))
        .artifacts) {
        const { spec_name: specName, task_id: taskId, name, version } = record
        const tags = describedTags(record, say)
        const uri = `${store.uri}/${folder}/${file}`
        files.delete(file)
        onDisk.add(uri)
        if (versions.has(JSON.stringify([name, version]))) say(`[S7] version ${version} of ${name} is there twice: ${folder}`)
        versions.add(JSON.stringify([name, version]))
        const checksum = await read(join(root, folder, file), record)
        if (checksum !== undefined) add(checksum, { where: 'store', uri, specName, taskId, name, version, tags })
      }
      for (const file of files) say(`[S5] bytes without a record: ${folder}/${file}`)
    }
  }

  for (const trashId of await listNames(join(root, '.vitrine/trash'))) {
    const path = join(root, '.vitrine/trash', trashId)
    const names = (await listNames(path)).toSorted().join(' ')
    if (names !== 'content record.json') {
      say(`[S8] a trash entry that is half there: ${trashId} has ${names === '' ? 'nothing' : names}`)
      continue
    }
    const { record } = trashSchema.parse(JSON.parse(await readFile(join(path, 'record.json'), 'utf8')))
    const { spec_name: specName, task_id: taskId, name, version } = record
    const tags = describedTags(record, say)
    const checksum = await read(join(path, 'content'), record)
    if (checksum !== undefined) add(checksum, { where: 'trash', uri: '', trashId, specName, taskId, name, version, tags })
  }

  for (const folder of ['tmp', 'journal'])
    for (const left of await listNames(join(root, '.vitrine', folder))) say(`[S5] left in .vitrine/${folder}: ${left}`)

  await compareAnswers(store, onDisk, say)
  return found
}

/** What the catalog answers must be what the records say, and every artifact must read. */
async function compareAnswers(store: ArtifactStore, onDisk: ReadonlySet<string>, say: (problem: string) => void): Promise<void> {
  const listed = new Set<string>()
  let cursor: string | undefined
  do {
    const page = await store.list({ limit: 1000, cursor })
    for (const { record } of page.artifacts) {
      listed.add(record.uri)
      try {
        for await (const chunk of await store.download(record.uri)) void chunk
      } catch (error) {
        say(`[S11] ${record.uri} is listed and does not read: ${messageOf(error)}`)
      }
    }
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  for (const uri of onDisk.difference(listed)) say(`[S12] recorded, and not listed: ${uri}`)
  for (const uri of listed.difference(onDisk)) say(`[S12] listed, and not recorded: ${uri}`)
  const { artifacts } = await store.info()
  if (artifacts !== listed.size) say(`[S10] usage counts ${artifacts} artifacts, ${listed.size} are listed`)
}

/** `spec/task` of every folder of a task, ours apart. */
async function listTaskFolders(root: string): Promise<string[]> {
  const folders: string[] = []
  for (const spec of await listNames(root)) {
    if (spec === '.vitrine' || !(await stat(join(root, spec))).isDirectory()) continue
    for (const task of await listNames(join(root, spec))) folders.push(`${spec}/${task}`)
  }
  return folders
}

async function listFiles(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
}

/** An absent folder is an empty one. */
async function listNames(path: string): Promise<string[]> {
  try {
    return await readdir(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
