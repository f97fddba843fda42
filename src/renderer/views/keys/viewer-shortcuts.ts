// The keys that the viewers bind themselves, as the help shows them.

export interface ShownShortcut {
  keys: readonly string[]
  label: string
  group: string
  /** Two keys for two directions, not two for the same. */
  isPair?: boolean
}

const find = navigator.platform.startsWith('Mac') ? '⌘F' : 'Ctrl+F'

export const viewerShortcuts: readonly ShownShortcut[] = [
  { keys: ['n', 'p'], label: 'Next, previous change', group: 'In a diff', isPair: true },
  { keys: [']', '['], label: 'Next, previous file', group: 'In a diff', isPair: true },
  { keys: ['j', 'k'], label: 'Next, previous line', group: 'In a diff', isPair: true },
  { keys: ['v'], label: 'Viewed: the hunk, or the file', group: 'In a diff' },
  { keys: ['V'], label: 'Viewed, and on to what is new', group: 'In a diff' },
  { keys: ['F7'], label: 'A change at a time, for screen readers', group: 'In a diff' },
  { keys: ['m'], label: 'Inline or side by side', group: 'In a diff' },
  { keys: [find], label: 'Find in all files', group: 'In a diff' },
  { keys: ['e', 'E'], label: 'Next, previous error', group: 'In a log', isPair: true },
  { keys: ['w', 'W'], label: 'Next, previous warning', group: 'In a log', isPair: true },
  { keys: ['r'], label: 'Raw: terminal codes instead of what they do', group: 'In a log' },
  { keys: ['f'], label: 'Follow: stay at the end while it grows', group: 'In a log' },
  { keys: ['h'], label: 'Fold or unfold here', group: 'In a log' },
  { keys: ['H'], label: 'Unfold all, fold all', group: 'In a log' },
  { keys: ['t'], label: 'Times: as written, since the start, since the line before, none', group: 'In a log' },
  { keys: ['z'], label: 'Wrap long lines', group: 'In a log' },
  { keys: [find], label: 'Find', group: 'In a log' },
  { keys: ['n', 'p'], label: 'Next, previous hit', group: 'In a log', isPair: true },
  { keys: ['e', 'E'], label: 'Next, previous error that only one log has', group: 'In a comparison', isPair: true },
  { keys: ['Enter'], label: 'Open the test, or the log at the line', group: 'In a comparison' },
  { keys: ['e', 'E'], label: 'Next, previous failing test', group: 'In test results', isPair: true },
  { keys: [find], label: 'Filter the tests', group: 'In test results' },
]
