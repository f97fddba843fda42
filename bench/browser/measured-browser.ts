// A page in a browser of its own, whose renderer's memory can be asked for: nothing is warm, and no other page is in it.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { findChromium } from '../../tools/chromium.ts'
import { compileHint } from '../../tools/compile-hint.ts'
import { root } from '../../tools/run-command.ts'
import { settle } from './settle.ts'

// Only such a page may ask what it holds of memory.
const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

export interface RendererMemory {
  peakMb: number
  restMb: number
}

export interface MeasuredBrowser {
  /** Opens the page in a process of its own of a browser that is settled: for what has to be new is the page alone. */
  inNewProcess: <T>(work: (page: Page) => Promise<T>) => Promise<T>
  /** Opens the page in a new browser, which is closed behind the work. */
  inPage: <T>(work: (page: Page, memory: () => Promise<RendererMemory | undefined>) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

/** Builds the page of a folder of `bench` and serves it; `sendInput` answers what lies under `/input/`. */
export async function openMeasuredBrowser(
  folder: string,
  limitMs: number,
  sendInput: (name: string, response: ServerResponse) => void,
): Promise<MeasuredBrowser> {
  const executablePath = await findChromium()
  const directory = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    if (path.startsWith('/input/')) {
      for (const [name, value] of Object.entries(isolated)) response.setHeader(name, value)
      sendInput(path.slice('/input/'.length), response)
      return
    }
    const file = path === '/' ? 'index.html' : path
    readFile(join(directory, file)).then(
      (content) =>
        response.writeHead(200, { ...isolated, 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(content),
      () => response.writeHead(404).end(),
    )
  })
  await build({
    root: resolve(root, 'bench', folder),
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: directory,
      emptyOutDir: true,
      target: 'es2022',
      chunkSizeWarningLimit: 20_000,
      // Ours is a file apart from its rivals, built as for the window.
      rolldownOptions: {
        output: {
          codeSplitting: { groups: [{ name: 'ours', test: /src[\\/]renderer[\\/]/ }] },
          postBanner: ({ name }) => (name === 'ours' ? compileHint : ''),
        },
      },
    },
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const launch = () =>
    chromium.launch({
      args: ['--no-sandbox', '--js-flags=--expose-gc'],
      ...(executablePath === undefined ? {} : { executablePath }),
    })
  const open = async (browser: Browser) => {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
    page.setDefaultTimeout(limitMs)
    const { port } = Object(server.address())
    await page.goto(`http://127.0.0.1:${port}/`)
    const session = await browser.newBrowserCDPSession()
    await settle(session)
    return { page, session }
  }
  let settled: Promise<Browser> | undefined
  return {
    inNewProcess: async (work) => {
      const { page } = await open(await (settled ??= launch()))
      try {
        return await work(page)
      } finally {
        await page.close()
      }
    },
    inPage: async (work) => {
      const browser = await launch()
      try {
        const { page, session } = await open(browser)
        return await work(page, async () => {
          const { processInfo } = await session.send('SystemInfo.getProcessInfo')
          const known = await Promise.all(processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => memoryOf(id)))
          return known.filter((one) => one !== undefined).toSorted((a, b) => b.peakMb - a.peakMb)[0]
        })
      } finally {
        await browser.close()
      }
    },
    close: async () => {
      await (await settled)?.close()
      server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function memoryOf(pid: number): Promise<RendererMemory | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const read = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) / 1024
  return status === '' ? undefined : { peakMb: read('VmHWM'), restMb: read('VmRSS') }
}
