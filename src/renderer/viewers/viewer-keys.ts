// Single keys and Ctrl/Cmd+F for the viewer that is open, wherever on the page the focus is but in text fields and dialogs.
import { type RefObject, useEffect, useRef } from 'react'

/** Runs a key of the viewer; `Mod+` stands for Ctrl or Cmd. */
export type ViewerKeys = Record<string, () => void>

/** Keys that belong to a list of rows while the focus is in it. */
const rowKeys = new Set(['j', 'k', 'J', 'K', 'o', 'x'])

const takesText = 'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]'
const hasOwnKeys = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'

/**
 * `data-viewer` must stand on the element of `root`: a viewer beside this one keeps its own keys. One that shares the page with another
 * of its kind hears them only while the focus is in it.
 */
export function useViewerKeys(root: RefObject<HTMLElement | null>, keys: ViewerKeys, isShared = false): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey || !(event.target instanceof Element)) return
      const viewer = event.target.closest('[data-viewer]')
      if (viewer !== root.current && (viewer !== null || isShared)) return
      if (event.target.closest(hasOwnKeys) !== null) return
      if (rowKeys.has(event.key) && event.target.closest('[data-row-list]') !== null) return
      const isMod = event.ctrlKey || event.metaKey
      if (!isMod && event.target.closest(takesText) !== null) return
      const action = latest.current[isMod ? `Mod+${event.key.toLowerCase()}` : event.key]
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    // Before the window's own shortcuts, which skip what is handled already.
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [root, isShared])
}
