// The keys of the window and of its viewers, by what they act on.
import { shortcuts } from '../../../shared/command.ts'
import { type ShownShortcut, viewerShortcuts } from './viewer-shortcuts.ts'

const allShortcuts: readonly ShownShortcut[] = [...Object.values(shortcuts), ...viewerShortcuts]

export const shortcutGroups = [...new Set(allShortcuts.map(({ group }) => group))].map((group) => ({
  group,
  shortcuts: allShortcuts.filter((shortcut) => shortcut.group === group),
}))

export interface Rebindable {
  /** As the tables have them. */
  keys: string
  /** Everything they do, somewhere. */
  label: string
  group: string
}

/** With a modifier, or without a sign of their own: these stay. */
const isFixed = (keys: string) => keys.split(' ').some((key) => key.length !== 1)

/** Every key that can be chosen anew, once, with all it does. */
export const rebindable: readonly Rebindable[] = [
  ...Map.groupBy(
    allShortcuts.flatMap(({ keys, label, group, isPair }) => {
      const [first = '', second = ''] = label.split(', ')
      return keys.map((one, index) => ({
        keys: one,
        group,
        label: isPair === true && second !== '' ? pairLabel(first, second, index) : label,
      }))
    }),
    ({ keys }) => keys,
  ),
].flatMap(([keys, uses]) => {
  const [first] = uses
  return first === undefined || isFixed(keys)
    ? []
    : [{ keys, group: first.group, label: [...new Set(uses.map(({ label }) => label))].join('; ') }]
})

/** `Next, previous change` are `Next change` and `Previous change`; languages without the comma say both in one. */
function pairLabel(first: string, second: string, index: number): string {
  const [word = '', ...rest] = second.split(' ')
  const capital = `${word.charAt(0).toUpperCase()}${word.slice(1)}`
  return [index === 0 ? first : capital, ...rest].join(' ')
}
