// The same app in its Electron window. Only where Electron's binary is installed; nothing here may try to fetch it.
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test'
import { findElectron } from '../tools/electron-binary.ts'
import { root } from '../tools/run-command.ts'
import { put } from './command-line.ts'
import { test as base } from './fixtures.ts'
import { environmentOf } from './served-app.ts'

const executablePath = findElectron()
const reason = "Electron's binary is not installed (npx install-electron fetches it)"

if (executablePath === undefined) {
  if (process.env['REQUIRE_ELECTRON'] === '1') throw new Error(`REQUIRE_ELECTRON is set, but ${reason}`)
  console.warn(`\n*** The Electron window is NOT tested: ${reason}. ***\n`)
}

const test = base.extend<{ electron: ElectronApplication; electronWindow: Page }>({
  electron: async ({ home }, use) => {
    // Chromium's sandbox does not run as root.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const electron = await _electron.launch({
      executablePath: executablePath ?? '',
      args: [...asRoot, root, '--store', home.store],
      env: Object.fromEntries(Object.entries({ ...process.env, ...environmentOf(home) }).map(([name, value]) => [name, value ?? ''])),
    })
    await use(electron)
    await electron.close()
  },
  electronWindow: async ({ electron }, use) => use(await electron.firstWindow()),
})

test.skip(executablePath === undefined, reason)

test('the window opens on its own scheme and shows the store', async ({ electronWindow }) => {
  await expect(electronWindow).toHaveURL('app://bundle/')
  await expect(electronWindow.getByRole('button', { name: /sample/i })).toBeVisible()
})

test('a page has nothing of Node, and only a frozen word of its shell', async ({ electronWindow }) => {
  const seen = await electronWindow.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    shell: JSON.stringify(Reflect.get(globalThis, 'shell')),
  }))
  expect(seen).toEqual({ node: [], shell: JSON.stringify({ kind: 'electron', platform: process.platform }) })
})

test('what the command line puts appears by itself', async ({ home, electronWindow }) => {
  await expect(electronWindow).toHaveURL('app://bundle/')
  await put(home, { spec: 'from-outside', task: '1', type: 'log', name: 'log' }, 'hello\n')
  await expect(electronWindow.getByText('from-outside').first()).toBeVisible()
})

test('artifacts reach the page over its scheme, and nothing else may be posted there', async ({ home, electronWindow }) => {
  const uri = await put(home, { spec: 's', task: '1', type: 'log', name: 'log' }, 'hello\n')
  const answers = await electronWindow.evaluate(
    async (address) => {
      const content = await (await fetch(address)).text()
      const posted = await fetch('/rpc/store/info', { method: 'POST', body: '{}' })
      return [content, posted.status]
    },
    `/artifact?${new URLSearchParams({ uri })}`,
  )
  expect(answers).toEqual(['hello\n', 405])
})

test('the window is not led elsewhere', async ({ electron, electronWindow }) => {
  await expect(electronWindow).toHaveURL('app://bundle/')
  await electronWindow.evaluate(() => {
    open('https://127.0.0.1:1/')
    location.href = 'file:///etc/passwd'
  })
  await expect(electronWindow).toHaveURL('app://bundle/')
  expect(electron.windows()).toHaveLength(1)
})
