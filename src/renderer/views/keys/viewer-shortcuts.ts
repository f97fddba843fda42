// The keys that the viewers bind themselves, as the help shows them.
import { t } from '../../../shared/language/translate.ts'

export interface ShownShortcut {
  keys: readonly string[]
  label: string
  group: string
  /** Two keys for two directions, not two for the same. */
  isPair?: boolean
}

export const viewerShortcuts: readonly ShownShortcut[] = [
  { keys: ['n', 'p'], label: t('Next, previous change'), group: t('In a diff'), isPair: true },
  { keys: [']', '['], label: t('Next, previous file'), group: t('In a diff'), isPair: true },
  { keys: ['j', 'k'], label: t('Next, previous line'), group: t('In a diff'), isPair: true },
  { keys: ['v'], label: t('Viewed: the hunk, or the file'), group: t('In a diff') },
  { keys: ['V'], label: t('Viewed, and on to what is new'), group: t('In a diff') },
  { keys: ['F7'], label: t('A change at a time, for screen readers'), group: t('In a diff') },
  { keys: ['m'], label: t('Inline or side by side'), group: t('In a diff') },
  { keys: ['Mod+f'], label: t('Find in all files'), group: t('In a diff') },
  { keys: ['e', 'E'], label: t('Next, previous error'), group: t('In a log'), isPair: true },
  { keys: ['w', 'W'], label: t('Next, previous warning'), group: t('In a log'), isPair: true },
  { keys: ['r'], label: t('Raw: terminal codes instead of what they do'), group: t('In a log') },
  { keys: ['f'], label: t('Follow: stay at the end while it grows'), group: t('In a log') },
  { keys: ['h'], label: t('Fold or unfold here'), group: t('In a log') },
  { keys: ['H'], label: t('Unfold all, fold all'), group: t('In a log') },
  { keys: ['t'], label: t('Times: as written, since the start, since the line before, none'), group: t('In a log') },
  { keys: ['z'], label: t('Wrap long lines'), group: t('In a log') },
  { keys: ['Mod+f'], label: t('Find'), group: t('In a log') },
  { keys: ['n', 'p'], label: t('Next, previous hit'), group: t('In a log'), isPair: true },
  { keys: ['e', 'E'], label: t('Next, previous error that only one log has'), group: t('In a comparison'), isPair: true },
  { keys: ['Enter'], label: t('Open the test, or the log at the line'), group: t('In a comparison') },
  { keys: ['e', 'E'], label: t('Next, previous failing test'), group: t('In test results'), isPair: true },
  { keys: ['Mod+f'], label: t('Filter the tests'), group: t('In test results') },
]
