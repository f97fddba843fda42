// The page of a window, in Chromium: its preload world, what it sends to main, and where it may go.
import { type BrowserContext, type CDPSession, type Page } from '@playwright/test'
import { MessagePortMain } from './ports.ts'
import { type Preload } from './preload-world.ts'
import { type RoutedWire } from './utility-process.ts'

export interface PageEvents {
  onIpc(channel: string, words: unknown[], ports: MessagePortMain[], frame: 'main' | 'inner'): void
  /** Whether this may be asked of the person's machine. */
  mayUse(permission: string): Promise<boolean>
  onLoad(): void
  onCrash(): void
}

type FromPage =
  | { is: 'ipc'; channel: string; words: unknown[]; ports: number[] }
  | { is: 'port'; id: number; data: { text?: string; base64?: string } }

export interface ChromiumPage {
  page: Page
  send(channel: string, words: unknown[]): void
}

const world = 'preload'

export async function openChromiumPage(
  context: BrowserContext,
  { preload, isIsolated, hasNode }: { preload: Preload | undefined; isIsolated: boolean; hasNode: boolean },
  events: PageEvents,
): Promise<ChromiumPage> {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Page.enable')
  await cdp.send('Runtime.enable')
  await page.exposeBinding('__mayUse', (_, permission: string) => events.mayUse(permission))
  await page.addInitScript(askPermissions)
  await page.addInitScript(defineExposed, describeExposed(preload?.exposed ?? {}))
  if (hasNode) await page.addInitScript(() => Object.assign(globalThis, { require: () => ({}), process: {}, module: {}, Buffer: {} }))
  page.on('load', () => events.onLoad())
  page.on('crash', () => events.onCrash())
  const send = preload === undefined ? () => undefined : await openWorld(cdp, preload.source, isIsolated, events)
  return { page, send: (channel, words) => send({ is: 'ipc', channel, words }) }
}

async function openWorld(cdp: CDPSession, source: string, isIsolated: boolean, events: PageEvents) {
  const { frameTree } = await cdp.send('Page.getFrameTree')
  const mainFrame = frameTree.frame.id
  const contexts = new Map<number, string>()
  const ports = new Map<number, MessagePortMain>()
  let contextId: number | undefined
  const send = (message: unknown) => {
    if (contextId === undefined) return
    const expression = `__fromMain(${JSON.stringify(message)})`
    cdp.send('Runtime.evaluate', { contextId, expression }).catch(() => undefined)
  }
  const forget = () => {
    contextId = undefined
    for (const port of ports.values()) port.receiveClose()
    ports.clear()
  }
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    const aux = context.auxData as { frameId?: string; isDefault?: boolean } | undefined
    if (isIsolated ? context.name !== world : aux?.isDefault !== true) return
    contexts.set(context.id, aux?.frameId ?? '')
    if (aux?.frameId === mainFrame) contextId = context.id
  })
  cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    if (executionContextId === contextId) forget()
  })
  cdp.on('Runtime.executionContextsCleared', forget)
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== '__toMain') return
    const message = JSON.parse(payload) as FromPage
    if (message.is === 'port') ports.get(message.id)?.receive(decode(message.data))
    else
      events.onIpc(
        message.channel,
        message.words,
        message.ports.map(open),
        contexts.get(executionContextId) === mainFrame ? 'main' : 'inner',
      )
  })
  await cdp.send('Runtime.addBinding', { name: '__toMain', ...(isIsolated ? { executionContextName: world } : {}) })
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source, ...(isIsolated ? { worldName: world } : {}) })
  return send

  function open(id: number): MessagePortMain {
    let target: { receive(data: unknown): void; receiveClose(): void } | undefined
    const wire: RoutedWire = {
      send: (data) => send({ is: 'port', id, data: encode(data) }),
      close: () => send({ is: 'port-closed', id }),
      route: (to) => {
        target = to
      },
    }
    const port = new MessagePortMain(wire)
    // Whoever has the port now hears of it.
    const receive = port.receive.bind(port)
    const receiveClose = port.receiveClose.bind(port)
    port.receive = (data) => (target === undefined ? receive(data) : target.receive(data))
    port.receiveClose = () => (target === undefined ? receiveClose() : target.receiveClose())
    ports.set(id, port)
    return port
  }
}

function encode(data: unknown): { text?: string; base64?: string } {
  if (typeof data === 'string') return { text: data }
  if (data instanceof Uint8Array) return { base64: Buffer.from(data).toString('base64') }
  throw new Error('the stand-in for electron passes text and bytes alone over ports')
}

function decode({ text, base64 }: { text?: string; base64?: string }): unknown {
  return text ?? new Uint8Array(Buffer.from(base64 ?? '', 'base64'))
}

/** Functions cannot be sent to a page as they are, so those that it would get are named. */
function describeExposed(exposed: Record<string, unknown>) {
  return Object.entries(exposed).map(([name, value]) => ({
    name,
    data: JSON.parse(JSON.stringify(value)) as object,
    functions: Object.entries(Object(value)).flatMap(([key, part]) => (typeof part === 'function' ? [key] : [])),
  }))
}

/** What the preload script exposed, as a page sees it: defined once, frozen through and through. */
function defineExposed(exposed: ReturnType<typeof describeExposed>): void {
  for (const { name, data, functions } of exposed) {
    for (const key of functions) Object.assign(data, { [key]: () => undefined })
    Object.defineProperty(globalThis, name, { value: Object.freeze(data) })
  }
}

/** A page in Electron has what main's handlers grant; Chromium would ask nobody here. */
function askPermissions(): void {
  const mayUse = (name: string) => (Reflect.get(globalThis, '__mayUse') as (name: string) => Promise<boolean>)(name)
  const denied = () => new DOMException('denied', 'NotAllowedError')
  Object.defineProperty(Notification, 'requestPermission', { value: async () => ((await mayUse('notifications')) ? 'granted' : 'denied') })
  Object.defineProperty(navigator.geolocation, 'getCurrentPosition', {
    value: (found: (position: unknown) => void, failed: (error: { code: number }) => void) => {
      void mayUse('geolocation').then((isGranted) => (isGranted ? found({}) : failed({ code: 1 })))
    },
  })
  if (navigator.mediaDevices !== undefined) {
    Object.defineProperty(navigator.mediaDevices, 'getUserMedia', {
      value: async () => {
        if (await mayUse('media')) return {}
        throw denied()
      },
    })
  }
}
