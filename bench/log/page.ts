// The page that the benchmark opens: the log viewer or its rival, and the index and search beneath the viewer.
import { EditorState } from '@codemirror/state'
import { EditorView, lineNumbers } from '@codemirror/view'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { LineSource } from '../../src/renderer/viewers/lines/document/line-source.ts'
import { startRowScan } from '../../src/renderer/viewers/lines/find/row-scan.ts'
import { LogViewer } from '../../src/renderer/viewers/log/LogViewer.tsx'
import { type ViewerProps } from '../../src/renderer/viewers/viewer.ts'
import { type LogPage, type LogRival } from './log-page.ts'

const root = document.querySelector<HTMLElement>('#root') ?? document.body
let address = ''
let bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0)
let indexed: LineSource | undefined

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))

const artifact: ViewerProps['artifact'] = {
  record: {
    uri: 'file:///bench/log.txt',
    taskId: '1',
    specName: 'bench',
    type: 'log',
    name: 'log',
    size: 0,
    originalSize: 0,
    checksum: '0'.repeat(64),
    createdAt: '2026-01-01T00:00:00.000Z',
    compressed: false,
    encoding: 'identity',
    mimeType: 'text/plain',
    tags: [],
    version: 1,
    metadata: {},
  },
  facts: null,
}

const show: Record<LogRival, () => void> = {
  // Reads from its address, as in the app: that is part of its time, and of nobody else's.
  ours: () =>
    createRoot(root).render(
      createElement(LogViewer, { artifact, address, place: undefined, onPlace: () => undefined, find: undefined, notes: undefined }),
    ),
  codemirror: () => {
    const doc = new TextDecoder().decode(bytes)
    const state = EditorState.create({ doc, extensions: [lineNumbers(), EditorState.readOnly.of(true)] })
    root.append(new EditorView({ state }).dom)
  },
}

const lineOf: Record<LogRival, () => Element | null> = {
  ours: () => Array.from(document.querySelectorAll('[role=row] [data-text]')).find((text) => text.textContent !== '') ?? null,
  codemirror: () => document.querySelector('.cm-line'),
}

/** Ours says so once it looked through all lines. */
function isSettled(): boolean {
  const told = document.querySelector('[role=toolbar]')?.textContent ?? ''
  return /errors?\b/.test(told) && !told.includes('so far')
}

const api: LogPage = {
  async load(rival, from) {
    address = from
    const startedAt = performance.now()
    // Ours holds no copy, or it would be told as its memory.
    if (rival !== 'ours') bytes = new Uint8Array(await (await fetch(address)).arrayBuffer())
    return rival === 'ours' ? 0 : performance.now() - startedAt
  },

  async first(rival) {
    const startedAt = performance.now()
    show[rival]()
    while (lineOf[rival]() === null) await nextFrame()
    // The frame that paints it is over when the next one begins.
    await nextFrame()
    return performance.now() - startedAt
  },

  async settle() {
    while (!isSettled()) await nextFrame()
  },

  index: (from) =>
    new Promise((resolve) => {
      const source = new LineSource(from, 'as-is')
      const startedAt = performance.now()
      source.subscribe(() => {
        if (source.getState().state !== 'ready' || indexed === source) return
        indexed = source
        resolve(performance.now() - startedAt)
      })
    }),

  scan: (from) =>
    new Promise((resolve) => {
      const worker = new Worker(new URL('./newline-scan.ts', import.meta.url), { type: 'module' })
      const startedAt = performance.now()
      worker.addEventListener('message', () => {
        worker.terminate()
        resolve(performance.now() - startedAt)
      })
      worker.postMessage(new URL(from, location.href).href)
    }),

  find: (text) =>
    new Promise((resolve, reject) => {
      if (indexed === undefined) return reject(new Error('nothing is indexed'))
      const startedAt = performance.now()
      let hits = 0
      startRowScan(
        indexed,
        { kind: 'find', query: { text, isRegex: true, isCaseSensitive: true }, view: 'resolved' },
        {
          onResult: (result) => {
            if (result.kind === 'hits') hits += result.hits.rows.length
          },
          onState: ({ state }) => {
            if (state === 'done') resolve({ ms: performance.now() - startedAt, hits })
            else if (state !== 'running') reject(new Error(state))
          },
        },
      )
    }),
}

Object.assign(globalThis, { bench: api })
