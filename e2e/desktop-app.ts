// The built desktop app as a test sees it: on Electron where its binary is installed, on the stand-in for the `electron` module everywhere.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type * as electronModule from 'electron'
import { _electron, type Browser, chromium, type Page } from '@playwright/test'
import { findChromium } from '../tools/chromium.ts'
import { root } from '../tools/run-command.ts'
import { environmentOf, type Home } from './served-app.ts'

export interface DesktopApp {
  /** Runs a function in the main process, with the `electron` module that main has. */
  evaluate<R, A>(run: (electron: typeof electronModule, argument: A) => R | Promise<R>, argument: A): Promise<Awaited<R>>
  /** The pages of its windows. */
  windows(): Page[]
  firstWindow(): Promise<Page>
  /** As a test sees `app://bundle`. */
  origin(): string
  /** Ends it as its last window does. The answer is the exit code and what it wrote to stderr. */
  close(): Promise<{ code: number | null; errors: string }>
  /** What happens when it has ended by itself. */
  ended: Promise<number | null>
}

export interface DesktopSettings {
  words?: readonly string[]
  /** Main's entry, when it is not the built one. */
  entry?: string
}

/** Temporary files are in the home, too, where a story sees what is left of them. */
const ownEnvironment = (home: Home) => ({ ...environmentOf(home), TMPDIR: home.directory })

/** What the app has made for a while and not taken away. */
export const listLeft = async ({ directory }: Home) => (await readdir(directory)).filter((name) => name.startsWith('vitrine-'))

/** Another build can be looked at instead, as the mutation script does. */
const built = process.env['DESKTOP_ENTRY'] ?? join(root, 'out', 'main', 'index.js')
const startLimitMs = 60_000

export async function openStandIn(home: Home, { words = [], entry = built }: DesktopSettings = {}): Promise<DesktopApp> {
  const runner = join(import.meta.dirname, 'stand-in', 'run-main.ts')
  const child = fork(runner, [entry, '--store', home.store, ...words], {
    cwd: home.directory,
    env: { ...ownEnvironment(home), CHROMIUM_PATH: process.env['CHROMIUM_PATH'] ?? (await findChromium()) },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
  const errors = child.stderr === null ? Promise.resolve('') : text(child.stderr)
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null))
  const asked = new Map<number, PromiseWithResolvers<unknown>>()
  const port = Promise.withResolvers<number>()
  const fail = async () => {
    const reason = new Error(`the app ended with code ${await ended}: ${await errors}`)
    port.reject(reason)
    for (const { reject } of asked.values()) reject(reason)
  }
  void fail()
  port.promise.catch(() => undefined)
  child.on('message', (message: { is: string; id: number; value?: unknown; failure?: string; port: number }) => {
    if (message.is === 'chromium') port.resolve(message.port)
    if (message.is !== 'answer') return
    const question = asked.get(message.id)
    asked.delete(message.id)
    if (message.failure === undefined) question?.resolve(message.value)
    else question?.reject(new Error(message.failure))
  })
  let lastId = 0
  let browser: Promise<Browser> | undefined
  let connected: Browser | undefined
  let shown = ''
  const pages = () => connected?.contexts().flatMap((context) => context.pages()) ?? []
  const app: DesktopApp = {
    evaluate: (run, argument) => {
      const id = ++lastId
      const question = Promise.withResolvers<unknown>()
      asked.set(id, question)
      child.send({ is: 'evaluate', id, source: String(run), argument })
      return question.promise as Promise<Awaited<ReturnType<typeof run>>>
    },
    windows: () => pages().filter((page) => page.url() !== 'about:blank'),
    async firstWindow() {
      browser ??= port.promise.then((number) => chromium.connectOverCDP(`http://127.0.0.1:${number}`))
      connected = await browser
      const isWindow = (page: Page) => /^http:\/\/[\w-]+\.localhost:/.test(page.url())
      for (const deadline = Date.now() + startLimitMs; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 50))) {
        const page = pages().find(isWindow)
        if (page === undefined) continue
        shown = new URL(page.url()).origin
        return page
      }
      throw new Error('no window was opened')
    },
    origin: () => shown,
    async close() {
      if (child.exitCode === null) await app.evaluate(({ app }) => void setTimeout(() => app.quit(), 0), undefined).catch(() => undefined)
      const limit = setTimeout(() => child.kill('SIGKILL'), startLimitMs)
      const code = await ended
      clearTimeout(limit)
      await connected?.close().catch(() => undefined)
      return { code, errors: await errors }
    },
    ended,
  }
  return app
}

/** On the real thing. */
export async function openElectron(executablePath: string, home: Home, { words = [] }: DesktopSettings = {}): Promise<DesktopApp> {
  // Chromium's sandbox does not run as root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const environment = { ...process.env, ...ownEnvironment(home) }
  const electron = await _electron.launch({
    executablePath,
    args: [...asRoot, root, '--store', home.store, ...words],
    env: Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value ?? ''])),
  })
  const child = electron.process()
  const errors: string[] = []
  child.stderr?.on('data', (chunk) => errors.push(String(chunk)))
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null))
  return {
    evaluate: (run, argument) => electron.evaluate(run as never, argument as never) as never,
    windows: () => electron.windows(),
    firstWindow: () => electron.firstWindow(),
    origin: () => 'app://bundle',
    async close() {
      await electron.close()
      return { code: await ended, errors: '' }
    },
    ended,
  }
}
