// All keys of the window in one table; what each does is bound by whoever shows the thing it acts on. While it is bound it is also a
// command of the palette (commands.ts). `Mod` is Ctrl, and ⌘ on a Mac.

export type ShortcutGroup = 'Anywhere' | 'Go to' | 'Review' | 'Lists' | 'Notes' | 'In test results'

interface Shortcut {
  /** Alternatives; a sequence has a space between its keys. */
  keys: readonly string[]
  label: string
  group: ShortcutGroup
  /** Acts on the row that has the focus, so it is no command that can be chosen elsewhere. */
  isOnRow?: boolean
}

export const shortcuts = {
  palette: { keys: ['Mod+k'], label: 'Find a command or a place', group: 'Anywhere' },
  help: { keys: ['?'], label: 'Show all keys', group: 'Anywhere' },
  filter: { keys: ['/'], label: 'Filter specs and tasks', group: 'Anywhere' },
  'toggle-tree': { keys: ['\\'], label: 'Show or hide the specs', group: 'Anywhere' },
  upload: { keys: ['U'], label: 'Upload files', group: 'Anywhere' },
  'copy-link': { keys: ['y'], label: 'Copy a link to what is open', group: 'Anywhere' },
  out: { keys: ['u', 'Escape'], label: 'Step out', group: 'Anywhere' },
  'go-queue': { keys: ['g q'], label: 'The queue of what needs a look', group: 'Go to' },
  'go-specs': { keys: ['g h'], label: 'All specs', group: 'Go to' },
  'go-search': { keys: ['g f'], label: 'Search everything', group: 'Go to' },
  'go-storage': { keys: ['g s'], label: 'Storage', group: 'Go to' },
  'go-cleanup': { keys: ['g c'], label: 'Cleanup', group: 'Go to' },
  'go-tree': { keys: ['g t'], label: 'The tree of specs', group: 'Go to' },
  'go-sessions': { keys: ['g a'], label: 'Sessions of agents', group: 'Go to' },
  'go-blobs': { keys: ['g b'], label: 'Keyed blobs', group: 'Go to' },
  'go-workspaces': { keys: ['g w'], label: 'Workspaces', group: 'Go to' },
  'go-settings': { keys: ['g ,'], label: 'Settings', group: 'Go to' },
  'go-viewer': { keys: ['g v'], label: 'The viewer', group: 'Go to' },
  approve: { keys: ['A'], label: 'Approve the attempt', group: 'Review' },
  'request-changes': { keys: ['R'], label: 'Request changes to the attempt', group: 'Review' },
  block: { keys: ['B'], label: 'Block the attempt', group: 'Review' },
  'take-back': { keys: ['Z'], label: 'Take the last verdict back', group: 'Review' },
  'next-row': { keys: ['j'], label: 'Next row', group: 'Lists', isOnRow: true },
  'previous-row': { keys: ['k'], label: 'Previous row', group: 'Lists', isOnRow: true },
  open: { keys: ['o', 'Enter'], label: 'Open the row', group: 'Lists', isOnRow: true },
  select: { keys: ['x'], label: 'Select the row', group: 'Lists', isOnRow: true },
  note: { keys: ['c'], label: 'Write a note where you are', group: 'Notes' },
  'next-note': { keys: ['N'], label: 'Next note', group: 'Notes' },
  'previous-note': { keys: ['P'], label: 'Previous note', group: 'Notes' },
  'go-notes': { keys: ['g n'], label: 'Notes of the task', group: 'Notes' },
  compare: { keys: ['='], label: 'Compare the two selected attempts, or the open one with the one before', group: 'Lists' },
  delete: { keys: ['Delete'], label: 'Delete the selected or open artifacts', group: 'Lists' },
  'test-code': { keys: ['d'], label: 'The change that the open test leads to', group: 'In test results' },
  'test-log': { keys: ['l'], label: 'What the log says of the open test', group: 'In test results' },
} as const satisfies Record<string, Shortcut>

export type ShortcutId = keyof typeof shortcuts

export const shortcutIds = Object.keys(shortcuts).filter((key): key is ShortcutId => key in shortcuts)

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
