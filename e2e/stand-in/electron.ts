// The stand-in for the `electron` module: main's built code runs on it unchanged, its windows are pages of Chromium. It proves what main asks
// of Electron, in which order, and what its handlers decide; it does not prove Electron.
import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext } from '@playwright/test'
import { launchChromium } from './chromium-launch.ts'
import { requestLock } from './single-instance.ts'
import { openSchemeServer, type SchemeServer } from './scheme-server.ts'
import { demand, strict } from './strict.ts'
export { listUtilities } from './utility-process.ts'
import { forkUtility, listUtilities } from './utility-process.ts'
import { guardContext, type Surroundings, WebContents, type WebPreferences } from './web-contents.ts'

/** What happens before anybody can look, for tests to read. */
export const record = {
  isSandboxed: false,
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  protocolClients: [] as string[],
}

let isReady = false
let isQuitting = false
let scheme: SchemeServer | undefined
let context: BrowserContext | undefined
const schemeHandlers = new Map<string, (request: Request) => Response | Promise<Response>>()
const present = <T>(part: T | undefined): T => {
  demand(part !== undefined, 'this before the app is ready')
  return part
}

class App extends EventEmitter {
  readonly isPackaged = false
  #ready = Promise.withResolvers<void>()
  whenReady(): Promise<void> {
    return this.#ready.promise
  }
  becomeReady(): void {
    isReady = true
    this.#ready.resolve()
    this.emit('ready')
  }
  enableSandbox(): void {
    demand(!isReady, 'enableSandbox after the app is ready')
    record.isSandboxed = true
  }
  requestSingleInstanceLock(): boolean {
    return requestLock(this.getPath('userData'), (words, directory) => this.emit('second-instance', {}, words, directory))
  }
  setAsDefaultProtocolClient(name: string): boolean {
    record.protocolClients.push(name)
    return true
  }
  getPreferredSystemLanguages(): string[] {
    demand(isReady, 'getPreferredSystemLanguages before the app is ready')
    return ['en-US']
  }
  getPath(name: string): string {
    const home = process.env['HOME'] ?? tmpdir()
    const path = name === 'userData' ? join(home, '.config', 'vitrine') : tmpdir()
    mkdirSync(path, { recursive: true })
    return path
  }
  quit(): void {
    isQuitting = true
    for (const window of BrowserWindow.getAllWindows()) window.close()
    if (BrowserWindow.getAllWindows().length > 0) return
    let isPrevented = false
    this.emit('will-quit', { preventDefault: () => void (isPrevented = true) })
    if (!isPrevented) this.exit()
  }
  exit(code = 0): void {
    for (const child of listUtilities()) child.kill()
    void Promise.resolve(context?.close()).finally(() => process.exit(code))
  }
}
const ownApp = new App()
export const app = strict('app', ownApp)

/** Called when main's module has run to its end. */
export async function start(): Promise<void> {
  scheme = await openSchemeServer(record.schemes[0]?.scheme ?? 'none', () => schemeHandlers.get(record.schemes[0]?.scheme ?? ''))
  context = await launchChromium()
  await guardContext(context, scheme)
  ownApp.becomeReady()
}

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: typeof record.schemes) {
    demand(!isReady && record.schemes.length === 0, 'schemes that are registered late, or twice')
    record.schemes = schemes
  },
  handle(name: string, handler: (request: Request) => Response | Promise<Response>) {
    demand(isReady, 'protocol.handle before the app is ready')
    demand(
      record.schemes.some(({ scheme }) => scheme === name),
      `a scheme that is not registered: ${name}`,
    )
    schemeHandlers.set(name, handler)
  },
})

type RequestHandler = (contents: { getURL(): string }, permission: string, decide: (isGranted: boolean) => void) => void
let permissionHandler: RequestHandler = (_contents, _permission, decide) => decide(true)
type CheckHandler = (contents: null, permission: string, origin: string) => boolean
let checkHandler: CheckHandler = () => true
let deviceHandler = (_details: object) => true
export const session = strict('session', {
  defaultSession: strict('session.defaultSession', {
    setPermissionRequestHandler: (handler: RequestHandler) => void (permissionHandler = handler),
    setPermissionCheckHandler: (handler: CheckHandler) => void (checkHandler = handler),
    setDevicePermissionHandler: (handler: typeof deviceHandler) => void (deviceHandler = handler),
    /** Not of Electron: for tests. */
    decide: (permission: string, url: string) => ({
      check: checkHandler(null, permission, url),
      device: deviceHandler({ deviceType: permission, origin: url }),
    }),
  }),
})

const ipcEmitter = new EventEmitter()
export const ipcMain = strict('ipcMain', ipcEmitter)

const around: Surroundings = {
  context: () => present(context),
  scheme: () => present(scheme),
  isSandboxed: () => record.isSandboxed,
  onIpc: (channel, event, words) => void ipcEmitter.emit(channel, event, ...words),
  mayUse: (permission, url) => new Promise((resolve) => permissionHandler({ getURL: () => url }, permission, resolve)),
  onGone: (contents, reason) => void ownApp.emit('render-process-gone', {}, contents, { reason, exitCode: 1 }),
}

interface Bounds {
  x: number
  y: number
  width: number
  height: number
}
const windows = new Set<BrowserWindow>()
let focused: BrowserWindow | null = null
const setFocused = (window: BrowserWindow) => {
  focused = window
}

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents
  /** Not of Electron: for tests. */
  readonly progress: number[] = []
  readonly options: { webPreferences?: WebPreferences } & Partial<Bounds>
  #state: 'normal' | 'maximized' | 'minimized' = 'normal'
  #bounds: Bounds
  static getAllWindows(): BrowserWindow[] {
    return [...windows]
  }
  static getFocusedWindow(): BrowserWindow | null {
    return focused
  }
  constructor(options: { webPreferences?: WebPreferences; show?: boolean } & Partial<Bounds> = {}) {
    super()
    demand(isReady, 'a window before the app is ready')
    this.options = options
    this.#bounds = { x: options.x ?? 320, y: options.y ?? 140, width: options.width ?? 800, height: options.height ?? 600 }
    this.webContents = strict('webContents', new WebContents(options.webPreferences ?? {}, around))
    windows.add(this)
    setFocused(this)
    ownApp.emit('web-contents-created', {}, this.webContents)
    ownApp.emit('browser-window-created', {}, this)
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
  }
  loadURL = (address: string) => this.webContents.load(address)
  show(): void {}
  focus(): void {
    setFocused(this)
    this.emit('focus')
  }
  /** As when another program comes to the front. */
  blur(): void {
    focused = null
    this.emit('blur')
  }
  maximize = () => void (this.#state = 'maximized')
  minimize = () => void (this.#state = 'minimized')
  restore = () => void (this.#state = 'normal')
  isMaximized = () => this.#state === 'maximized'
  isMinimized = () => this.#state === 'minimized'
  getNormalBounds = () => this.#bounds
  getBounds = () => this.#bounds
  setBounds = (bounds: Bounds) => void (this.#bounds = bounds)
  setProgressBar = (ratio: number) => void this.progress.push(ratio)
  isDestroyed = () => !windows.has(this)
  close(): void {
    this.emit('close', { preventDefault() {} })
    windows.delete(this)
    if (focused === this) focused = null
    void this.webContents.close().catch(() => undefined)
    this.emit('closed')
    // Who asked to quit is not told that the windows are closed.
    if (windows.size === 0 && !isQuitting && !ownApp.emit('window-all-closed')) ownApp.quit()
  }
}

const isAnswered = (name: string) => {
  console.error(`the stand-in for electron shows a dialog: ${name}`)
}
export const dialog = strict('dialog', {
  showErrorBox: (title: string, content: string) => isAnswered(`${title} ${content}`),
  showMessageBox: async (...words: unknown[]) => (isAnswered(JSON.stringify(words.at(-1))), { response: 0 }),
  showMessageBoxSync: (...words: unknown[]) => (isAnswered(JSON.stringify(words.at(-1))), 0),
  showOpenDialog: async () => ({ canceled: true, filePaths: [] as string[] }),
})

interface Item {
  id?: string
  label?: string
  role?: string
  type?: string
  submenu?: Item[]
  click?: () => void
}
const roles = new Set(
  [
    'appMenu fileMenu editMenu viewMenu windowMenu services about hide hideOthers unhide quit close minimize zoom front',
    'undo redo cut copy paste delete selectAll reload resetZoom zoomIn zoomOut togglefullscreen toggleDevTools',
  ].flatMap((names) => names.split(' ')),
)
export class Menu {
  static #current: Menu | null = null
  readonly items: Item[]
  private constructor(items: Item[]) {
    this.items = items
  }
  static buildFromTemplate(template: Item[]): Menu {
    for (const item of template) {
      demand(item.role === undefined || roles.has(item.role), `a menu role ${item.role}`)
      demand(item.role !== undefined || item.type === 'separator' || item.label !== undefined, 'a menu item without a label')
      if (item.submenu !== undefined) Menu.buildFromTemplate(item.submenu)
    }
    return new Menu(template)
  }
  static setApplicationMenu(menu: Menu): void {
    Menu.#current = menu
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#current
  }
  getMenuItemById(id: string): Item | undefined {
    const find = (items: Item[]): Item | undefined => {
      for (const item of items) {
        const found = item.id === id ? item : find(item.submenu ?? [])
        if (found !== undefined) return found
      }
      return undefined
    }
    return find(this.items)
  }
}

export class Notification extends EventEmitter {
  readonly title: string
  readonly body: string
  static isSupported = () => true
  constructor({ title, body }: { title: string; body: string }) {
    super()
    this.title = title
    this.body = body
  }
  show(): void {}
}

export const shell = strict('shell', { openExternal: async (_url: string) => undefined })
export const nativeTheme = strict('nativeTheme', { shouldUseDarkColors: false })
export const screen = strict('screen', { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] })
export const nativeImage = strict('nativeImage', {
  createFromDataURL(address: string) {
    const bytes = Buffer.from(address.replace('data:image/png;base64,', ''), 'base64')
    return { isEmpty: () => bytes.subarray(1, 4).toString('latin1') !== 'PNG' }
  },
})
export const utilityProcess = strict('utilityProcess', {
  fork: (path: string, words: string[] = []) => forkUtility(isReady, path, words),
})
