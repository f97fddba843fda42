// Edits of agent files that could not be saved when the app ended or another store was opened. They wait with the user, and come back when
// their scope is opened again.
import { createHash } from 'node:crypto'
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type AgentFileSystem, type UnsavedFile } from '../ports/files/agent-file-system.ts'
import { userFolder } from '../user-folder.ts'
import { writeUserFile } from './user-file.ts'

const keptDirectory = () => join(userFolder(), 'unsaved')

const keptSchema = z.object({
  format: z.literal(1),
  storeUri: z.string(),
  scopeKey: z.string(),
  files: z.array(
    z.object({
      path: z.string(),
      keptAt: z.string(),
      /** Base64. */
      content: z.string(),
      title: z.string().nullable(),
      id: z.string().nullable(),
      fileType: z.string(),
      tags: z.array(z.string()),
      custom: z.record(z.string(), z.json()),
    }),
  ),
})

/** Disks keep times in steps (FAT: two seconds), so what was saved since may seem to be from before. In doubt both texts stay. */
const clockStepMs = 2000

interface ScopeName {
  storeUri: string
  scopeKey: string
}

function pathOf({ storeUri, scopeKey }: ScopeName): string {
  const name = createHash('sha256')
    .update(JSON.stringify([storeUri, scopeKey]))
    .digest('hex')
    .slice(0, 32)
  return join(keptDirectory(), `${name}.json`)
}

/** Adds to what is kept already. Durable when it resolves. Gives the path of what it wrote. */
export async function keepEdits(scope: ScopeName, files: readonly UnsavedFile[]): Promise<string> {
  const path = pathOf(scope)
  const keptAt = new Date().toISOString()
  const added = files.map(({ entry, content }) => ({
    path: entry.path,
    keptAt,
    content: Buffer.from(content).toString('base64'),
    title: entry.title,
    id: entry.id,
    fileType: entry.fileType,
    tags: entry.tags,
    custom: entry.custom,
  }))
  const before = (await readOrSetAside(path))?.files.filter((file) => added.every((other) => other.path !== file.path)) ?? []
  const kept: z.infer<typeof keptSchema> = { format: 1, ...scope, files: [...before, ...added] }
  await writeUserFile(path, kept)
  return path
}

/** Scopes of a store for which edits are kept. */
export async function listKeptScopes(storeUri: string): Promise<string[]> {
  const names = await readdir(keptDirectory()).catch(() => [])
  const scopes: string[] = []
  for (const name of names.filter((each) => each.endsWith('.json'))) {
    const kept = await readKept(join(keptDirectory(), name)).catch(() => undefined)
    if (kept?.storeUri === storeUri) scopes.push(kept.scopeKey)
  }
  return scopes
}

/**
 * Puts kept edits back as edits; what was saved by others since stays, with the kept text beside it. They are forgotten once storage has them.
 * Gives the paths that they have now.
 */
export async function bringBackEdits(scope: ScopeName, files: AgentFileSystem): Promise<string[]> {
  // What cannot be read must not keep a scope from opening.
  const kept = await readKept(pathOf(scope)).catch(() => undefined)
  if (kept === undefined) return []
  const paths: string[] = []
  for (const { path, keptAt, content, ...words } of kept.files) {
    const bytes = Buffer.from(content, 'base64')
    const found = await files.getEntry(path)
    const isNewer = found.ok && Date.parse(found.value.modifiedAt) > Date.parse(keptAt) - clockStepMs
    if (isNewer) {
      const now = await files.readBytes(path)
      if (now.ok && bytes.equals(now.value)) continue
    }
    const to = isNewer ? besides(path) : path
    const written = await files.writeFile(to, bytes, words)
    // A root that takes nothing now may do so the next time.
    if (!written.ok) return paths
    paths.push(to)
  }
  if ((await files.flushAll()).ok) await rm(pathOf(scope), { force: true })
  return paths
}

/** `/notes/plan.md` -> `/notes/plan (unsaved).md` */
function besides(path: string): string {
  const dot = path.lastIndexOf('.')
  return dot > path.lastIndexOf('/') + 1 ? `${path.slice(0, dot)} (unsaved)${path.slice(dot)}` : `${path} (unsaved)`
}

/** What is kept already and cannot be read now is nobody's to overwrite: it goes to a name of its own beside. */
async function readOrSetAside(path: string) {
  try {
    return await readKept(path)
  } catch {
    await rename(path, `${path}.${Date.now()}.unreadable`)
    return undefined
  }
}

/** Undefined for what is not there. @throws Error when it cannot be read, or is none */
async function readKept(path: string): Promise<z.infer<typeof keptSchema> | undefined> {
  try {
    return keptSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
