// What may wait until the reader sees the first of it.
import { useEffect, useState } from 'react'

/** A page in the background is never painted, and still gets on. */
const longestMs = 100

/** Ends when what is on the page now has been painted. */
export const nextPaint = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, longestMs)
    requestAnimationFrame(() => setTimeout(resolve))
  })

/** Whether the component was painted once. What is dear to build and not what the reader came for waits for it, in room that is kept. */
export function useIsPainted(): boolean {
  const [isPainted, setIsPainted] = useState(false)
  useEffect(() => {
    let isGone = false
    const wait = async () => {
      await nextPaint()
      if (!isGone) setIsPainted(true)
    }
    void wait()
    return () => {
      isGone = true
    }
  }, [])
  return isPainted
}
