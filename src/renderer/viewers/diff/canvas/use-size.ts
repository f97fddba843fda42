import { type RefObject, useLayoutEffect, useState } from 'react'

export interface Size {
  widthPx: number
  heightPx: number
}

/** Size of an element; undefined before it is on the page. */
export function useSize(element: RefObject<HTMLElement | null>): Size | undefined {
  const [size, setSize] = useState<Size>()
  useLayoutEffect(() => {
    const observed = element.current
    if (observed === null) return undefined
    const measure = () => {
      const now = { widthPx: observed.clientWidth, heightPx: observed.clientHeight }
      setSize((before) => (before?.widthPx === now.widthPx && before.heightPx === now.heightPx ? before : now))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(observed)
    return () => observer.disconnect()
  }, [element])
  return size
}
