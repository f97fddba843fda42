import { type RefObject, useEffect, useState } from 'react'

/** How far below the top of the scrolled content a list begins; the virtualizer counts from there. */
export function useScrollMargin(list: RefObject<HTMLElement | null>, scroller: HTMLElement | null): number {
  const [marginPx, setMarginPx] = useState(0)
  useEffect(() => {
    if (scroller === null) return undefined
    const observer = new ResizeObserver(() => {
      if (list.current === null) return
      const fromTopPx = list.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
      setMarginPx(Math.round(fromTopPx))
    })
    // What stands above the list moves it only by growing, and then the content of the scroller grows.
    if (scroller.firstElementChild !== null) observer.observe(scroller.firstElementChild)
    return () => observer.disconnect()
  }, [list, scroller])
  return marginPx
}
