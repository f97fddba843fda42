// The built app in `out/`, made again when a source is newer.
import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type CommandResult, root, runCommand } from './run-command.ts'

const results = ['out/main/serve.js', 'out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']
// Folders too: a file that was taken away shows only there.
const sources = ['src', 'src/**', 'package.json', 'package-lock.json', 'electron.vite.config.ts']
const notBuilt = /\.test\.tsx?$/

export function isBuildStale(directory = root): boolean {
  const built = results.map((path) => join(directory, path))
  if (!built.every((path) => existsSync(path))) return true
  const builtAtMs = Math.min(...built.map((path) => statSync(path).mtimeMs))
  return globSync(sources, { cwd: directory }).some((path) => !notBuilt.test(path) && statSync(join(directory, path)).mtimeMs > builtAtMs)
}

export function build(): Promise<CommandResult> {
  return runCommand('npm run --silent build', { timeoutMs: 300_000 })
}
