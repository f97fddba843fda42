// A stream of main's that a window listens to as long as somebody looks at it, and takes up again after every break.
const firstPauseMs = 500
const longestPauseMs = 10_000

interface Followed<T> {
  open: (signal: AbortSignal) => Promise<AsyncIterable<T>>
  onOpen?: () => void
  onEvent: (event: T) => void
  onLost?: () => void
  signal: AbortSignal
}

export async function follow<T>({ open, onOpen, onEvent, onLost, signal }: Followed<T>): Promise<void> {
  let pauseMs = firstPauseMs
  while (!signal.aborted) {
    await becomesVisible(signal)
    const turn = whileVisible(signal)
    try {
      const events = await open(turn)
      onOpen?.()
      for await (const event of events) {
        pauseMs = firstPauseMs
        onEvent(event)
      }
    } catch {
      // Whatever broke the stream, the way out is the next turn; what it was is told by the first call that needs an answer.
      if (turn.aborted) continue
    }
    onLost?.()
    await sleep(pauseMs, signal)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
}

function sleep(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, durationMs)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
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

/** Aborts as soon as nobody looks at the page. A browser opens few connections to one host, and each waiting window holds one. */
function whileVisible(signal: AbortSignal): AbortSignal {
  const hidden = new AbortController()
  const look = () => document.visibilityState !== 'visible' && hidden.abort()
  document.addEventListener('visibilitychange', look, { signal: hidden.signal })
  return AbortSignal.any([signal, hidden.signal])
}
