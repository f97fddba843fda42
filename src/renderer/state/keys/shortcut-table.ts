// Finds what typed keys mean in the table of commands. While a shortcut is bound it is also a command of the palette (commands.ts).
import { type ShortcutId, shortcutIds, shortcuts } from '../../../shared/command.ts'

/** What typed keys amount to: a shortcut, the start of one, or nothing. */
export type KeyMatch = { match: 'whole'; id: ShortcutId } | { match: 'start' } | { match: 'none' }

/** Looks up keys typed one after another, e.g. `['g', 's']`. */
export function matchKeys(typed: readonly string[], choose: (keys: string) => string = (keys) => keys): KeyMatch {
  const sequence = typed.join(' ')
  for (const id of shortcutIds) {
    // Single keys were translated before they came here.
    const keys = shortcuts[id].keys.map((keys) => (keys.includes(' ') ? choose(keys) : keys))
    if (keys.includes(sequence)) return { match: 'whole', id }
  }
  const isStart = shortcutIds.some((id) => shortcuts[id].keys.some((keys) => choose(keys).startsWith(`${sequence} `)))
  return isStart ? { match: 'start' } : { match: 'none' }
}
