// The longest task of the window's main thread while a report of 100,000 tests is opened and arranged, in processor time of the thread:
// npm run bench -- report-tasks [TESTS]. The app must be built.
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from '../tools/chromium.ts'
import { root } from '../tools/run-command.ts'
import { serve } from './browser/serve-built.ts'
import { markName, traced } from './browser/window-thread.ts'
import { againstLimit, type Figure, tellFigures } from './figure.ts'

const limitMs = 50
const count = Number(process.argv[2] ?? 100_000)

/** One in fifty fails, with a trace; a hundred to a suite. */
function* report(): Generator<string> {
  yield '<?xml version="1.0"?>\n<testsuites><testsuite name="all">\n'
  for (let index = 0; index < count; index++) {
    const head = `<testcase classname="app.module${Math.floor(index / 100) % 97}.Suite${Math.floor(index / 100)}" name="does thing ${index}" time="${(index % 900) / 1000}"`
    yield index % 50 === 3
      ? `${head}><failure message="expected ${index} to be ${index % 7}">Error: no\n    at step (/app/src/module.js:${index}:3)</failure></testcase>\n`
      : `${head}/>\n`
  }
  yield '</testsuite></testsuites>\n'
}

const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
const store = join(folder, 'store')
await writeFile(join(folder, 'report.xml'), report())
const put = ['put', '--spec', 'bench', '--task', 'tests', '--type', 'test', '--name', 'report.xml', join(folder, 'report.xml')]
execFileSync(process.execPath, [join(root, 'out/main/cli.js'), '--store', store, ...put], { stdio: ['ignore', 'ignore', 'inherit'] })
const server = await serve(store)
const executablePath = await findChromium()
const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath === undefined ? {} : { executablePath }) })
try {
  const session = await browser.newBrowserCDPSession()
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(3 * 60_000)
  await page.goto(server.link)
  await page.getByRole('tree').first().waitFor()
  const figures: Figure[] = []
  const measure = async (what: string, work: () => Promise<void>) => {
    const task = await traced(session, async () => {
      await work()
      await page.waitForTimeout(2500)
      await page.evaluate((name) => performance.mark(name), markName)
    })
    figures.push(againstLimit(`${count} tests: ${what}, longest task`, task.processorMs, limitMs, 'ms'))
    if (process.send === undefined && task.processorMs > limitMs) console.log(`${what}: ${task.what}`)
  }
  const address = `${new URL(server.link).origin}/task/bench/tests/1/report.xml`
  const rows = page.getByRole('tree', { name: 'Tests' }).getByRole('treeitem')
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const filter = (words: string) => page.getByRole('searchbox', { name: 'Filter tests' }).fill(words)
  await measure('opened', async () => {
    await page.goto(address)
    await rows.first().waitFor()
  })
  await measure('as a list', () => press('List'))
  await measure('by name', async () => void (await page.getByRole('combobox', { name: 'Order' }).selectOption('name')))
  await measure('by error', () => press('Same error'))
  await measure('by suite', () => press('Suites'))
  await measure('filtered', () => filter('thing 77'))
  await measure('filter taken away', () => filter(''))
  tellFigures(figures)
} finally {
  await browser.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
}
