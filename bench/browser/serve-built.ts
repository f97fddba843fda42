// The built app, served for a benchmark.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../../tools/run-command.ts'

export async function serve(store: string): Promise<{ link: string; close: () => Promise<void> }> {
  const words = [join(root, 'out', 'main', 'serve.js'), '--store', store, '--open', 'none']
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout })) {
    const link = /http:\/\/\S+/.exec(line)?.[0]
    if (link === undefined) continue
    child.stdout.resume()
    const close = async () => {
      child.kill('SIGINT')
      await once(child, 'exit')
    }
    return { link, close }
  }
  throw new Error('the app did not start')
}
