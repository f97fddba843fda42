// What is typed waits for its end before it is sent.
import { useEffect, useState } from 'react'

const debounceMs = 250

/** The latest value that stayed the same for a moment. */
export function useSettled<T>(value: T, keyOf: (value: T) => string): T {
  const [settled, setSettled] = useState(value)
  const key = keyOf(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), debounceMs)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react/exhaustive-deps -- the key stands for the value
  }, [key])
  return settled
}
