// Keys that were pressed for what is not shown yet: they are pressed again when it is there, in their order.
import { type ShortcutId } from '../../../shared/command.ts'

const keptMs = 5000
const mostKept = 16

let kept: { key: string; shiftKey: boolean; pressedAt: number }[] = []
let isWaiting = false

/** Whether the place that was opened is still being read. */
const isAppearing = () => document.querySelector('[data-place] [data-appearing]') !== null

const changing: ReadonlySet<string> = new Set<ShortcutId>(['approve', 'request-changes', 'block', 'delete', 'select'])
/** Of viewers: marking as viewed. */
const changingKeys = new Set(['v', 'V', ' '])

/** Keeps a key that nobody wanted, if the place it may be for is only appearing. What changes anything is for who sees what it changes. */
export function keepKey(
  { key, shiftKey, repeat, timeStamp }: KeyboardEvent,
  id: ShortcutId | undefined,
  press: (event: KeyboardEvent) => void,
): void {
  if (repeat || (id === undefined ? key.length > 1 || changingKeys.has(key) : changing.has(id)) || !isAppearing()) return
  kept = [...kept.slice(1 - mostKept), { key, shiftKey, pressedAt: timeStamp }]
  if (isWaiting) return
  isWaiting = true
  requestAnimationFrame(() => waitOn(press))
}

/** What was pressed later and taken at once was for another place. */
export function dropKeptKeys(): void {
  kept = []
}

function waitOn(press: (event: KeyboardEvent) => void): void {
  kept = kept.filter(({ pressedAt }) => performance.now() - pressedAt < keptMs)
  if (!isAppearing()) {
    const [next, ...rest] = kept
    kept = rest
    if (next !== undefined) press(new KeyboardEvent('keydown', { ...next, bubbles: true, cancelable: true, composed: true }))
  }
  isWaiting = kept.length > 0
  // One a frame: what a key opens has its own to wait for.
  if (isWaiting) requestAnimationFrame(() => waitOn(press))
}
