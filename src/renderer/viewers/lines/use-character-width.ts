import { type RefObject, useLayoutEffect, useState } from 'react'

const sample = 100

/** The width of one cell of the mono font as it is used inside an element. */
export function useCharacterWidth(inside: RefObject<HTMLElement | null>, className: string): number {
  const [widthPx, setWidthPx] = useState(7.2)
  useLayoutEffect(() => {
    const parent = inside.current
    if (parent === null) return undefined
    const measure = () => {
      const probe = document.createElement('span')
      probe.className = className
      probe.textContent = '0'.repeat(sample)
      probe.style.cssText = 'position:absolute;visibility:hidden;white-space:pre'
      parent.append(probe)
      setWidthPx(probe.getBoundingClientRect().width / sample)
      probe.remove()
    }
    measure()
    // A font that arrives late, or another zoom, changes the cell.
    document.fonts.addEventListener('loadingdone', measure)
    window.addEventListener('resize', measure)
    return () => {
      document.fonts.removeEventListener('loadingdone', measure)
      window.removeEventListener('resize', measure)
    }
  }, [inside, className])
  return widthPx
}
