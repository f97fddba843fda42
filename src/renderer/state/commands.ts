// What can be done now, in one list that the palette shows: every shortcut of the table that is bound, and commands without a key, offered by
// whoever shows the thing they act on.
import { useEffect, useRef } from 'react'
import { shortcutIds, shortcuts, type ShortcutId } from '../../shared/command.ts'
import { isBound, runShortcut } from './shortcuts.ts'

export interface Command {
  /** Unlike that of any other. */
  id: string
  label: string
  /** The heading it stands under. */
  group: string
  /** As in the table of shortcuts; undefined for a command without a key. */
  keys?: string
  /** Further words it is found by. */
  words?: string
  run: () => void
}

const offered: { current: readonly Command[] }[] = []

/** Offers commands while the component is shown. One that has a key needs only its row in the table and `useShortcuts`. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  useEffect(() => {
    offered.push(latest)
    return () => {
      offered.splice(offered.indexOf(latest), 1)
    }
  }, [])
}

const notInPalette = new Set<ShortcutId>(['palette', 'out'])

function ofShortcut(id: ShortcutId): Command[] {
  const { keys, label, group, isOnRow = false }: (typeof shortcuts)[ShortcutId] & { isOnRow?: boolean } = shortcuts[id]
  if (isOnRow || notInPalette.has(id) || !isBound(id)) return []
  return [{ id, label, group, keys: keys[0], run: () => void runShortcut(id) }]
}

/** Everything that can be done now; those that act on what is open first. */
export function listCommands(): Command[] {
  const own = offered.toReversed().flatMap(({ current }) => current)
  return [...own, ...shortcutIds.flatMap(ofShortcut)]
}

/** Runs what can be done now by its id, as a menu names it; what cannot be done now is left alone. */
export function runCommand(id: string): void {
  if (id === 'palette') void runShortcut(id)
  else
    listCommands()
      .find((command) => command.id === id)
      ?.run()
}
