// The built browser shell as a process of its own, on a store of its own.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { root } from '../tools/run-command.ts'

export interface Home {
  /** Stands for the user's home; everything Vitrine keeps for a user lies below it. */
  directory: string
  /** The store that is opened. */
  store: string
}

/** How a process ended: its exit code (null: by a signal), and what it wrote to stderr. */
interface Ending {
  code: number | null
  errors: string
}

export interface ServedApp {
  origin: string
  launchUrl: string
  /** Resolves when it has ended, by itself or not. */
  ended: Promise<Ending>
  /** Ends it as Ctrl-C does. */
  close(): Promise<Ending>
  /** Ends it as a power cut does. */
  kill(): Promise<void>
}

const startLimitMs = 60_000
const endLimitMs = 30_000
const program = join(root, 'out', 'main', 'serve.js')

/** Compiled code of all stories: a home of its own would have each process compile everything again. */
const compiled = join(root, 'node_modules/.cache/vitrine-stories')

export function environmentOf({ directory }: Home): NodeJS.ProcessEnv {
  const { PATH } = process.env
  const folders = { HOME: directory, USERPROFILE: directory, XDG_CACHE_HOME: join(directory, 'cache') }
  return { PATH, ...folders, NODE_COMPILE_CACHE: compiled, NO_COLOR: '1' }
}

/** Root's own rights hide what others meet; `nobody` is the user that has none. */
export type User = 'self' | 'nobody'

const nobody = { uid: 65_534, gid: 65_534 }

/** Whether the app can be run as nobody: only root can, and only from a folder that all may read. */
export function canRunAsNobody(): boolean {
  if (process.getuid?.() !== 0) return false
  return spawnSync(process.execPath, [program, '--help-is-no-option'], { ...nobody, timeout: startLimitMs }).status === 2
}

interface ServeSettings {
  words?: readonly string[]
  user?: User
}

export async function serve(home: Home, { words = [], user = 'self' }: ServeSettings = {}): Promise<ServedApp> {
  const child = spawn(process.execPath, [program, '--store', home.store, '--open', 'none', ...words], {
    cwd: home.directory,
    env: environmentOf(home),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user === 'nobody' ? nobody : {}),
  })
  const errors = text(child.stderr)
  const ended = once(child, 'exit').then(async ([code]) => ({ code: typeof code === 'number' ? code : null, errors: await errors }))
  const limit = setTimeout(() => child.kill('SIGKILL'), startLimitMs)
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const launchUrl = /http:\/\/\S+/.exec(line)?.[0]
      if (launchUrl === undefined) continue
      child.stdout.resume()
      return { origin: new URL(launchUrl).origin, launchUrl, ended, close, kill }
    }
  } finally {
    clearTimeout(limit)
  }
  throw new Error(`the app did not start: ${await errors}`)

  async function kill() {
    child.kill('SIGKILL')
    await ended
  }

  async function close() {
    child.kill('SIGINT')
    const limit = setTimeout(() => child.kill('SIGKILL'), endLimitMs)
    const ending = await ended
    clearTimeout(limit)
    return ending
  }
}

/** A start that is expected to end by itself, and the link it prints. */
export async function serveAgain(home: Home): Promise<Ending & { launchUrl: string }> {
  const child = spawn(process.execPath, [program, '--store', home.store, '--open', 'none'], {
    cwd: home.directory,
    env: environmentOf(home),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: startLimitMs,
  })
  const exited = once(child, 'exit')
  const [said, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exited])
  return { launchUrl: /http:\/\/\S+/.exec(said)?.[0] ?? '', code: typeof code === 'number' ? code : null, errors }
}
