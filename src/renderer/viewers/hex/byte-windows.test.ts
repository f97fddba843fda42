import { describe, expect, it } from 'vitest'
import { type BytesView, ByteWindows, type FetchRange } from './byte-windows.ts'

const sizeBytes = 10_000_000
const part = (first: number, last: number) =>
  Uint8Array.from({ length: last - first + 1 }, (_, index) => ((first + index) * 7 + Math.floor((first + index) / 256)) & 255)

/** A server that gives the parts asked for, and notes them. */
function inParts(asked: string[] = []): FetchRange {
  return (range) => {
    asked.push(range)
    const [first = 0, last = 0] = range.match(/\d+/g)?.map(Number) ?? []
    return Promise.resolve(new Response(part(first, last), { status: 206 }))
  }
}

/** The view as soon as it fits. */
function viewWhen(windows: ByteWindows, fits: (view: BytesView) => boolean): Promise<BytesView> {
  return new Promise((resolve) => {
    const look = () => {
      if (!fits(windows.getView())) return
      stop()
      resolve(windows.getView())
    }
    const stop = windows.subscribe(look)
  })
}

describe('byte windows', () => {
  it('fetch only what is looked at', async () => {
    const asked: string[] = []
    const windows = new ByteWindows(inParts(asked), sizeBytes)
    windows.want(5_000_000, 5_000_016)
    const view = await viewWhen(windows, ({ read }) => read(5_000_000, 5_000_016) !== undefined)
    expect(Array.from(view.read(5_000_000, 5_000_016) ?? [])).toEqual(Array.from(part(5_000_000, 5_000_015)))
    expect(asked).toEqual(['bytes=4980736-5046271'])
    expect(view.read(0, 16)).toBeUndefined()
  })

  it('fetch what is in sight before what is beside it', async () => {
    const asked: string[] = []
    const windows = new ByteWindows(inParts(asked), sizeBytes)
    windows.want(65_600, 65_700)
    expect(asked).toEqual(['bytes=65536-131071'])
    await viewWhen(windows, ({ read }) => read(0, 16) !== undefined)
    expect(asked).toEqual(['bytes=65536-131071', 'bytes=0-65535'])
  })

  it('fetch the last, shorter window whole', async () => {
    const windows = new ByteWindows(inParts(), sizeBytes)
    windows.want(sizeBytes - 8, sizeBytes + 1000)
    const view = await viewWhen(windows, ({ read }) => read(sizeBytes - 8, sizeBytes) !== undefined)
    expect(view.read(sizeBytes - 8, sizeBytes)?.length).toBe(8)
  })

  it('say what the server says when there is nothing', async () => {
    const body = JSON.stringify({ error: { code: 'artifact.not-found', message: '', details: { uri: 'file:///x' } } })
    const windows = new ByteWindows(() => Promise.resolve(new Response(body, { status: 404 })), sizeBytes)
    windows.want(0, 16)
    const { error } = await viewWhen(windows, (view) => view.error !== undefined)
    expect(error?.code).toBe('artifact.not-found')
  })

  it('never take everything from a server that does not give parts', async () => {
    let isCancelled = false
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(part(0, 999)), cancel: () => void (isCancelled = true) })
    const windows = new ByteWindows(() => Promise.resolve(new Response(endless)), sizeBytes)
    windows.want(0, 16)
    const { error } = await viewWhen(windows, (view) => view.error !== undefined)
    expect(error?.details).toEqual({ reason: 'the content was not given in parts' })
    expect(isCancelled).toBe(true)
  })
})
