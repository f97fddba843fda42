// `npm start`: builds when needed, chooses the shell, and stays until it ends.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build, isBuildStale } from './build.ts'
import { onParentGone } from './parent-watch.ts'
import { root } from './run-command.ts'
import { chooseShell, readSurroundings } from './shell-choice.ts'

/** An Electron that ends so early, and badly, could not open its window. */
const earlyEndMs = 5_000

const words = process.argv.slice(2)
if (await buildWhenStale()) process.exitCode = await start()

async function buildWhenStale(): Promise<boolean> {
  if (!isBuildStale()) return true
  console.log('Building Vitrine …')
  const { code, output } = await build()
  if (code !== 0) console.error(`${output}\nVitrine could not be built.`)
  process.exitCode = code === 0 ? 0 : 1
  return code === 0
}

async function start(): Promise<number> {
  const { electron, why } = await chooseShell(readSurroundings(words))
  if (electron === undefined) return openBrowserShell(why)
  console.log(`Vitrine opens in Electron: ${why}.`)
  const startedAt = performance.now()
  const code = await run(electron, [root, ...words])
  if (code === 0 || performance.now() - startedAt > earlyEndMs) return code
  return openBrowserShell(`Electron ended at once with code ${code}`)
}

function openBrowserShell(why: string): Promise<number> {
  console.log(`Vitrine is served to the browser: ${why}.`)
  return run(process.execPath, [join(root, 'out', 'main', 'serve.js'), ...words])
}

/** The exit code. Ctrl-C reaches the shell by itself; this process only waits for it to close. */
function run(command: string, commandWords: string[]): Promise<number> {
  // Relative paths mean the folder where npm was called.
  const child = spawn(command, commandWords, { stdio: 'inherit', cwd: process.env['INIT_CWD'] ?? process.cwd() })
  const pass = (signal: NodeJS.Signals) => child.kill(signal)
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', pass)
  process.on('SIGHUP', pass)
  onParentGone(() => pass('SIGTERM'))
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${command} cannot be started: ${error.message}`)
      resolve(1)
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
