// Which controls have a hint. A tooltip of its own for each would be most of what the window does before its first list.
import { type ReactNode } from 'react'

export interface HintContent {
  text: ReactNode
  shortcut: string | undefined
}

/** Names the hint of the control that has it. */
export const hintAttribute = 'data-hinted'

const contents = new Map<string, HintContent>()
const listeners = new Set<(id: string) => void>()

export function keepHint(id: string, content: HintContent): void {
  contents.set(id, content)
}

export function forgetHint(id: string): void {
  contents.delete(id)
  for (const listener of listeners) listener(id)
}

/** Calls back for each hint whose control is gone; returns the function that stops it. */
export function onHintGone(listener: (id: string) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The innermost control around `target` that has a hint. */
export function findHinted(target: EventTarget | null): Element | undefined {
  return (target instanceof Element ? target.closest(`[${hintAttribute}]`) : null) ?? undefined
}

export const hintIdOf = (control: Element): string => control.getAttribute(hintAttribute) ?? ''

export function readHint(control: Element): HintContent | undefined {
  return contents.get(hintIdOf(control))
}
