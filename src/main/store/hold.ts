// Work that can wait steps back while more of what causes it keeps coming.

export interface Hold {
  isOn: () => boolean
  /** Something came. */
  extend: () => void
  end: () => void
}

const quietMs = 50
/** However much comes, the work has this long of twice as long. */
const longestMs = 10_000

/** A hold that `onEnd` is told the end of: when nothing came for a moment, or when it has lasted. */
export function openHold(onEnd: () => void): Hold {
  let timer: NodeJS.Timeout | undefined
  let beganAt = 0
  let isFreeUntil = 0

  const end = () => {
    clearTimeout(timer)
    timer = undefined
    onEnd()
  }
  return {
    isOn: () => timer !== undefined,
    extend: () => {
      const now = performance.now()
      if (now < isFreeUntil) return end()
      if (timer === undefined) beganAt = now
      clearTimeout(timer)
      if (now - beganAt < longestMs) {
        timer = setTimeout(end, quietMs)
        return
      }
      isFreeUntil = now + longestMs
      end()
    },
    end,
  }
}
