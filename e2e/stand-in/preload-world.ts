// The preload script: once on trial, to learn what it exposes, and once in a world of its own in each page.
import { readFileSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { runInNewContext } from 'node:vm'
import { demand } from './strict.ts'

export interface Preload {
  /** For the world of its own. */
  source: string
  /** What the page itself gets to see, by name. */
  exposed: Record<string, unknown>
}

export function readPreload(path: string | undefined, isSandboxed: boolean): Preload | undefined {
  if (path === undefined) return undefined
  demand(isAbsolute(path), 'a preload path that is not absolute')
  const code = readFileSync(path, 'utf8')
  demand(!isSandboxed || !path.endsWith('.mjs'), 'an ESM preload in a sandbox')
  return { source: `(() => {\n${prelude}\n;(function (require, process) {\n${code}\n})(require, process)\n})()`, exposed: tryOut(code) }
}

function tryOut(code: string): Record<string, unknown> {
  const exposed: Record<string, unknown> = {}
  const nothing = () => undefined
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => void (exposed[name] = value) },
    ipcRenderer: { on: nothing, send: nothing, postMessage: nothing },
  }
  runInNewContext(code, {
    require: (name: string) => {
      demand(name === 'electron', `a sandboxed preload that requires ${name}`)
      return electron
    },
    window: { addEventListener: nothing },
    process: { platform: process.platform },
    exports: {},
    module: { exports: {} },
  })
  return exposed
}

/** What a sandboxed preload has of Electron; `__toMain` is a binding that only its world sees. */
const prelude = `
const listeners = new Map(), ports = new Map()
let lastPort = 0
const tell = (message) => __toMain(JSON.stringify(message))
const encode = async (data) => {
  if (typeof data === 'string') return { text: data }
  const bytes = new Uint8Array(data instanceof Blob ? await data.arrayBuffer() : data.buffer ?? data)
  return { base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) }
}
const decode = ({ text, base64 }) => text ?? Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
const adopt = (port) => {
  const id = ++lastPort
  let last = Promise.resolve()
  ports.set(id, port)
  port.onmessage = ({ data }) => { const encoded = encode(data); last = last.then(async () => tell({ is: 'port', id, data: await encoded })) }
  return id
}
globalThis.__fromMain = (message) => {
  if (message.is === 'port') ports.get(message.id)?.postMessage(decode(message.data))
  else if (message.is === 'port-closed') ports.get(message.id)?.close()
  else for (const listen of listeners.get(message.channel) ?? []) listen({}, ...message.words)
}
const contextBridge = { exposeInMainWorld() {} }
const ipcRenderer = {
  on: (channel, listen) => void listeners.set(channel, [...(listeners.get(channel) ?? []), listen]),
  send: (channel, ...words) => tell({ is: 'ipc', channel, words, ports: [] }),
  postMessage: (channel, word, transfer = []) => tell({ is: 'ipc', channel, words: [word], ports: transfer.map(adopt) }),
}
const require = (name) => { if (name !== 'electron') throw new Error('module not found: ' + name); return { contextBridge, ipcRenderer } }
const process = { platform: ${JSON.stringify(process.platform)} }
`
