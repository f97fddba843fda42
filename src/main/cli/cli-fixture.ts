// Runs the command line as scripts do, as a process of its own.
import { execFile } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface CliRun {
  exitCode: number
  stdout: string
  stderr: string
  /** What `--json` prints: a value a line. */
  readonly json: unknown[]
}

const root = fileURLToPath(new URL('../../..', import.meta.url))
/** What is built starts in a third of the time of its sources; it is taken while they are as they were then. */
const entry = isBuilt() ? join(root, 'out/main/cli.js') : join(root, 'src/main/cli.ts')

function isBuilt(): boolean {
  const sources = globSync('src/{main,shared}/**/*.ts', { cwd: root, exclude: ['**/*.test.ts', '**/*-fixture.ts'] })
  const changedAt = Math.max(...[...sources, 'package.json'].map((path) => statSync(join(root, path)).mtimeMs))
  return (statSync(join(root, 'out/main/cli.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0) > changedAt
}

/** Resolves with what `vitrine PARAMETERS` printed, whatever it was. Its home is the folder `home`. */
export function runVitrine(
  home: string,
  parameters: readonly string[],
  { input = '', environment = {} }: { input?: string | Uint8Array; environment?: Record<string, string> } = {},
): Promise<CliRun> {
  return new Promise((resolve) => {
    const env = { ...process.env, HOME: home, ...environment }
    const child = execFile(process.execPath, [entry, ...parameters], { env }, (error, stdout, stderr) => {
      resolve({
        exitCode: typeof error?.code === 'number' ? error.code : 0,
        stdout,
        stderr,
        get json() {
          const lines = stdout.split('\n').filter((line) => line.startsWith('{'))
          return lines.map((line) => JSON.parse(line) as unknown)
        },
      })
    })
    child.stdin?.end(input)
  })
}

/** The same on the store in the folder `store` of the home. */
export const runOnStore: typeof runVitrine = (home, parameters, options) =>
  runVitrine(home, ['--store', join(home, 'store'), ...parameters], options)
