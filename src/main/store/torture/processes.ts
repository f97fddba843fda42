// Starting processes of our own, reading their lines, and ending them by their id.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The program of every process here. */
const program = join(import.meta.dirname, '../../../../tools/torture-child.ts')
const patienceMs = 120_000
let cache: string | undefined
const running = new Set<StartedProcess<unknown>>()

/** Ends every process that still runs, and waits until it is gone. */
export async function endProcesses(): Promise<void> {
  for (const process of running) process.kill()
  await Promise.allSettled([...running].map(({ ended }) => ended))
}

/** Compiled sources, so that processes start in a quarter of the time. Gone with this process. */
function cacheFolder(): string {
  if (cache === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'vitrine-torture-cache-'))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    cache = folder
  }
  return cache
}

export interface StartedProcess<Line> {
  /** Resolves with the first line that fits, or undefined when the process ended without one. */
  line: (fits: (line: Line) => boolean) => Promise<Line | undefined>
  /** Ends it at once, as a power button would. */
  kill: () => void
  /** Everything it printed, once it is gone. @throws when it failed by itself or took too long */
  ended: Promise<Line[]>
}

/** Starts a child of the torture program; `plan` is its only argument. */
export function startProcess<Line>(name: string, plan: unknown, environment: Record<string, string> = {}): StartedProcess<Line> {
  const child = spawn(process.execPath, ['--no-warnings', program, name, JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: cacheFolder(), ...environment },
  })
  const lines: Line[] = []
  const waiting: { fits: (line: Line) => boolean; resolve: (line: Line | undefined) => void }[] = []
  let rest = ''
  let errors = ''
  let isKilled = false
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const line = JSON.parse(part) as Line
      lines.push(line)
      for (const wait of waiting) if (wait.fits(line)) wait.resolve(line)
    }
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk
  })
  const ended = waitFor(child).then((how) => {
    for (const { resolve } of waiting) resolve(undefined)
    if (how !== 0 && !(isKilled && how === 'SIGKILL')) throw new Error(`a ${name} ended with ${how}: ${errors}`)
    return lines
  })
  const started: StartedProcess<Line> = {
    line: (fits) => {
      const found = lines.find(fits)
      return found === undefined ? new Promise((resolve) => waiting.push({ fits, resolve })) : Promise.resolve(found)
    },
    kill: () => {
      isKilled = true
      child.kill('SIGKILL')
    },
    ended,
  }
  running.add(started)
  // Whoever waits for it hears of a failure; nobody may.
  void ended.catch(() => undefined).then(() => running.delete(started))
  return started
}

async function waitFor(child: ChildProcess): Promise<number | string> {
  const limit = new AbortController()
  const ended = new Promise<number | string>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(signal ?? code ?? -1))
  })
  const tooLong = sleep(patienceMs, undefined, { signal: limit.signal, ref: false }).then(
    () => {
      child.kill('SIGKILL')
      return 'taking too long'
    },
    () => 'in time',
  )
  try {
    return await Promise.race([ended, tooLong])
  } finally {
    limit.abort()
  }
}
