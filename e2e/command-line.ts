// The built command line, on the home and store of a story.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { root } from '../tools/run-command.ts'
import { environmentOf, type Home } from './served-app.ts'

const limitMs = 120_000

/** What a command wrote to stdout. @throws with its stderr when its exit code is not 0 */
export async function vitrine(home: Home, words: readonly string[], input: string | Uint8Array = ''): Promise<string> {
  const program = join(root, 'out', 'main', 'cli.js')
  const child = spawn(process.execPath, [program, '--store', home.store, ...words], {
    cwd: home.directory,
    env: environmentOf(home),
    timeout: limitMs,
  })
  child.stdin.end(input)
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  if (code !== 0) throw new Error(`vitrine ${words.join(' ')} ended with ${String(code)}: ${errors}`)
  return output
}

export interface PutTarget {
  spec: string
  task: string
  type: string
  name: string
  version?: number
  meta?: Record<string, string>
}

/** Stores one artifact. The answer is its URI. */
export async function put(home: Home, { meta = {}, ...target }: PutTarget, content: string | Uint8Array): Promise<string> {
  const options = Object.entries(target).flatMap(([name, value]) => [`--${name}`, String(value)])
  const metadata = Object.entries(meta).flatMap(([key, value]) => ['--meta', `${key}=${value}`])
  const output = await vitrine(home, ['--json', 'put', ...options, ...metadata, '-'], content)
  return z.object({ uri: z.string() }).parse(JSON.parse(output)).uri
}
