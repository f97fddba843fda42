// Opens a field and puts the keyboard into it at once: a key that follows the shortcut must not reach what lies below.
import { type RefObject } from 'react'
import { flushSync } from 'react-dom'

/** `show` puts the field on the page, where it may stand already. */
export function openField(show: () => void, field: RefObject<HTMLInputElement | null>): void {
  flushSync(show)
  field.current?.focus()
  field.current?.select()
}
