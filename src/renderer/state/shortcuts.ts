// Listens for the keys of the table and runs what is bound to them, the latest binding first.
import { useEffect, useRef } from 'react'
import { dropKeptKeys, keepKey } from './keys/kept-keys.ts'
import { chosenKeys, keyChoices, tableKey } from './keys/key-bindings.ts'
import { type ShortcutId } from '../../shared/command.ts'
import { matchKeys } from './keys/shortcut-table.ts'

/** Runs a shortcut; `false` leaves it to whoever bound it earlier. */
export type ShortcutAction = () => boolean | void
export type ShortcutBindings = Partial<Record<ShortcutId, ShortcutAction>>

const sequencePauseMs = 800
/** Done again and again while the key is held down; all others are done once. */
const repeated: ReadonlySet<string> = new Set<ShortcutId>(['next-row', 'previous-row', 'next-note', 'previous-note'])
const bound: { current: ShortcutBindings }[] = []
let typed: string[] = []
let typedAt = 0

// A list of choices that popped up keeps its keys; one that is part of the page shares them.
const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]:not([data-shares-keys])') !== null

/** True where keys are text, or belong to an open dialog or menu. */
function keepsItsKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || isInDialog(target) || target.closest('[data-captures-keys]') !== null) return true
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

/** Whether anything on the screen does it now. */
export const isBound = (id: ShortcutId): boolean => bound.some(({ current }) => current[id] !== undefined)

/** Does what is bound to a shortcut, the latest binding first. False when nothing wanted to. */
export function runShortcut(id: ShortcutId): boolean {
  return bound.toReversed().some(({ current }) => {
    const action = current[id]
    return action !== undefined && action() !== false
  })
}

function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented && !replayed.has(event)) dropKeptKeys()
  if (event.defaultPrevented || event.isComposing || event.altKey) return
  if (event.ctrlKey || event.metaKey) {
    // Typed text is not lost to these, so they work in fields as well; an open dialog comes first.
    const match = isInDialog(event.target) ? undefined : matchKeys([`Mod+${event.key.toLowerCase()}`])
    if (match?.match === 'whole' && runShortcut(match.id)) event.preventDefault()
    return
  }
  if (keepsItsKeys(event.target)) return
  if (event.key === 'Shift') return
  // Enter and space press what is focused.
  if (event.key === 'Enter' && event.target instanceof Element && event.target.closest('a, button, summary, input') !== null) return
  typed = event.timeStamp - typedAt < sequencePauseMs ? [...typed, event.key] : [event.key]
  typedAt = event.timeStamp
  const choose = (keys: string) => chosenKeys(keys, keyChoices())
  let match = matchKeys(typed, choose)
  if (match.match === 'none' && typed.length > 1) {
    typed = [event.key]
    match = matchKeys(typed, choose)
  }
  if (match.match === 'start') return
  typed = []
  const id = match.match === 'whole' ? match.id : undefined
  if (event.repeat && id !== undefined && !repeated.has(id)) return
  if (id !== undefined && runShortcut(id)) {
    event.preventDefault()
    if (!replayed.has(event)) dropKeptKeys()
  } else if (!replayed.has(event)) keepKey(event, id, replay)
}

const translated = new WeakSet<Event>()
const replayed = new WeakSet<Event>()

/** Presses a key again, where the keyboard is now. */
function replay(event: KeyboardEvent): void {
  const { activeElement } = document
  translated.add(event)
  replayed.add(event)
  const isLeft = (activeElement ?? document.body).dispatchEvent(event)
  // Only what people press themselves follows a link.
  if (isLeft && event.key === 'Enter' && activeElement instanceof HTMLElement && activeElement.matches('a, button')) activeElement.click()
}

/** Gives everybody who listens the table's key in place of the one that the reader chose for it. */
function translateKey(event: KeyboardEvent): void {
  if (translated.has(event) || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || keepsItsKeys(event.target)) return
  // The second key of a sequence is none by itself.
  if (typed.length > 0 && event.timeStamp - typedAt < sequencePauseMs) return
  const key = tableKey(event.key, keyChoices())
  if (key === event.key) return
  event.stopImmediatePropagation()
  if (key === undefined || event.target === null) return
  const { repeat } = event
  const stand = new KeyboardEvent('keydown', {
    key,
    repeat,
    shiftKey: /^[A-Z]$/.test(key),
    bubbles: true,
    cancelable: true,
    composed: true,
  })
  translated.add(stand)
  if (!event.target.dispatchEvent(stand)) event.preventDefault()
}

/** Starts listening. Returns the function that stops it. */
export function watchShortcuts(): () => void {
  window.addEventListener('keydown', translateKey, true)
  window.addEventListener('keydown', handleKey)
  return () => {
    window.removeEventListener('keydown', translateKey, true)
    window.removeEventListener('keydown', handleKey)
  }
}

/** Binds shortcuts while the component is shown. */
export function useShortcuts(bindings: ShortcutBindings): void {
  const latest = useRef(bindings)
  useEffect(() => {
    latest.current = bindings
  })
  useEffect(() => {
    bound.push(latest)
    return () => {
      bound.splice(bound.indexOf(latest), 1)
    }
  }, [])
}
