// The keyboard is always somewhere: what had it and goes away leaves it to its list, or else to the place that is shown.
import { useEffect, useRef } from 'react'

/** Whether nobody has the keyboard, so that a list may begin with it. */
export function isFocusFree(): boolean {
  const { activeElement } = document
  return activeElement === null || activeElement === document.body || activeElement.matches('[data-place]')
}

/** `place` changes with every place that is shown; `data-place` stands on what shows it, the innermost last. */
export function useKeptFocus(place: unknown): void {
  useEffect(() => {
    let last: Element | undefined
    let list: HTMLElement | null = null
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return
      last = target
      list = target.closest<HTMLElement>('[data-row-list]')
    }
    const observer = new MutationObserver(() => {
      if (last === undefined || last.isConnected) return
      last = undefined
      // Whoever took it away may know better, and says so at once.
      requestAnimationFrame(() => recover(list))
    })
    document.addEventListener('focusin', note)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', note)
      observer.disconnect()
    }
  }, [])
  const first = useRef(place)
  useEffect(() => {
    // A page that was just loaded is read from its top.
    if (place === first.current) return undefined
    const frame = requestAnimationFrame(() => recover(null))
    return () => cancelAnimationFrame(frame)
  }, [place])
}

function recover(list: HTMLElement | null): void {
  if (document.activeElement !== document.body) return
  // A row that was only scrolled away keeps its place in the tab order, so that no other takes it while somebody scrolls.
  const row = list?.isConnected === true ? list.querySelector<HTMLElement>('[data-row-key][tabindex="0"]') : null
  const heir = row ?? Array.from(document.querySelectorAll<HTMLElement>('[data-place]')).at(-1)
  heir?.focus({ preventScroll: true })
}
