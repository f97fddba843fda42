// The page that the benchmark opens: one of the rivals shows the diff that lies ready in memory.
import { CodeView, parsePatchFiles } from '@pierre/diffs'
import { html } from 'diff2html'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { DiffPane } from '../../src/renderer/viewers/diff/DiffPane.tsx'
import { type BenchPage, type Rival, type Scrolled } from './rivals.ts'

const root = document.querySelector<HTMLElement>('#root') ?? document.body
let address = ''
let bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0)

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))

const show: Record<Rival, () => void> = {
  // Reads from its address, as in the app: that is part of its time, and of nobody else's.
  ours: () => createRoot(root).render(createElement(DiffPane, { source: address, place: undefined, onPlace: () => undefined })),
  pierre: () => {
    const view = new CodeView()
    view.setup(root)
    const files = parsePatchFiles(new TextDecoder().decode(bytes)).flatMap((patch) => patch.files)
    view.setItems(files.map((fileDiff, index) => ({ id: String(index), type: 'diff' as const, fileDiff })))
    view.render(true)
  },
  diff2html: () => {
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

const api: BenchPage = {
  async load(rival: Rival, from: string): Promise<number> {
    address = from
    // Ours holds no copy, or it would be told as its memory.
    if (rival !== 'ours') bytes = new Uint8Array(await (await fetch(address)).arrayBuffer())
    await nextFrame()
    return bytes.length
  },

  async first(rival: Rival): Promise<number> {
    // Ours fills its frame; the others scroll in it.
    if (rival !== 'ours') root.style.display = 'block'
    const startedAt = performance.now()
    show[rival]()
    while (lineOf[rival](document) === null) await nextFrame()
    // The frame that paints it is over when the next one begins.
    await nextFrame()
    return performance.now() - startedAt
  },

  async scroll(rival: Rival, frames: number): Promise<Scrolled> {
    const scroller = scrollerOf(rival)
    const box = scroller.getBoundingClientRect()
    const lengths: number[] = []
    let blank = 0
    let before = await nextFrame()
    for (let frame = 1; frame <= frames; frame++) {
      scroller.scrollTop = ((scroller.scrollHeight - scroller.clientHeight) * frame) / frames
      const now = await nextFrame()
      lengths.push(now - before)
      before = now
      const middle = box.top + box.height / 2
      // Gaps between files are a line high.
      if ([-60, 0, 60].every((offset) => isBlankAt(box.left + 200, middle + offset))) blank++
    }
    return { longShare: lengths.filter((length) => length > 20).length / frames, blankShare: blank / frames }
  },
}

Object.assign(globalThis, { bench: api })
