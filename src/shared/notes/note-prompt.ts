// All open notes as one prompt for the agent.
import { t, tCount } from '../language/translate.ts'
import { anchorLimits, type Note, type NoteSpot, orderNotes, type PlacedNote } from './note.ts'

/** Markdown with the place, the quoted code and the words of every note that is not resolved. */
export function formatNotePrompt(task: { specName: string; taskId: string; version: number }, notes: readonly PlacedNote[]): string {
  const open = orderNotes(notes.filter(({ note }) => note.resolvedAt === null))
  const intro = t('Please address these review notes on attempt {version} of task {taskId} ({specName}).', task)
  return [intro, ...open.map((placed, index) => formatEntry(placed, index + 1))].join('\n\n') + '\n'
}

function formatEntry({ note, place }: PlacedNote, number: number): string {
  const spot = place.is === 'placed' ? place.spot : note.spot
  const written = place.is === 'placed' ? '' : ` ${t('(as of attempt {version}; not found in this one)', { version: note.version })}`
  const quote = note.anchor === null ? undefined : quoteOf(note, spot)
  return [`## ${number}. ${spotWords(spot)}${written}`, ...(quote === undefined ? [] : [quote]), note.text.trim()].join('\n\n')
}

/** `src/a.ts:14`, `log.txt:10-12`, the name of a test. */
export function spotWords(spot: NoteSpot): string {
  switch (spot.on) {
    case 'task':
      return t('The task as a whole')
    case 'line':
    case 'hunk':
      return `${spot.path}:${lineWords(spot)}${spot.side === 'left' ? ` ${t('(before the change)')}` : ''}`
    case 'range':
      return `${spot.artifact}:${lineWords(spot)}`
    case 'test':
      return t('Test {test}', { test: spot.test })
    case 'file':
      return t('{file} as a whole', { file: spot.path })
    case 'artifact':
      return t('{file} as a whole', { file: spot.artifact })
  }
}

const lineWords = ({ first, last }: { first: number; last: number }) => (first === last ? String(first) : `${first}-${last}`)

/** A fence that nothing in the quoted text can close. */
function quoteOf({ anchor }: Note, spot: NoteSpot): string | undefined {
  if (anchor === null || anchor.text.length === 0) return undefined
  const fence = '`'.repeat(Math.max(3, ...anchor.text.flatMap((line) => [...line.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1))))
  const rest = anchor.count - anchor.text.length
  const more = rest > 0 ? [`… ${tCount(rest, String(rest), 'more line', 'more lines')}`] : []
  const lines = anchor.text.map((line) => (line.length >= anchorLimits.lineLength ? `${line} …` : line))
  return [`${fence}${spot.on === 'hunk' ? 'diff' : ''}`, ...lines, ...more, fence].join('\n')
}
