// Runs one command with a limit in time, and never leaves its processes behind.
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

export const root = join(import.meta.dirname, '..')

export interface CommandResult {
  /** Null when it was ended by a signal. */
  code: number | null
  timedOut: boolean
  /** What it wrote to stdout and stderr, in the order it came; only the end of a long output. */
  output: string
  durationMs: number
}

const keptOutputCharacters = 200_000
const pipesPatienceMs = 3_000

/** Runs a command line in the repository's root. A command that cannot be started has the code 127, as a shell says it. */
export async function runCommand(
  commandLine: string,
  { timeoutMs, environment = {} }: { timeoutMs: number; environment?: Record<string, string> },
): Promise<CommandResult> {
  const startedAt = performance.now()
  const path = [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter)
  const child = spawn(commandLine, {
    cwd: root,
    shell: true,
    // A group of its own, so that the limit ends its children too.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: path, ...environment },
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-keptOutputCharacters)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)

  let timedOut = false
  const end = () => endGroup(child.pid)
  const limit = setTimeout(() => {
    timedOut = true
    end()
  }, timeoutMs)
  // Before anything that clears away what it may still write.
  process.prependOnceListener('exit', end)
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(127))
    child.once('close', resolve)
    // A process that left the group may hold the pipes open for ever.
    child.once('exit', (exitCode) => setTimeout(resolve, pipesPatienceMs, exitCode).unref())
  })
  clearTimeout(limit)
  process.removeListener('exit', end)
  return { code, timedOut, output, durationMs: performance.now() - startedAt }
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // Already gone.
  }
}
