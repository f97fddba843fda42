// Electron's binary, which its npm package fetches only when asked to. Nothing here imports `electron`, which would ask.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root, runCommand } from './run-command.ts'

const patienceMs = 8_000
const retryAfterMs = 24 * 60 * 60 * 1000

/** Path of the executable, or `undefined` when it is not installed. */
export function findElectron(directory = root, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const home = join(directory, 'node_modules', 'electron')
  const pathFile = join(home, 'path.txt')
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH']
  // `path.txt` is written last, so an installation that was cut short does not count.
  if (!existsSync(pathFile) && override === undefined) return undefined
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : (executableNames[process.platform] ?? 'electron')
  const path = join(override ?? join(home, 'dist'), name)
  return existsSync(path) ? path : undefined
}

const executableNames: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}

/** Fetches the binary when that is a matter of seconds. A try that failed is not repeated for a day. */
export async function fetchElectron(
  directory = root,
  install = `"${process.execPath}" "${join(directory, 'node_modules', 'electron', 'install.js')}"`,
): Promise<'fetched' | 'failed' | 'failed before'> {
  const failure = join(directory, 'node_modules', '.cache', 'vitrine', 'electron-not-fetched')
  if (existsSync(failure) && Date.now() - statSync(failure).mtimeMs < retryAfterMs) return 'failed before'
  await runCommand(install, { timeoutMs: patienceMs })
  if (findElectron(directory) !== undefined) return 'fetched'
  mkdirSync(dirname(failure), { recursive: true })
  writeFileSync(failure, '')
  return 'failed'
}
