// The page that the benchmark opens: one of the rivals shows the diff that lies ready in memory.
import { CodeView, parsePatchFiles } from '@pierre/diffs'
import { html } from 'diff2html'
import { createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { DiffPane } from '../../src/renderer/viewers/diff/DiffPane.tsx'
import { type BenchPage, type Rival, type Scrolled } from './rivals.ts'

const root = document.querySelector<HTMLElement>('#root') ?? document.body
type Bytes = Uint8Array<ArrayBuffer>

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
/** A message that a frame's start posts comes when the frame is laid out and painted. */
const endOfFrame = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => resolve())
    port1.start()
    port2.postMessage(undefined)
  })
const fetchBytes = async (address: string): Promise<Bytes> => new Uint8Array(await (await fetch(address)).arrayBuffer())

// Each has its view on the page, empty, before its diff comes, as in an app that shows one diff after another.
let reactRoot: Root | undefined
let view: CodeView | undefined
const prepare: Record<Rival, () => void> = {
  ours: () => {
    reactRoot = createRoot(root)
    showOurs(new Uint8Array(0))
  },
  pierre: () => {
    root.style.display = 'block'
    view = new CodeView()
    view.setup(root)
  },
  diff2html: () => {
    root.style.display = 'block'
  },
}

const showOurs = (source: Bytes | string) =>
  reactRoot?.render(createElement(DiffPane, { source, place: undefined, onPlace: () => undefined }))

const show: Record<Rival, (bytes: Bytes) => void> = {
  ours: showOurs,
  pierre: (bytes) => {
    const files = parsePatchFiles(new TextDecoder().decode(bytes)).flatMap((patch) => patch.files)
    view?.setItems(files.map((fileDiff, index) => ({ id: String(index), type: 'diff' as const, fileDiff })))
    view?.render(true)
  },
  diff2html: (bytes) => {
    root.innerHTML = html(new TextDecoder().decode(bytes), { matching: 'lines', drawFileList: false, outputFormat: 'line-by-line' })
  },
}

/** Every line of code that stands in the document, shadow trees included. */
const lineOf: Record<Rival, (from: Document | ShadowRoot) => Element | null> = {
  ours: (from) => from.querySelector('[role=row] [data-half]'),
  pierre: () =>
    Array.from(
      document.querySelectorAll('diffs-container'),
      (container) => container.shadowRoot?.querySelector('[data-line]') ?? null,
    ).find((line) => line !== null) ?? null,
  diff2html: (from) => from.querySelector('.d2h-code-line'),
}

const scrollerOf = (rival: Rival): HTMLElement => (rival === 'ours' ? (document.querySelector<HTMLElement>('[role=grid]') ?? root) : root)

/** Of ours alone: what another shows while it scrolls cannot be told from its markup. */
function isBlankAt(x: number, y: number): boolean {
  const element = document.elementFromPoint(x, y)
  return (element?.closest('[role=row],button') ?? null) === null
}

/** Waits until the first line is painted. All are held to the same: it is there when a frame begins, and the frame is over. */
async function firstLine(rival: Rival): Promise<void> {
  do await nextFrame()
  while (lineOf[rival](document) === null)
  await endOfFrame()
}

const longShare = (lengths: readonly number[]) => lengths.filter((length) => length > 20).length / lengths.length

/** Scrolls from the top to the end, a step a frame. */
async function scrollThrough(rival: Rival, frames: number, onFrame: (now: number) => void): Promise<void> {
  const scroller = scrollerOf(rival)
  scroller.scrollTop = 0
  await nextFrame()
  for (let frame = 1; frame <= frames; frame++) {
    scroller.scrollTop = ((scroller.scrollHeight - scroller.clientHeight) * frame) / frames
    onFrame(await nextFrame())
  }
}

/** What the page and its workers hold, by the browser's own count; it collects garbage first. */
const measureMemory: () => Promise<{ bytes: number }> = Reflect.get(performance, 'measureUserAgentSpecificMemory')

const api: BenchPage = {
  async first(rival, address) {
    const bytes = await fetchBytes(address)
    prepare[rival]()
    // All begin with a frame, when nothing is left to do for an empty view.
    await new Promise((resolve) => setTimeout(resolve, 250))
    await nextFrame()
    await endOfFrame()
    const startedAt = performance.now()
    show[rival](bytes)
    await firstLine(rival)
    return performance.now() - startedAt
  },

  async open(rival, address) {
    prepare[rival]()
    if (rival === 'ours') showOurs(address)
    else show[rival](await fetchBytes(address))
    await firstLine(rival)
  },

  async held() {
    const { bytes } = await measureMemory.call(performance)
    return bytes
  },

  async scroll(rival, frames): Promise<Scrolled> {
    const lengths: number[] = []
    let before = await nextFrame()
    await scrollThrough(rival, frames, (now) => {
      lengths.push(now - before)
      before = now
    })
    if (rival !== 'ours') return { longShare: longShare(lengths), blankShare: undefined }
    // Looking takes time of its own, so it has a scroll of its own.
    let blank = 0
    const box = scrollerOf(rival).getBoundingClientRect()
    await scrollThrough(rival, frames, () => {
      // Gaps between files are a line high.
      if ([-60, 0, 60].every((offset) => isBlankAt(box.left + 200, box.top + box.height / 2 + offset))) blank++
    })
    return { longShare: longShare(lengths), blankShare: blank / frames }
  },

  async idle(frames) {
    const lengths: number[] = []
    let before = await nextFrame()
    for (let frame = 0; frame < frames; frame++) {
      const now = await nextFrame()
      lengths.push(now - before)
      before = now
    }
    return longShare(lengths)
  },
}

Object.assign(globalThis, { bench: api })
