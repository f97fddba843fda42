// All commands of the window in two tables: those with keys, and those that can be done from anywhere without one. The palette and the desktop's
// menus show both; what each does is bound by whoever shows the thing it acts on. `Mod` is Ctrl, and ⌘ on a Mac.
import { t } from './language/translate.ts'

interface Shortcut {
  /** Alternatives; a sequence has a space between its keys. */
  keys: readonly string[]
  label: string
  /** The heading it stands under. */
  group: string
  /** Acts on the row that has the focus, so it is no command that can be chosen elsewhere. */
  isOnRow?: boolean
}

/** Commands with keys, in the order in which help lists them. */
export const shortcuts = {
  palette: { keys: ['Mod+k'], label: t('Find a command or a place'), group: t('Anywhere') },
  help: { keys: ['?'], label: t('Show all keys'), group: t('Anywhere') },
  filter: { keys: ['/'], label: t('Filter specs and tasks'), group: t('Anywhere') },
  'toggle-tree': { keys: ['\\'], label: t('Show or hide the specs'), group: t('Anywhere') },
  upload: { keys: ['U'], label: t('Upload files'), group: t('Anywhere') },
  'copy-link': { keys: ['y'], label: t('Copy a link to what is open'), group: t('Anywhere') },
  out: { keys: ['u', 'Escape'], label: t('Step out'), group: t('Anywhere') },
  'go-queue': { keys: ['g q'], label: t('The queue of what needs a look'), group: t('Go to') },
  'go-specs': { keys: ['g h'], label: t('All specs'), group: t('Go to') },
  'go-search': { keys: ['g f'], label: t('Search everything'), group: t('Go to') },
  'go-storage': { keys: ['g s'], label: t('Storage'), group: t('Go to') },
  'go-cleanup': { keys: ['g c'], label: t('Cleanup'), group: t('Go to') },
  'go-tree': { keys: ['g t'], label: t('The tree of specs'), group: t('Go to') },
  'go-sessions': { keys: ['g a'], label: t('Sessions of agents'), group: t('Go to') },
  'go-blobs': { keys: ['g b'], label: t('Keyed blobs'), group: t('Go to') },
  'go-workspaces': { keys: ['g w'], label: t('Workspaces'), group: t('Go to') },
  'go-settings': { keys: ['g ,'], label: t('Settings'), group: t('Go to') },
  'go-viewer': { keys: ['g v'], label: t('The viewer'), group: t('Go to') },
  approve: { keys: ['A'], label: t('Approve the attempt'), group: t('Review') },
  'request-changes': { keys: ['R'], label: t('Request changes to the attempt'), group: t('Review') },
  block: { keys: ['B'], label: t('Block the attempt'), group: t('Review') },
  'take-back': { keys: ['Z'], label: t('Take the last verdict back'), group: t('Review') },
  'next-row': { keys: ['j'], label: t('Next row'), group: t('Lists'), isOnRow: true },
  'previous-row': { keys: ['k'], label: t('Previous row'), group: t('Lists'), isOnRow: true },
  open: { keys: ['o', 'Enter'], label: t('Open the row'), group: t('Lists'), isOnRow: true },
  select: { keys: ['x'], label: t('Select the row'), group: t('Lists'), isOnRow: true },
  note: { keys: ['c'], label: t('Write a note where you are'), group: t('Notes') },
  'note-artifact': { keys: ['C'], label: t('Write a note on the artifact as a whole'), group: t('Notes') },
  'next-note': { keys: ['N'], label: t('Next note'), group: t('Notes') },
  'previous-note': { keys: ['P'], label: t('Previous note'), group: t('Notes') },
  'go-notes': { keys: ['g n'], label: t('Notes of the task'), group: t('Notes') },
  compare: { keys: ['='], label: t('Compare the two selected attempts, or the open one with the one before'), group: t('Lists') },
  delete: { keys: ['Delete'], label: t('Delete the selected or open artifacts'), group: t('Lists') },
  'test-code': { keys: ['d'], label: t('The change that the open test leads to'), group: t('In test results') },
  'test-log': { keys: ['l'], label: t('What the log says of the open test'), group: t('In test results') },
} as const satisfies Record<string, Shortcut>

/** Bindings and settings keep these: one that is renamed loses them. */
export type ShortcutId = keyof typeof shortcuts

export const shortcutIds = Object.keys(shortcuts).filter((key): key is ShortcutId => key in shortcuts)

interface WindowCommand {
  label: string
  group: string
  /** Further words it is found by. */
  words?: string
}

/** Commands without keys. */
export const windowCommands = {
  'go trash': { label: t('Trash'), group: t('Go to') },
  'go verify': { label: t('Verify'), group: t('Go to') },
  'go activity': { label: t('Activity'), group: t('Go to') },
  'choose-store': { label: t('Choose another store'), group: t('Stores'), words: t('open folder bucket s3 gcs switch') },
  sync: { label: t('Sync now'), group: t('Stores'), words: 'refresh' },
  'theme light': { label: t('Light theme'), group: t('Appearance'), words: t('colours mode') },
  'theme dark': { label: t('Dark theme'), group: t('Appearance'), words: t('colours mode') },
  'theme system': { label: t('Theme as the system'), group: t('Appearance'), words: t('colours mode') },
} as const satisfies Record<string, WindowCommand>

export type WindowCommandId = keyof typeof windowCommands
