import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { follow } from './follow.ts'

const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
const look = (state: 'visible' | 'hidden') => {
  page.visibilityState = state
  page.dispatchEvent(new Event('visibilitychange'))
}

/** Gives nothing, and ends without an error when its signal stops it, as a message port's stream may. */
const quiet = (signal: AbortSignal): AsyncIterable<never> => ({
  [Symbol.asyncIterator]: () => ({
    next: () => new Promise((resolve) => signal.addEventListener('abort', () => resolve({ done: true, value: undefined }))),
  }),
})

describe('a stream that is followed', () => {
  let stop: AbortController

  beforeEach(() => {
    vi.stubGlobal('document', page)
    page.visibilityState = 'visible'
    stop = new AbortController()
  })

  afterEach(() => {
    stop.abort()
    vi.unstubAllGlobals()
  })

  it('is not lost while nobody looks, however it ends then', async () => {
    const onOpen = vi.fn<() => void>()
    const onLost = vi.fn<() => void>()
    const following = follow({ open: async (signal) => quiet(signal), onOpen, onEvent: () => undefined, onLost, signal: stop.signal })
    await vi.waitFor(() => expect(onOpen).toHaveBeenCalledTimes(1))
    look('hidden')
    look('visible')
    await vi.waitFor(() => expect(onOpen).toHaveBeenCalledTimes(2))
    expect(onLost).not.toHaveBeenCalled()
    stop.abort()
    await following
  })

  it('hears nothing more of the page once its turn is over', async () => {
    const turns: AbortSignal[] = []
    await new Promise<void>((onLost) => {
      const open = (signal: AbortSignal) => {
        turns.push(signal)
        return Promise.reject(new Error('the connection broke'))
      }
      void follow({ open, onOpen: () => undefined, onEvent: () => undefined, onLost, signal: stop.signal })
    })
    look('hidden')
    expect(turns.map(({ aborted }) => aborted)).toEqual([false])
  })
})
