// From nothing to a list: npm run bench -- start-up [--quick] [--million DIRECTORY]. Needs a build. Cold: a process of its own each time.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium } from '@playwright/test'
import { findChromium } from '../tools/chromium.ts'
import { root } from '../tools/run-command.ts'
import { settle } from './browser/settle.ts'
import { quietest, tellFigures, timed } from './figure.ts'

const isQuick = process.argv.includes('--quick')
const millionAt = process.argv.indexOf('--million')
const given = millionAt < 0 ? undefined : process.argv[millionAt + 1]
const rounds = isQuick ? 3 : 20
const vitrine = join(root, 'out/main/cli.js')
if (!existsSync(vitrine)) {
  console.error('npm run build first')
  process.exit(2)
}

const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
const environment = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache'), VITRINE_HOME: join(folder, 'home') }

async function runNode(words: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, words, { stdio: 'ignore', env: environment })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}`)
}

/** Looks at each frame: a locator that waits looks again after half a second. Runs in the page. */
function waitForRow(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const isThere = document.querySelector('[role=row], [role=option], [role=treeitem]') !== null
      requestAnimationFrame(isThere ? () => resolve() : look)
    }
    look()
  })
}

/** From the start of the process until the browser, which is open already, shows a row of the list. */
async function serveAndShow(store: string, browser: Browser): Promise<number> {
  const page = await (await browser.newContext()).newPage()
  await settle(await browser.newBrowserCDPSession())
  const startedAt = performance.now()
  const child = spawn(process.execPath, [vitrine, '--store', store, 'serve', '--no-open'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: environment,
  })
  const ended = once(child, 'exit')
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const link = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(line)?.[0]
      if (link === undefined) continue
      await page.goto(link, { waitUntil: 'commit' })
      await page.evaluate(waitForRow)
      return performance.now() - startedAt
    }
    throw new Error('it printed no link')
  } finally {
    await page.context().close()
    child.kill()
    await ended
  }
}

try {
  const store = given === undefined ? join(folder, 'store') : resolve(given)
  if (given === undefined) execFileSync(process.execPath, [join(import.meta.dirname, 'make-large-store.ts'), store, '1000'])
  const executablePath = await findChromium()
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath === undefined ? {} : { executablePath }) })
  const taken = { node: [] as number[], ls: [] as number[], serve: [] as number[] }
  try {
    // What the first start of all keeps for those after it is not what starting costs.
    await runNode([vitrine, '--store', store, 'ls', '--limit', '20'])
    for (let round = 0; round < rounds; round++) {
      taken.node.push(await timed(() => runNode(['-e', '0'])))
      taken.ls.push(await timed(() => runNode([vitrine, '--store', store, 'ls', '--limit', '20'])))
      taken.serve.push(await serveAndShow(store, browser))
    }
  } finally {
    await browser.close()
  }
  const beside = { beside: quietest(taken.node), besideWhat: 'node -e 0', unit: 'ms' }
  tellFigures([
    { what: 'vitrine ls, cold', measured: quietest(taken.ls), ...beside, wanted: { atMost: 6 } },
    { what: 'serve to the first list on the screen', measured: quietest(taken.serve), ...beside, wanted: { atMost: 15 } },
  ])
} finally {
  await rm(folder, { recursive: true, force: true })
}
