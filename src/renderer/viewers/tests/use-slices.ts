import { useEffect, useMemo, useState } from 'react'
import { finish, inSlices, type Slices } from './slices.ts'

/** So many tests are no work to speak of. */
const fewTests = 4000

/**
 * What the work comes to: at once when it is over few tests, else when it is done, and until then what it came to before. `start` must stay the
 * same as long as its outcome would.
 */
export function useSlices<T>(tests: number, start: () => Slices<T>): T | undefined {
  const isShort = tests <= fewTests
  const now = useMemo(() => (isShort ? finish(start()) : undefined), [isShort, start])
  const [later, setLater] = useState<T>()
  useEffect(() => {
    if (isShort) return
    const stop = new AbortController()
    const work = async () => {
      const outcome = await inSlices(start(), stop.signal)
      if (outcome !== undefined) setLater(() => outcome)
    }
    void work()
    return () => stop.abort()
  }, [isShort, start])
  return isShort ? now : later
}
