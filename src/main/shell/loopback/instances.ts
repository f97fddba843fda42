// Which `serve` runs for this user: one file each in a folder that nobody else can read.
import { randomBytes } from 'node:crypto'
import { link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { createOwner, isAlive } from '../../process-owner.ts'
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
 * Does `work`, which looks for instances and announces one, while no other start of this user does. Where no file can be kept, or another
 * start takes too long, it does not wait: two that serve the same store harm nobody.
 */
export async function startAlone<T>(work: () => Promise<T>, directory = runtimeDirectory(), patienceMs = 10_000): Promise<T> {
  const path = join(directory, '.starting')
  const owner = createOwner()
  const isHeld = await hold(path, owner, patienceMs).catch(() => false)
  try {
    return await work()
  } finally {
    if (isHeld) await rm(path, { force: true })
  }
}

const lookAgainMs = 10

/** Whether the file is ours now; not when another's was there all the time. */
async function hold(path: string, owner: string, patienceMs: number): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const own = `${path}.${owner}`
  await writeFile(own, owner, { mode: 0o600 })
  try {
    const giveUpAt = Date.now() + patienceMs
    while (Date.now() < giveUpAt) {
      // A link appears with its content in it, or not at all.
      if (await succeeds(link(own, path))) return true
      if (await isLeftBehind(path, patienceMs)) await rm(path, { force: true })
      else await setTimeout(lookAgainMs)
    }
    return false
  } finally {
    await rm(own, { force: true })
  }
}

/** By a process that died, or by one of another machine that shares the folder and has had all the time it needs. */
async function isLeftBehind(path: string, patienceMs: number): Promise<boolean> {
  try {
    const [holder, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)])
    return isAlive(holder) === false || Date.now() - mtimeMs > patienceMs
  } catch {
    // It is free again.
    return false
  }
}

const succeeds = (step: Promise<void>): Promise<boolean> =>
  step.then(
    () => true,
    () => false,
  )

/**
 * A link of the instance that shows this store; files of the dead are removed on the way.
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
