// A stream of main's that a window listens to as long as somebody looks at it, and takes up again after every break.
const firstPauseMs = 500
const longestPauseMs = 10_000

interface Followed<T> {
  open: (signal: AbortSignal) => Promise<AsyncIterable<T>>
  onOpen: () => void
  onEvent: (event: T) => void
  onLost: () => void
  signal: AbortSignal
}

/** Listens until `signal` stops it. `onLost` tells of every break that was not of its own making; each pause after one is longer. */
export async function follow<T>({ open, onOpen, onEvent, onLost, signal }: Followed<T>): Promise<void> {
  let pauseMs = firstPauseMs
  while (!signal.aborted) {
    await becomesVisible(signal)
    const turn = whileVisible(signal)
    try {
      const events = await open(turn.signal)
      onOpen()
      for await (const event of events) {
        pauseMs = firstPauseMs
        onEvent(event)
      }
    } catch {
      // Whatever broke the stream, the way out is the next turn; what it was is told by the first call that needs an answer.
    } finally {
      turn.end()
    }
    // What was let go of is not lost.
    if (turn.signal.aborted) continue
    onLost()
    await sleep(pauseMs, signal)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
}

function sleep(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, durationMs)
    signal.addEventListener('abort', wake)
  })
}

/** Resolves when the page is looked at. */
function becomesVisible(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState !== 'visible' && !signal.aborted) return
      document.removeEventListener('visibilitychange', look)
      signal.removeEventListener('abort', look)
      resolve()
    }
    document.addEventListener('visibilitychange', look)
    signal.addEventListener('abort', look)
    look()
  })
}

/**
 * A signal that aborts as soon as nobody looks at the page, and what lets go of the page once it is not needed any more. A browser opens
 * few connections to one host, and each waiting window holds one.
 */
function whileVisible(signal: AbortSignal): { signal: AbortSignal; end: () => void } {
  const hidden = new AbortController()
  const over = new AbortController()
  const look = () => document.visibilityState !== 'visible' && hidden.abort()
  document.addEventListener('visibilitychange', look, { signal: over.signal })
  return { signal: AbortSignal.any([signal, hidden.signal]), end: () => over.abort() }
}
