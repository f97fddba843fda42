import { cloneElement, type ReactElement, type ReactNode, useEffect, useId } from 'react'
import { forgetHint, hintAttribute, keepHint } from './hints.ts'

/**
 * A few words about the control inside it, on hover and focus. The control needs an accessible name of its own. Only what the words are is kept
 * here: HintLayer shows them, one at a time for the whole window.
 */
export function Hint({
  text,
  shortcut,
  children,
}: {
  text: ReactNode
  shortcut?: string
  children: ReactElement<Record<string, unknown>>
}) {
  const id = useId()
  useEffect(() => keepHint(id, { text, shortcut }), [id, text, shortcut])
  useEffect(() => () => forgetHint(id), [id])
  return cloneElement(children, { [hintAttribute]: id })
}
