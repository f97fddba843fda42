// `webContents` and the guards that stand in the way of its page.
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { type BrowserContext, type Frame, type Page, type Request as PlaywrightRequest } from '@playwright/test'
import { type ChromiumPage, openChromiumPage } from './chromium-page.ts'
import { type MessagePortMain } from './ports.ts'
import { readPreload } from './preload-world.ts'
import { type SchemeServer } from './scheme-server.ts'
import { demand, strict } from './strict.ts'

export interface WebPreferences {
  preload?: string
  sandbox?: boolean
  contextIsolation?: boolean
  nodeIntegration?: boolean
  webSecurity?: boolean
  webviewTag?: boolean
}

/** What surrounds every page: Chromium, the scheme's server, and main's own listeners. */
export interface Surroundings {
  context(): BrowserContext
  scheme(): SchemeServer
  isSandboxed(): boolean
  onIpc(channel: string, event: { sender: unknown; senderFrame: unknown; ports: MessagePortMain[] }, words: unknown[]): void
  mayUse(permission: string, url: string): Promise<boolean>
  onGone(contents: WebContents, reason: string): void
}

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' }
let lastId = 0
const all = new Set<WebContents>()

export class WebContents extends EventEmitter {
  readonly id = ++lastId
  readonly mainFrame: { readonly url: string }
  readonly preferences: WebPreferences
  #around: Surroundings
  #opened: Promise<ChromiumPage> | undefined
  #page: Page | undefined
  #address = ''
  #isDestroyed = false
  #openHandler: OpenHandler = () => ({ action: 'allow' })

  constructor(preferences: WebPreferences, around: Surroundings) {
    super()
    this.preferences = preferences
    this.#around = around
    const toUrl = () => this.getURL()
    this.mainFrame = {
      get url() {
        return toUrl()
      },
    }
    all.add(this)
  }
  getURL(): string {
    const shown = this.#page?.url() ?? ''
    return shown === '' || shown === 'about:blank' ? '' : this.#around.scheme().toReal(shown)
  }
  isDestroyed(): boolean {
    return this.#isDestroyed
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }
  send(channel: string, ...words: unknown[]): void {
    structuredClone(words)
    void this.#send(channel, words)
  }
  startDrag({ file, icon }: { file: string; icon: { isEmpty(): boolean } }): void {
    demand(isAbsolute(file) && existsSync(file), 'a drag of a file that is not there')
    demand(!icon.isEmpty(), 'a drag without a picture')
  }
  forcefullyCrashRenderer(): void {
    void this.#crash().catch(() => undefined)
  }
  async #send(channel: string, words: unknown[]): Promise<void> {
    const opened = await this.#opened
    opened?.send(channel, words)
  }
  async #crash(): Promise<void> {
    const opened = await this.#opened
    if (opened === undefined) return
    const cdp = await opened.page.context().newCDPSession(opened.page)
    await cdp.send('Page.crash')
  }
  reload(): void {
    void this.load(this.#address)
  }
  async load(address: string): Promise<void> {
    this.#address = address
    this.#opened ??= this.#open()
    const { page } = await this.#opened
    this.#page = page
    await page.goto(this.#around.scheme().toShown(address))
  }
  async close(): Promise<void> {
    this.#isDestroyed = true
    all.delete(this)
    await this.#page?.close()
    this.emit('destroyed')
  }
  /** Whether a page may lead a frame of it to an address, asked of main's guards. */
  mayGo(address: string, isMainFrame: boolean): boolean {
    let isPrevented = false
    const event = { url: address, isMainFrame, preventDefault: () => void (isPrevented = true) }
    if (isMainFrame) this.emit('will-navigate', event)
    this.emit('will-frame-navigate', event)
    return !isPrevented
  }
  mayOpen(address: string): boolean {
    return this.#openHandler({ url: address }).action === 'allow'
  }
  owns(page: Page): boolean {
    return page === this.#page
  }
  #open(): Promise<ChromiumPage> {
    const { sandbox = true, contextIsolation = true, nodeIntegration = false } = this.preferences
    const isSandboxed = sandbox || this.#around.isSandboxed()
    const preload = readPreload(this.preferences.preload, isSandboxed)
    const self = strict('webContents', this)
    const opened = openChromiumPage(
      this.#around.context(),
      { preload, isIsolated: contextIsolation, hasNode: nodeIntegration },
      {
        onIpc: (channel, words, ports, frame) => {
          const senderFrame = frame === 'main' ? this.mainFrame : { url: this.getURL() }
          this.#around.onIpc(channel, { sender: self, senderFrame, ports }, words)
        },
        mayUse: (permission) => this.#around.mayUse(permission, this.getURL()),
        onLoad: () => this.emit('did-finish-load'),
        onCrash: () => {
          // A page that crashed shows nothing any more: the next one takes its place.
          const gone = this.#page
          this.#opened = undefined
          this.#page = undefined
          void gone?.close().catch(() => undefined)
          this.#around.onGone(self, 'crashed')
        },
      },
    )
    return opened
  }
}

function contentsOf(page: Page | null): WebContents | undefined {
  return page === null ? undefined : [...all].find((contents) => contents.owns(page))
}

/** Stands before every address that is none of the scheme's: only guards that let it pass let it load. */
export async function guardContext(context: BrowserContext, scheme: SchemeServer): Promise<void> {
  const judge = async (popup: Page) => {
    const opener = contentsOf(await popup.opener())
    if (opener?.mayOpen(scheme.toReal(popup.url())) === false) await popup.close()
  }
  context.on('page', (page) => void judge(page).catch(() => undefined))
  const isForeign = (url: URL) => url.port !== String(scheme.port)
  await context.route(isForeign, async (route) => {
    const request = route.request()
    if (!request.isNavigationRequest()) return route.abort()
    const frame = frameOf(request)
    const contents = contentsOf(frame?.page() ?? null)
    if (frame === undefined || contents === undefined) {
      // A window that a page is about to open.
      const isAllowed = [...all].every((opener) => opener.mayOpen(request.url()))
      return isAllowed ? route.fulfill({ body: 'foreign', contentType: 'text/html' }) : route.abort('aborted')
    }
    if (!contents.mayGo(request.url(), frame === frame.page().mainFrame())) return route.abort('aborted')
    return route.fulfill({ body: 'foreign', contentType: 'text/html' })
  })
}

function frameOf(request: PlaywrightRequest): Frame | undefined {
  try {
    return request.frame()
  } catch {
    // It does not exist yet.
    return undefined
  }
}
