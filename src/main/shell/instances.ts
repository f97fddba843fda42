// Which `serve` runs for this user: one file each in a folder that nobody else can read.
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { createOwner, isAlive } from '../process-owner.ts'
import { askForLink } from './instance-call.ts'

const instanceSchema = z.object({
  /** As process-owner.ts writes it: a later process with the same number is another. */
  owner: z.string(),
  origin: z.string().regex(/^http:\/\/127\.0\.0\.1:\d+$/),
  key: z.string().min(20),
})
type Instance = z.infer<typeof instanceSchema>

/** The user's folder for what lives as long as a process. */
export function runtimeDirectory(environment: NodeJS.ProcessEnv = process.env, home = homedir()): string {
  const { XDG_RUNTIME_DIR: xdg = '', VITRINE_HOME: own = '' } = environment
  if (own !== '') return join(own, 'run')
  return xdg === '' ? join(home, '.vitrine', 'run') : join(xdg, 'vitrine')
}

export function createInstanceKey(): string {
  return randomBytes(24).toString('base64url')
}

/** Lets later starts find this process, until the function it gives is called. The file appears whole or not at all. */
export async function announceInstance(origin: string, key: string, directory = runtimeDirectory()): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const owner = createOwner()
  const name = `${owner}.json`
  const unfinished = join(directory, `.${name}`)
  await writeFile(unfinished, JSON.stringify({ owner, origin, key } satisfies Instance), { mode: 0o600, flag: 'wx' })
  await rename(unfinished, join(directory, name))
  return () => rm(join(directory, name), { force: true })
}

/**
 * A link of the instance that shows this store; files of the dead are removed on the way. Two that start in the same instant do not find each
 * other, and both serve: a store is used by many.
 */
export async function findInstance(storeUri: string, directory = runtimeDirectory()): Promise<string | undefined> {
  for (const name of await listNames(directory)) {
    const path = join(directory, name)
    const instance = await readInstance(path)
    if (instance === undefined) continue
    if (isAlive(instance.owner) === false) {
      await rm(path, { force: true })
      continue
    }
    const launchUrl = await askForLink(instance.origin, instance.key, storeUri)
    if (launchUrl !== undefined) return launchUrl
  }
  return undefined
}

async function listNames(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).filter((name) => name.endsWith('.json') && !name.startsWith('.')).toSorted()
  } catch {
    // Nothing ever ran here.
    return []
  }
}

/** What a file says; nothing when it is not ours alone, or is none of these. */
async function readInstance(path: string): Promise<Instance | undefined> {
  try {
    const { uid, mode } = await stat(path)
    const isOursAlone = process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0)
    return isOursAlone ? instanceSchema.parse(JSON.parse(await readFile(path, 'utf8'))) : undefined
  } catch {
    return undefined
  }
}
